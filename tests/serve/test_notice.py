"""What is said on standard error."""

from __future__ import annotations

import pytest

from reportedly.serve.notice import Notices


def test_a_bar_takes_more_than_was_expected_and_goes_on_to_something_else(capsys: pytest.CaptureFixture[str]) -> None:
    notices = Notices(4)
    for _ in range(6):
        notices.advance()
    notices.say("one\x1b[2J\ntrouble")
    notices.phase("Linking articles", None)
    notices.reach(1, 2)
    notices.close()
    notices.say("after")
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "reportedly: one[2J trouble\n" in shown.err
    assert shown.err.endswith("reportedly: after\n")


def test_without_a_bar_nothing_but_lines(capsys: pytest.CaptureFixture[str]) -> None:
    notices = Notices(0)
    notices.advance()
    notices.phase("Linking articles", 3)
    notices.reach(3, 3)
    notices.say("trouble")
    notices.close()
    assert capsys.readouterr().err == "reportedly: trouble\n"
