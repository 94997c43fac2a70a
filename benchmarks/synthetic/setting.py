"""Drafts set as articles, with the place of every sentence, and what of them is to be found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.synthetic.lines import Line, moved
from benchmarks.synthetic.stories import Draft, How, Story
from reportedly.model import Article, Polarity, Span

PARAGRAPH = 2
"""Sentences in one."""


@dataclass(frozen=True, slots=True)
class Found:
    """What is to be found: a report of a claim (its id), whose knowledge it is, and where it stands in the article."""

    claim: str
    knows: str
    span: Span
    stance: Polarity


@dataclass(frozen=True, slots=True)
class Printed:
    """An article as it was printed. `lines` have the place where each begins, in code points of the text; `rests` is
    the id of the article that it was made from, `exact` that nothing of that is left out."""

    article: Article
    story: int
    how: How
    lines: tuple[tuple[int, Line], ...]
    rests: str | None = None
    exact: bool = False

    @property
    def is_copy(self) -> bool:
        """Whether it is another's text, credited or not."""
        return self.how in ("credited", "silent")

    def found(self) -> Iterator[Found]:
        """All reports of claims in it."""
        for at, line in self.lines:
            for clause, span in zip(line.clauses, line.spans, strict=True):
                if clause.claim is not None and clause.knows is not None:
                    claim = claim_id(self.story, clause.claim)
                    yield Found(claim, clause.knows, moved(span, at), line.polarity)


def claim_id(story: int, number: int) -> str:
    """Of a claim by its place in its story."""
    return f"{story}.{number}"


def article_id(story: int, place: int) -> str:
    """Of an article by its place in its story."""
    return f"s{story:06}-{place:03}"


def printed(story: Story) -> Iterator[Printed]:
    """The articles of a story."""
    for place, draft in enumerate(story.drafts):
        model = None if draft.rests is None else story.drafts[draft.rests]
        lines = _dated(draft, model)
        text, begins = _text(lines)
        title = lines[0].clauses[0].words
        credit = model.outlet.name if model and model.outlet.agency and draft.how == "credited" else None
        byline = f"Staff, {model.outlet.name}" if model and draft.how == "credited" and not credit else None
        # Two in five of those who write after another link to it.
        links = draft.rests is not None and draft.how in ("rewrite", "relay") and (story.number + place) % 5 < 2
        article = Article(
            id=article_id(story.number, place),
            text=text,
            outlet=draft.outlet.name,
            url=_url(story, place),
            title=title[:1].upper() + title[1:],
            byline=byline,
            published=draft.when.strftime("%Y-%m-%dT%H:%M:%SZ"),
            language="en",
            credit=credit,
            dateline=draft.place.upper() if _agency(draft, model) else None,
            links=(_url(story, draft.rests),) if links and draft.rests is not None else (),
        )
        rests = None if draft.rests is None else article_id(story.number, draft.rests)
        yield Printed(article, story.number, draft.how, tuple(zip(begins, lines, strict=True)), rests, draft.exact)


def _url(story: Story, place: int) -> str:
    draft = story.drafts[place]
    return f"https://{draft.outlet.host}/{draft.when:%Y/%m/%d}/{article_id(story.number, place)}"


def _agency(draft: Draft, model: Draft | None) -> str | None:
    """The agency that the dateline names: its own, or that of the text that was copied with it."""
    if draft.outlet.agency:
        return draft.outlet.name
    return model.outlet.name if model and model.outlet.agency and draft.how == "credited" else None


def _dated(draft: Draft, model: Draft | None) -> list[Line]:
    agency = _agency(draft, model)
    before = f"{draft.place.upper()} ({agency.removesuffix(' Agency')}) — " if agency else ""
    return [draft.lines[0].after(before), *draft.lines[1:]]


def _text(lines: Sequence[Line]) -> tuple[str, list[int]]:
    text, begins = "", []
    for number, line in enumerate(lines):
        text += "" if not number else "\n\n" if number % PARAGRAPH == 0 else " "
        begins.append(len(text))
        text += line.text
    return text, begins
