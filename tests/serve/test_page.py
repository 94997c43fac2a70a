"""The page gives the text back unchanged, escapes whatever is in it, and lists every attribution."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from reportedly.model import Article, Attribution, Hop, Reading, Span
from reportedly.serve.notebook import show
from reportedly.serve.page import page, verbatim

EVIL = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'&amp;{{ 7*7 }}{% raw %}"
_LETTERS = st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cn", "Co"])
TEXTS = st.text(
    st.one_of(st.sampled_from("ab <>&\"'\r\n\t\N{ZERO WIDTH JOINER}\N{RIGHT-TO-LEFT OVERRIDE}🚢"), _LETTERS)
)


def tree(readings: list[Reading]) -> Any:
    return html.document_fromstring(page(readings).encode(), parser=html.HTMLParser(encoding="utf-8", huge_tree=True))


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Any text with any spans: crossing, empty, doubled, of children before their parents."""
    text = draw(TEXTS)
    spans = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(lambda pair: Span(*sorted(pair)))
    roles = st.lists(spans, max_size=3).map(tuple)
    count = draw(st.integers(0, 6))
    names = [f"a{number}" for number in range(1, count + 1)]
    return Reading(
        Article("x", text),
        attributions=tuple(
            Attribution(
                name,
                draw(roles),
                draw(roles),
                draw(roles),
                parent=draw(st.sampled_from([None, *names])),
                chain=draw(
                    st.sampled_from([(), (Hop(None, None, None),), (Hop("e1", "A", "said"), Hop(None, "b", None))])
                ),
            )
            for name in names
        ),
    )


@settings(deadline=None, max_examples=60)
@given(readings())
def test_text_comes_back_unchanged(reading: Reading) -> None:
    root = tree([reading])
    text = root.xpath('//div[contains(@class, "text")]')[0]
    assert text.text_content() == reading.article.text
    assert len(root.xpath('//li[@class="entry"]')) == len(reading.attributions)
    for target in root.xpath("//a/@href"):
        assert len(root.xpath("//*[@id=$id]", id=target.removeprefix("#"))) == 1


@settings(deadline=None, max_examples=40)
@given(readings())
def test_pieces_of_an_attribution_are_its_words(reading: Reading) -> None:
    root = tree([reading])
    for number, item in enumerate(reading.attributions, 1):
        shown = "".join(p.text_content() for p in root.xpath("//*[@data-a]") if str(number) in p.get("data-a").split())
        inside = {i for role in (item.cue, item.source, item.content) for span in role for i in range(*span)}
        assert shown == "".join(reading.article.text[i] for i in sorted(inside))


def test_sample(reading: Reading) -> None:
    root = tree([reading])
    chains = [[step.text for step in chain] for chain in root.xpath('//ol[@aria-label="according to"]')]
    assert chains[2] == ["Norda", "Ilse Maron", "her generals", "intelligence sources"]
    assert chains[5] == ["(nobody named)"]
    nested = root.xpath('//li[@id="r1e1"]//li[@id="r1e2"]//li[@id="r1e3"]')
    assert len(nested) == 1
    facts = [" ".join(fact.text_content().split()) for fact in root.xpath('//li[@id="r1e5"]//dl/div')]
    assert facts == ["cue denied", "mode indirect", "polarity denies", "hedged no", "confidence 95%"]
    assert not root.xpath("//nav")


def test_several_articles_have_a_list_on_top(reading: Reading) -> None:
    root = tree([reading, reading])
    assert root.xpath("//nav//a/@href") == ["#r1", "#r2"]
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))


def evil() -> Reading:
    article = Article(
        EVIL, EVIL + " said", EVIL, url="javascript:alert(1)", title=EVIL, byline=EVIL, published=EVIL, language=EVIL
    )
    chain = (Hop("e1", EVIL, EVIL), Hop(None, EVIL, None))
    return Reading(article, (), (Attribution("a1", (Span(0, 9),), (Span(3, 12),), (Span(0, len(EVIL)),), chain=chain),))


def test_nothing_in_an_article_becomes_markup() -> None:
    root = tree([evil()])
    assert len(root.xpath("//script")) == 1
    assert not root.xpath("//img")
    assert not root.xpath("//@onerror")
    assert not root.xpath('//a[starts-with(@href, "javascript")]')
    assert root.xpath("//h2")[0].text_content() == EVIL
    view = html.fragment_fromstring(show(evil())._repr_html_().strip())
    assert not view.xpath(".//script | .//img | .//@onerror")


def test_policy_names_the_style_and_the_script() -> None:
    source = page([evil()])
    policy = html.document_fromstring(source).xpath('//meta[@http-equiv="Content-Security-Policy"]/@content')[0]
    for tag in ("style", "script"):
        (content,) = re.findall(f"<{tag}>(.*?)</{tag}>", source, flags=re.S)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert not re.search(r'\sstyle="|\son[a-z]+="|(src|href)="(?!#)', source)


def test_page_without_attributions(reading: Reading) -> None:
    assert "in its own voice" in page([replace(reading, attributions=())])


@pytest.mark.parametrize(("text", "shown"), [("a\r\nb", "a&#13;\nb"), ("<", "&lt;"), ("\0", "�")])
def test_verbatim(text: str, shown: str) -> None:
    assert verbatim(text) == shown


def test_notebook_touches_nothing_else(reading: Reading) -> None:
    shown = show(reading)._repr_html_()
    style = re.findall(r"<style>(.*?)</style>", shown, flags=re.S)[0]
    selectors = [part for rule in re.findall(r"([^{}]+)\{", style) for part in rule.split(",")]
    assert selectors
    assert all(selector.strip().startswith(".reportedly") for selector in selectors)
    root = html.fragment_fromstring(shown.strip())
    assert root.xpath('.//div[@class="text"]')[0].text_content() == reading.article.text
    assert "8 attributions" in repr(show(reading))
