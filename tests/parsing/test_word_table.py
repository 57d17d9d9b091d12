"""What is remembered of words stays theirs, however many come."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
import torch

from eventcoder.parsing.fast import words as module
from eventcoder.parsing.fast.words import WordTable


class Tokenizer:
    """One piece a word: its length."""

    cls_token_id, sep_token_id = 1, 2

    def __call__(self, texts: Sequence[Sequence[str]], **_: Any) -> dict[str, list[list[int]]]:
        return {"input_ids": [[len(word) for word in text] for text in texts]}


def letters(words: Sequence[str]) -> Any:
    """Stands for a character network: first letter, last letter."""
    return torch.tensor([[float(ord(word[0])), float(ord(word[-1]))] for word in words])


@pytest.mark.parametrize("room", [1, 2, 3, 50])
def test_every_word_keeps_its_row_when_the_rows_outgrow_their_room(monkeypatch: pytest.MonkeyPatch, room: int) -> None:
    monkeypatch.setattr(module, "_ROOM", room)
    networks: list[Any] = [letters, lambda words: -letters(words)]
    table = WordTable(Tokenizer(), networks)
    seen: list[str] = []
    for batch in (["rain"], ["rain", "snow", "hail"], ["fog"], [f"{letter}now" for letter in "abcdefghijk"]):
        table.learn(batch)
        seen += [word for word in batch if word not in seen]
        numbers = torch.tensor(table.numbers(seen))
        assert table.vectors(0, numbers).equal(letters(seen))
        assert table.vectors(1, numbers).equal(-letters(seen))
        assert [table.pieces[number] for number in numbers.tolist()] == [(len(word),) for word in seen]


def test_when_there_are_too_many_all_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_ROOM", 2)
    networks: list[Any] = [letters]
    table = WordTable(Tokenizer(), networks, most=3)
    table.learn(["rain", "snow", "hail", "fog"])
    table.learn(["sleet", "rain"])
    assert table.numbers(["sleet", "rain"]) == [0, 1]
    assert table.vectors(0, torch.tensor([0, 1])).equal(letters(["sleet", "rain"]))
