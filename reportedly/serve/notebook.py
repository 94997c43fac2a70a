"""A reading in a notebook: the text with its underlines and the list below, in a style that touches nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from reportedly.model import Reading
from reportedly.serve.outline import summary
from reportedly.serve.page import asset, environment, sheet


@dataclass(frozen=True, slots=True, repr=False)
class View:
    """What `show` gives back: notebooks show it as HTML, everything else as one line."""

    reading: Reading

    def _repr_html_(self) -> str:
        template = environment().get_template("notebook.html.j2")
        return template.render(sheet=sheet(self.reading, "reading"), style=Markup(asset("notebook.css")))

    def __repr__(self) -> str:
        article = self.reading.article
        return f"<{article.title or article.id}: {summary(self.reading)}>"


def show(reading: Reading) -> View:
    """`reading` as the last line of a notebook's cell shows it; no script, so that it needs no trust."""
    return View(reading)
