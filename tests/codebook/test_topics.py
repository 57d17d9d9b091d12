"""The word lists of topics, read from a folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from eventcoder.codebook.topics import load_topics
from eventcoder.errors import DataFileError
from eventcoder.model.topics import PrivateLife, Told
from eventcoder.resources import codebooks_folder

LISTS = """
politics: [army]
topics:
  sport: {sure: [goalkeeper, "sold-out arena"], hints: [match], beside: [police]}
told: {works: [film], verbs: [show], parts: [chapter], performers: [actor], performing: [play]}
between_states: [markets]
private: {public: [clash], beside: [police]}
past: {names: [Ottoman], ages: ["Thirty Years' War"]}
"""


def folder_with(tmp_path: Path, text: str) -> Path:
    (tmp_path / "lexicon").mkdir()
    (tmp_path / "lexicon" / "topics.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def test_single_words_and_expressions_are_told_apart(tmp_path: Path) -> None:
    topics = load_topics(folder_with(tmp_path, LISTS))
    (sport,) = topics.topics
    assert sport.sure == {"goalkeeper"}
    assert sport.phrases == {"arena": (("sold", "out", "arena"),)}
    assert sport.beside == {"police"}
    assert topics.told == Told(
        frozenset({"film"}), frozenset({"show"}), frozenset({"chapter"}), frozenset({"actor"}), frozenset({"play"})
    )
    assert topics.between_states == {"markets"}
    assert topics.private == PrivateLife(frozenset({"clash"}), frozenset({"police"}))
    assert topics.past.names == {"ottoman"}
    assert topics.past.ages == {"war": (("thirty", "years", "war"),)}


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ("toold: {works: [film]}", "unknown key 'toold'. Did you mean 'told'?"),
        ("told: {wroks: [film]}", "unknown key 'wroks'. Did you mean 'works'?"),
        ("private: {besides: [film]}", "unknown key 'besides'. Did you mean 'beside'?"),
        ("past: {name: [film]}", "unknown key 'name'. Did you mean 'names'?"),
    ],
)
def test_an_unknown_key_is_reported_with_the_nearest_known_one(tmp_path: Path, wrong: str, message: str) -> None:
    with pytest.raises(DataFileError) as caught:
        load_topics(folder_with(tmp_path, wrong))
    assert message in [problem.message for problem in caught.value.problems]


def test_the_shipped_lists_name_no_word_of_politics_as_sure() -> None:
    topics = load_topics(codebooks_folder())
    assert not [word for topic in topics.topics for word in topic.sure & topics.politics]
    for topic in topics.topics:
        assert topic.beside <= topics.politics, topic.name
