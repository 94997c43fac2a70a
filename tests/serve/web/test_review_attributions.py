"""Attributions reviewed: corrected in the article's words, and each by itself."""

from __future__ import annotations

from lxml import html
from starlette.testclient import TestClient

from reportedly.store.corpus import Corpus
from tests.serve.web.reviewing import form, items, words


def test_an_attribution_is_corrected_in_the_words_of_the_article(signed_in: TestClient, writable: Corpus) -> None:
    (item, *_) = items(signed_in, "/review?of=attribution")
    given = form(item)
    source, cue, content = (
        item.xpath(f".//textarea[@name='{role}']")[0].text or "" for role in ("source", "cue", "content")
    )
    data = {**given, "source": source, "cue": cue, "content": content, "verdict": "corrected"}
    assert signed_in.post("/review", data=data).status_code == 400, "nothing is corrected"
    answer = signed_in.post("/review", data={**data, "content": "words of nobody"})
    assert answer.status_code == 400
    assert "not in the article near there" in answer.text
    assert writable.store.marks() == []
    shorter = " ".join(content.split()[1:])
    signed_in.post("/review", data={**data, "content": shorter, "cue": ""})
    (mark,) = writable.store.marks()
    article = writable.store.articles([given["a"]])[given["a"]]
    assert mark.verdict == "wrong"
    assert mark.correction is not None
    assert mark.found is not None
    assert mark.correction.source == mark.found.source
    assert mark.correction.cue == ()
    assert [" ".join(span.of(article.text).split()) for span in mark.correction.content] == [shorter]
    (shown,) = items(signed_in, "/review?of=attribution&done=1")
    assert "wrong, corrected" in words(shown)


def test_who_quotes_and_who_is_quoted_are_judged_each_by_itself(signed_in: TestClient, writable: Corpus) -> None:
    text = "Agencia Serrana quotes fire captain Ruth Alanoca as saying that she had held the part in her hand."
    list(writable.add([writable.reader.read(text)]))
    article = next(r.article.id for r in writable.store.readings() if r.article.text == text)
    address = f"/review?of=attribution&article={article}"
    quotes, saying = items(signed_in, address)
    assert "quotes" in words(quotes)
    assert "saying" in words(saying)
    signed_in.post("/review", data={**form(saying), "verdict": "wrong"})
    (left,) = items(signed_in, address)
    assert form(left)["b"] == form(quotes)["b"]
    (mark,) = writable.store.marks()
    assert mark.found is not None
    assert mark.found.cue[0].of(text) == "saying"


def test_an_article_leads_to_its_attributions(signed_in: TestClient, writable: Corpus) -> None:
    reading = max(writable.store.readings(), key=lambda each: len(each.attributions))
    page = html.document_fromstring(signed_in.get(f"/articles/{reading.article.id}").text)
    (link,) = page.xpath("//a/@href[starts-with(., '/review?')]")
    shown = items(signed_in, link)
    assert len(shown) == min(20, len(reading.attributions))
    signed_in.post("/review", data={**form(shown[0]), "verdict": "right"})
    assert "What persons said" in signed_in.get(f"/articles/{reading.article.id}").text
    every = items(signed_in, f"/review?of=derivation&article={reading.article.id}")
    assert all(reading.article.id in (form(item)["a"], form(item)["b"]) for item in every)
