"""What no frame took, out of a run's triples and events alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from eventcoder.errors import InputError
from eventcoder.evaluation.uncoded import UncodedPredicate, rank_uncoded
from eventcoder.evaluation.uncoded_tables import rank_uncoded_tables
from eventcoder.model.codebook import Frame, Operator
from eventcoder.stages.coding.rows import events_frame
from eventcoder.stages.triples.table import triples_frame
from tests.evaluation.corpora import corpus
from tests.evaluation.small import CRITICISE, THREATEN, THREATENED, small_coder

VISITED = "Shinzo Abe visited India on Tuesday. He also criticised China."
MET = "Vietnamese officials met a Norwegian delegation in Geneva."
AGREED = "Narendra Modi and Xi Jinping met in Tashkent. They also agreed to restore trade ties."
PRAISE = Frame("praise", "051", verbs=("praise", "visit"))


def write_run(folder: Path, *texts: str, rules: tuple[Frame | Operator, ...]) -> Path:
    """The tables of a run over stored parses."""
    coder = small_coder(*rules)
    triples, events = [], []
    for document, sentences in corpus(*texts):
        coded = coder.code(document, sentences)
        triples += coded.triples
        events += coded.events["tiny"]
    for table, frame in (("triples", triples_frame(triples)), ("events", events_frame(events))):
        (folder / table).mkdir(parents=True)
        frame.write_parquet(folder / table / "part.parquet")
    return folder


def ranked(folder: Path, **options: bool) -> dict[tuple[str, str, str], UncodedPredicate]:
    found = rank_uncoded_tables(folder, frozenset({"say"}), **options)
    return {(one.predicate, one.kind, one.preposition): one for one in found}


def test_what_has_two_known_actors_and_no_event_is_found_with_its_sentence(tmp_path: Path) -> None:
    """Abe and India are known as actors only by the events that have them."""
    run = write_run(tmp_path, VISITED, VISITED, rules=(CRITICISE,))
    assert ranked(run) == {}  # India is in no event
    india = Frame("tour", "042", verbs=("tour",))
    both = write_run(tmp_path / "both", VISITED, "India imposed what Jakarta regarded as unfair tariffs on palm oil.",
                     rules=(CRITICISE, india, Frame("impose", "163", verbs=("impose",), null_target=True)))  # fmt: skip
    (visit,) = ranked(both).values()
    assert (visit.predicate, visit.kind, visit.preposition, visit.count) == ("visit", "verb", "", 1)
    assert visit.examples[0].ends == "Shinzo Abe (JPNGOV) > India (IND)"


def test_the_act_under_an_operator_is_taken_with_it(tmp_path: Path) -> None:
    impose = Frame("impose", "163", verbs=("impose",))
    run = write_run(tmp_path, THREATENED, rules=(impose, THREATEN))
    assert "impose" not in {one.predicate for one in ranked(run).values()}


def test_an_event_leaves_neither_its_own_predicate_nor_those_between_nobody(tmp_path: Path) -> None:
    run = write_run(tmp_path, MET, rules=(Frame("meet", "040", verbs=("meet",), symmetric=True),))
    assert ranked(run) == {}


def test_one_actor_will_do_when_asked_for(tmp_path: Path) -> None:
    run = write_run(tmp_path, VISITED, rules=(CRITICISE,))
    (visit,) = ranked(run, one_actor=True).values()
    assert visit.examples[0].ends == "Shinzo Abe (JPNGOV) > “India”"


@pytest.mark.parametrize("texts", [(VISITED, MET), (MET, AGREED, THREATENED), (AGREED, VISITED)])
def test_what_the_tables_tell_the_parses_tell_too(tmp_path: Path, texts: tuple[str, ...]) -> None:
    """With parses more is known: who is an actor, and what else a frame took."""
    rules = (CRITICISE, PRAISE)
    coder = small_coder(*rules)
    by_parses = rank_uncoded(corpus(*texts).readings(coder), coder.codebooks, coder.lexicon, one_actor=True)
    known = {(one.predicate, one.kind, one.preposition) for one in by_parses}
    assert set(ranked(write_run(tmp_path, *texts, rules=rules))) <= known


def test_a_folder_without_tables_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no events in Parquet there"):
        rank_uncoded_tables(tmp_path, frozenset())
