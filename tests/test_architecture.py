"""The shape of the code: imports go one way, modules stay short, the network's runtime has one door.

`faults` reads any tree laid out like this repository, so that the last tests can show it a tree with planted faults.
"""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = "reportedly"
# Left to right as data goes; a module imports its own layer or one to its left. Two names in one place are one layer.
LAYERS = (
    ("errors", "config"),
    ("model",),
    ("text",),
    ("language",),
    ("attribution",),
    ("claims",),
    ("corpus",),
    ("store",),
    ("serve",),
)
RANK = {name: place for place, names in enumerate(LAYERS) for name in names}
# The package's own door may open onto everything, and `python -m reportedly` onto the command line.
DOORS = {"__init__", "__main__"}
ONE_DOOR = {
    "onnxruntime": Path(PACKAGE, "language", "network.py"),
    "dask": Path(PACKAGE, "serve", "bulk", "engine.py"),
    "distributed": Path(PACKAGE, "serve", "bulk", "engine.py"),
}
LONGEST = 300
# A distribution's name where it is not the name that is imported.
IMPORTED_AS = {"charset-normalizer": "charset_normalizer"}
# Extras that are not for users of the package.
OURS = {"dev", "training"}


class Declared(NamedTuple):
    """Import names of what pyproject.toml lists: for every installation, and in extras that a user may lack."""

    always: set[str]
    extra: set[str]


def modules(root: Path, folder: str) -> Iterator[Path]:
    """The modules under `folder`, relative to `root`."""
    return (path.relative_to(root) for path in sorted((root / folder).rglob("*.py")))


def imported(root: Path, module: Path) -> Iterator[str]:
    """Dotted names that `module` imports anywhere in it, relative ones made absolute."""
    return names(ast.walk(ast.parse((root / module).read_text(encoding="utf-8"))), module)


def imported_at_once(root: Path, module: Path) -> Iterator[str]:
    """As `imported`, of what is imported when the module is: not in a function, nor for type checking only."""
    return names(outside(ast.parse((root / module).read_text(encoding="utf-8"))), module)


