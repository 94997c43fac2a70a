"""The commands, one a module: what can be typed after `reportedly`. `cli.py` has the table of them.

A module here imports at once only what explaining the command needs, and the rest in the command.
"""
