"""`python -m reportedly`: the command line."""

from reportedly.serve.cli import main

main(prog_name="reportedly")
