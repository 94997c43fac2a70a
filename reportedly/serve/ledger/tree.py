"""Who rests on whom, drawn with lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rich.text import Text

from reportedly.corpus.descent import Branch, Node, descent
from reportedly.model import Claim, Report
from reportedly.serve.ledger.words import moment, shortened
from reportedly.serve.lines import Lines
from reportedly.serve.outline import hop_steps

_STEP = 3
"""Columns for a level."""
_QUOTE = 400
"""Characters of a quote."""
Outlet = Callable[[str], str | None]
"""Gives the outlet of an article by its id."""


def write_tree(to: Lines, claim: Claim, outlet_of: Outlet, why: bool) -> None:
    """Origins, below each the reports that go back to it, each before those that rest on it.

    With `why`, the evidence stands below each report.
    """
    for branch in descent(claim):
        to.line(_root(to, branch))
        for node in branch.nodes:
            _write(to, node, outlet_of, why)
        to.line()


def _root(to: Lines, branch: Branch) -> Text:
    if branch.origin is None:
        return Text(to.spelling("Without a known origin"), "italic")
    line = Text().append(to.spelling(branch.origin.label), "bold")
    return line.append(to.spelling(f"  {moment(branch.origin.first_reported)}"), "dim")


def _write(to: Lines, node: Node, outlet_of: Outlet, why: bool) -> None:
    first, rest = _margins(node, to.width)
    for number, line in enumerate(_lines(to, node, outlet_of, why)):
        to.behind(rest if number else first, rest, line)


def _margins(node: Node, width: int) -> tuple[str, str]:
    """Before the first row and before the others. What is too deep for the width says how deep instead."""
    levels = ["   " if last else "│  " for last in node.last[:-1]]
    most = max(width // 2 // _STEP - 3, 1)
    if len(levels) > most:
        depth = f"({node.depth}) "
        above = "".join(levels[:most])
        return above + depth, above + " " * len(depth)
    above = "".join(levels)
    return above + ("└─ " if node.last[-1] else "├─ "), above + ("   " if node.last[-1] else "│  ")


def _lines(to: Lines, node: Node, outlet_of: Outlet, why: bool) -> Iterator[Text]:
    report = node.report
    yield told(to, report)
    yield Text(to.spelling(f"“{shortened(report.quote, _QUOTE)}”"))
    if node.beyond is not None:
        beyond = (
            f"rests on {outlet_of(node.beyond) or 'an article of no named outlet'} [{node.beyond}], not among these"
        )
        yield Text(to.spelling(beyond), "italic")
    if why:
        yield from (Text(to.spelling(each), "dim") for each in reasons(report))


def told(to: Lines, report: Report) -> Text:
    """Who carries it, through which chain, and when."""
    line = Text().append(to.spelling(report.outlet or report.article), "bold")
    for step in hop_steps(report.chain):
        line.append(to.spelling(" › "), "dim").append(to.spelling(step.label))
    return line.append(to.spelling(f"  {moment(report.published)}"), "dim")


def reasons(report: Report) -> Iterator[str]:
    """The article, why it rests on another, and how surely it tells the claim."""
    yield f"article {report.article}, characters {report.span.start} to {report.span.end}"
    if report.match < 1:
        yield f"tells this claim: {report.match:.2f}"
    if report.derived_from:
        rests = report.derived_from
        yield f"rests on {rests.article}: {rests.score:.2f}"
        yield from (f"· {each}" for each in rests.why)
