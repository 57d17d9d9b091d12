"""How far a job is, where there is no terminal."""

from __future__ import annotations

import pytest

from eventcoder.cli import progress
from eventcoder.cli.progress import shown_progress


def lines_of(total: int | None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """What a job tells that does 10 documents with 250 sentences every 25 seconds, six times."""
    clock = iter(range(0, 1000, 25))
    monkeypatch.setattr(progress.time, "monotonic", lambda: float(next(clock)))
    with shown_progress(total, "parsing") as advance:
        for _ in range(6):
            advance(10, 250)
    captured = capsys.readouterr()
    assert captured.out == ""
    return captured.err.splitlines()


def test_a_long_job_tells_a_line_a_minute(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert lines_of(None, monkeypatch, capsys) == [
        "eventcoder: parsing: 30 documents, 750 sentences, 10 a second",
        "eventcoder: parsing: 60 documents, 1,500 sentences, 10 a second",
    ]


def test_it_tells_of_how_many_where_that_is_known(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert lines_of(90, monkeypatch, capsys)[0] == "eventcoder: parsing: 30 of 90 documents, 750 sentences, 10 a second"


def test_a_short_job_tells_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with shown_progress(None) as advance:
        advance(10, 250)
    assert capsys.readouterr().err == ""
