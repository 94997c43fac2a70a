"""What notebooks show of a claim and of a corpus: everything that it rests on, escaped, in a style of its own."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from lxml import html

import reportedly
from reportedly import Corpus, show
from reportedly.model import Claim, Derivation, Hop, Interval, Origin, Report, Span, Suggestion
from tests.serve.test_page import EVIL


def report(name: str, article: str, stance: Any = "asserts", **more: Any) -> Report:
    """One whose words and chain are hostile, unless told otherwise."""
    found: dict[str, Any] = {
        "quote": f"{article} says <b>{EVIL}",
        "chain": (Hop("e1", "The ministry", "said"), Hop(None, EVIL, None)),
        "outlet": f"{article.title()} <i>Post</i>",
        "published": "2031-03-04T13:10:00",
    }
    return Report(name, article, Span(0, 3), stance=stance, **(found | more))


def claim(**changes: Any) -> Claim:
    rests = Derivation("wire", ("copied words: <script>", f"named: {EVIL}"), 0.864)
    fields: dict[str, Any] = {
        "id": "00000000000000a1",
        "statement": f"Ten ships sank {EVIL}",
        "kind": "estimate",
        "status": "contested",
        "reports": (
            report("1", "wire", origin="The ministry"),
            report("2", "copy", origin="The ministry", derived_from=rests),
            report("3", "rumour", derived_from=Derivation("elsewhere", ("link",), 0.7)),
            report("4", "embassy", "denies"),
        ),
        "origins": (Origin("The ministry", None, "2031-03-04T13:10:00", ("1", "2")),),
        "independent_origins": Interval(1, 2),
        "denied_by": ("The ministry", "An absent <u>witness</u>"),
        "rivals": ("00000000000000b1",),
        "suggested": (Suggestion("00000000000000c1", 0.6, ("near",)),),
    }
    return Claim(**(fields | changes))


def seen(shown: Claim) -> Any:
    return html.fragment_fromstring(shown._repr_html_().strip())  # type: ignore[attr-defined]


def words(node: Any) -> str:
    return " ".join(node.text_content().split())


def test_a_claim_says_how_it_stands_and_who_rests_on_whom() -> None:
    root = seen(claim())
    text = words(root)
    assert "contested ●○ 1–2 independent origins of 4 reports in 4 articles" in text
    items = root.xpath('.//ul[@class="reports"]/li')
    assert [re.search(r"margin-left: ([\d.]+)rem", item.get("style") or "0")[1] for item in items[:4]] == [
        "0.0", "1.4", "0.0", "0.0",
    ]  # fmt: skip
    assert [words(item.xpath(".//summary")[0]) for item in items if item.xpath(".//summary")] == [
        "rests on Wire <i>Post</i> · 0.86",
        "rests on elsewhere · 0.70",
    ]
    assert "Without a known origin" in words(root)
    assert words(items[3]).startswith("Embassy <i>Post</i> › The ministry")
    assert "denies it" in words(items[3])
    assert words(items[4]) == "denied by An absent <u>witness</u>"
    assert "At odds with 1 other claim. Likely the same as 1 other, not counted as one." in text


def test_nothing_in_a_claim_becomes_markup() -> None:
    root = seen(claim())
    assert not root.xpath(".//script | .//img | .//i | .//u | .//@onerror | .//a")
    assert root.xpath('.//p[@class="title"]')[0].text == f"Ten ships sank {EVIL}"


def test_many_reports_are_cut_and_counted() -> None:
    many = tuple(report(str(n), f"a{n}", origin="The ministry") for n in range(70))
    denials = tuple(report(f"d{n}", f"d{n}", "denies") for n in range(60))
    root = seen(claim(reports=many + denials))
    assert len(root.xpath('.//ul[@class="reports"]/li[.//div]')) == 100
    assert "30 more reports." in words(root)


def test_a_claim_without_origin_has_no_dots() -> None:
    root = seen(claim(reports=(report("4", "embassy", "denies"),), origins=(), independent_origins=Interval(0, 0)))
    assert "no independent origin of 1 report in 1 article" in words(root)
    assert not root.xpath('.//*[@class="dots"]')


def test_its_style_touches_nothing_else() -> None:
    style = re.findall(r"<style>(.*?)</style>", show(claim())._repr_html_(), flags=re.S)[0]
    selectors = [part for rule in re.findall(r"([^{}]+)\{", style) for part in rule.split(",")]
    assert len(selectors) > 10
    assert all(selector.strip().startswith(".reportedly") for selector in selectors)
    assert repr(show(claim())).endswith(": contested, 1–2 origins of 4 reports in 4 articles>")


def test_a_reading_shows_itself() -> None:
    reading = reportedly.Reading(reportedly.Article("x", "The <b>port</b> is shut."))
    assert reading._repr_html_() == show(reading)._repr_html_()  # type: ignore[attr-defined]
    assert "The &lt;b&gt;port&lt;/b&gt; is shut." in show(reading)._repr_html_()


@pytest.mark.parametrize("name", ["a<b>.db", "plain.db"])
def test_a_corpus_says_how_much_there_is(name: str, tmp_path: Path) -> None:
    articles = [
        reportedly.Article(
            str(n), f"The port is shut, harbour {n} said.", outlet=f"Post {n % 2}", published=f"2031-03-0{n}"
        )
        for n in (1, 2, 3)
    ]
    with Corpus(tmp_path / name) as corpus:
        assert repr(corpus) == f"Corpus({str(tmp_path / name)!r})"
        list(corpus.add(reportedly.Reading(article) for article in articles))
        shown = html.fragment_fromstring(corpus._repr_html_())
        assert words(shown) == (
            f"{tmp_path / name}3 articles of 2 outlets · 0 claims · 2031-03-01 to 2031-03-03 · 3 articles still to be compared"
        )
        corpus.settle()
        assert "compared" not in corpus._repr_html_()
        assert not shown.xpath(".//b//b")