def outside(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes below `node` that run when the module is imported."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
        return
    if isinstance(node, ast.If) and ast.unparse(node.test).removeprefix("typing.") == "TYPE_CHECKING":
        below: list[ast.AST] = [*node.orelse]
    else:
        below = list(ast.iter_child_nodes(node))
    for child in below:
        yield child
        yield from outside(child)


def names(nodes: Iterator[ast.AST], module: Path) -> Iterator[str]:
    """Dotted names that these nodes of `module` import."""
    package = module.parent.parts
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            base = ".".join([*above, *([node.module] if node.module else [])])
            # `from reportedly import serve` imports a layer, so the imported name belongs to it.
            yield from (f"{base}.{alias.name}" for alias in node.names)


def layer(name: str) -> str:
    """The layer of a dotted name: `text` for `reportedly.text.plain`, `__init__` for the package itself."""
    parts = name.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


def backward(root: Path, declared: Declared) -> Iterator[str]:
    for module in modules(root, PACKAGE):
        here = layer(".".join(module.with_suffix("").parts))
        if here not in RANK and here not in DOORS:
            yield f"{module}: no layer has the name {here!r}; add it to LAYERS"
            continue
        for name in imported(root, module):
            there = layer(name)
            if name.split(".")[0] != PACKAGE or here in DOORS:
                continue
            if there not in RANK:
                yield f"{module}: imports {name} from the package's door"
            elif RANK[there] > RANK[here]:
                yield f"{module}: {here} imports {name}, which is to its right"


def training_imported(root: Path, declared: Declared) -> Iterator[str]:
    for module in modules(root, PACKAGE):
        for name in imported(root, module):
            if name.split(".")[0] in {"training", "tests", "benchmarks"}:
                yield f"{module}: imports {name}"


def second_door(root: Path, declared: Declared) -> Iterator[str]:
    for module in modules(root, PACKAGE):
        for name in imported(root, module):
            door = ONE_DOOR.get(name.split(".")[0])
            if door and module != door:
                yield f"{module}: imports {name}, which only {door} may"


def model_beyond_standard_library(root: Path, declared: Declared) -> Iterator[str]:
    for module in modules(root, f"{PACKAGE}/model"):
        for name in imported(root, module):
            if name.split(".")[0] not in sys.stdlib_module_names | {PACKAGE}:
                yield f"{module}: imports {name}, and the model is standard library only"


def undeclared(root: Path, declared: Declared) -> Iterator[str]:
    known = sys.stdlib_module_names | declared.always | declared.extra | {PACKAGE, "training", "tests", "benchmarks"}
    for module in modules(root, PACKAGE):
        for name in imported(root, module):
            if name.split(".")[0] not in known:
                yield f"{module}: imports {name}, which pyproject.toml does not list as a dependency"


def extra_at_once(root: Path, declared: Declared) -> Iterator[str]:
    for module in modules(root, PACKAGE):
        for name in imported_at_once(root, module):
            if name.split(".")[0] in declared.extra - declared.always:
                yield f"{module}: imports {name} outside a function, and whoever lacks the extra cannot import it at all"


def long(root: Path, declared: Declared) -> Iterator[str]:
    for folder in (PACKAGE, "training", "tests", "benchmarks", "examples"):
        for module in modules(root, folder):
            lines = len((root / module).read_text(encoding="utf-8").splitlines())
            if lines >= LONGEST:
                yield f"{module}: {lines} lines; below {LONGEST} please"


Rule = Callable[[Path, Declared], Iterator[str]]
RULES: tuple[Rule, ...] = (
    backward,
    training_imported,
    second_door,
    model_beyond_standard_library,
    undeclared,
    extra_at_once,
    long,
)


def dependencies(root: Path) -> Declared:
    """What pyproject.toml lists for users."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [line for name, lines in project["optional-dependencies"].items() if name not in OURS for line in lines]
    return Declared(import_names(project["dependencies"]), import_names(extras))


def import_names(requirements: list[str]) -> set[str]:
    distributions = {re.split(r"[;<>=!~ \[]", line)[0] for line in requirements}
    return {IMPORTED_AS.get(name, name) for name in distributions}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_repository_keeps_the_rule(rule: Rule) -> None:
    assert list(rule(ROOT, dependencies(ROOT))) == []


PLANTED = [
    (backward, "reportedly/model/span.py", "from reportedly.text import plain"),
    (backward, "reportedly/text/plain.py", "import reportedly.serve.cli"),
    (backward, "reportedly/text/plain.py", "def f():\n    from ..attribution import chains"),
    (backward, "reportedly/text/plain.py", "from reportedly import language"),
    (backward, "reportedly/text/plain.py", "from reportedly import read"),
    (backward, "reportedly/errors.py", "from .model import Span"),
    (backward, "reportedly/util/strings.py", ""),
    (training_imported, "reportedly/language/pipeline.py", "from training import prepare"),
    (second_door, "reportedly/language/pipeline.py", "import onnxruntime as ort"),
    (second_door, "reportedly/serve/network.py", "from onnxruntime import InferenceSession"),
    (model_beyond_standard_library, "reportedly/model/span.py", "import numpy"),
    (undeclared, "reportedly/text/plain.py", "import requests"),
    (undeclared, "reportedly/text/plain.py", "def f():\n    import requests"),
    (extra_at_once, "reportedly/text/plain.py", "import pandas as pd"),
    (extra_at_once, "reportedly/text/plain.py", "class C:\n    from pandas import DataFrame"),
    (extra_at_once, "reportedly/text/plain.py", "if TYPE_CHECKING:\n    import numpy\nelse:\n    import pandas"),
    (long, "reportedly/text/plain.py", "\n" * LONGEST),
]
ALLOWED = [
    ("reportedly/text/plain.py", "from reportedly.model import Span\nfrom .html import read\nimport re, numpy"),
    ("reportedly/serve/cli.py", "from reportedly import config, errors\nfrom ..text import plain"),
    ("reportedly/config.py", "from reportedly.errors import ValueRefused"),
    ("reportedly/__init__.py", "from reportedly.serve.cli import main"),
    ("reportedly/language/network.py", "import onnxruntime"),
    ("reportedly/serve/tables.py", "class C:\n    def frame(self):\n        import pandas"),
    ("reportedly/serve/tables.py", "if TYPE_CHECKING:\n    import pandas"),
    ("training/train.py", "import torch, onnxruntime\nfrom reportedly.language import network"),
    ("reportedly/text/plain.py", "\n" * (LONGEST - 1)),
]


LISTED = Declared({"numpy", "onnxruntime"}, {"pandas"})


def plant(root: Path, path: str, source: str) -> None:
    (root / path).parent.mkdir(parents=True)
    (root / path).write_text(source, encoding="utf-8")


@pytest.mark.parametrize(("rule", "path", "source"), PLANTED)
def test_planted_fault_is_found(rule: Rule, path: str, source: str, tmp_path: Path) -> None:
    plant(tmp_path, path, source)
    found = list(rule(tmp_path, LISTED))
    assert len(found) == 1
    assert found[0].startswith(path)


@pytest.mark.parametrize(("path", "source"), ALLOWED)
def test_what_is_allowed_is_left_alone(path: str, source: str, tmp_path: Path) -> None:
    plant(tmp_path, path, source)
    assert [fault for rule in RULES for fault in rule(tmp_path, LISTED)] == []
