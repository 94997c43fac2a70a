"""Bytes to characters."""

from __future__ import annotations

import pytest

from reportedly.errors import NotText
from reportedly.text.encoding import check_characters, decode

ENGLISH = "The minister said “no” – Zelenskyy’s café was closed, and nobody knew why it had been so for years."
RUSSIAN = (
    "Министр иностранных дел заявил, что переговоры пройдут в понедельник. По его словам, стороны уже согласовали "
    "повестку дня, однако подробности он раскрыть отказался. Журналисты узнали об этом от источника в посольстве."
)


@pytest.mark.parametrize(
    ("data", "declared", "text"),
    [
        (ENGLISH.encode(), None, ENGLISH),
        (ENGLISH.encode("utf-8-sig"), None, ENGLISH),
        (ENGLISH.encode("utf-16"), None, ENGLISH),
        (b"\xfe\xff" + ENGLISH.encode("utf-16-be"), None, ENGLISH),
        (ENGLISH.encode("utf-32"), None, ENGLISH),
        (ENGLISH.encode("cp1252"), None, ENGLISH),
        (ENGLISH.encode("cp1252"), "iso-8859-1", ENGLISH),  # as browsers read that label
        (RUSSIAN.encode("koi8-r"), "koi8-r", RUSSIAN),
        (RUSSIAN.encode("cp1251"), None, RUSSIAN),
        (RUSSIAN.encode(), "cp1251", RUSSIAN),  # valid UTF-8 beats a wrong label
        (RUSSIAN.encode("cp1251"), "no-such-charset", RUSSIAN),
        ("東京で会談した。".encode("shift_jis"), "shift_jis", "東京で会談した。"),
        (b"The caf\xe9 is closed.", None, "The café is closed."),
        (ENGLISH.encode("utf-16-le"), None, ENGLISH),
        (ENGLISH.encode("utf-16-be"), None, ENGLISH),
    ],
)
def test_decode(data: bytes, declared: str | None, text: str) -> None:
    assert decode(data, "a.txt", declared) == text


def test_an_odd_byte_far_from_the_start_is_found() -> None:
    text = "It rained again. " * 20_000 + "The café closed, the mayor said."
    assert decode(text.encode("cp1252"), "a.txt") == text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b" \r\n\t ", "is empty"),
        (b"%PDF-1.7 ...", "is a PDF"),
        (b"PK\x03\x04....", "zip archive"),
        (b"\x1f\x8b\x08....", "gzip"),
        (b"\x89PNG\r\n\x1a\n....", "PNG"),
        (b"\x7fELF\x02\x01\x01\x00" + bytes(range(256)), "binary"),
        (bytes(range(256)) * 4, "binary"),
        (b"A text with \0 in it.", "binary"),
        (b"\x01\x02\x03\x04 text", "binary"),
        (b"\xff\xfea\x00b", "utf-16"),
        (b"\xef\xbb\xbfcaf\xe9", "utf-8"),
    ],
)
def test_what_is_no_text_is_refused_in_one_line(data: bytes, said: str) -> None:
    with pytest.raises(NotText) as caught:
        decode(data, "some/file.txt")
    message = str(caught.value)
    assert message.startswith("some/file.txt: ")
    assert said in message
    assert caught.value.remedy
    assert "\n" not in message


def test_a_mark_and_nothing_more_is_empty() -> None:
    with pytest.raises(NotText, match="is empty"):
        decode(b"\xef\xbb\xbf", "a.txt")


@pytest.mark.parametrize("text", ["half \ud83d a face", "a\0b", "\x01" * 20])
def test_check_characters_refuses(text: str) -> None:
    with pytest.raises(NotText, match="line 3"):
        check_characters(text, "a.jsonl", 3)


def test_a_stray_control_character_does_no_harm() -> None:
    text = "\x07" + "It rained all day. " * 20
    assert decode(text.encode(), "a.txt") == text
