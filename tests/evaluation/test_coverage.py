"""Which rules and words did anything."""

from __future__ import annotations

from dataclasses import replace

from eventcoder.evaluation.coverage import COVERAGE_SCHEMA, CodebookUse, measure_use, use_rows
from eventcoder.model.codebook import Frame, Operator
from tests.evaluation.corpora import corpus, written
from tests.evaluation.small import ATTACK, CRITICISE, CRITICISED, IMPOSE, NEGATED, THREATEN, THREATENED, small_coder
from tests.small_run import sentence_rows


def use_of(*texts: str, rules: tuple[Frame | Operator, ...] = ()) -> CodebookUse:
    coder = small_coder(*rules)
    return measure_use(corpus(*texts).readings(coder), coder.codebooks[0])


def test_events_are_counted_by_rule_and_code() -> None:
    use = use_of(CRITICISED, CRITICISED, NEGATED)
    assert use.rules["criticise"].rows == 2 and use.rules["attack"].rows == 1
    assert use.codes == {"111": 2, "190": 1}
    assert [one.rule.id for one in use.fired] == ["criticise", "attack"]


def test_what_never_fired_is_told_in_the_order_of_the_files() -> None:
    assert [one.rule.id for one in use_of(CRITICISED).idle] == ["impose", "attack", "arrest", "threaten"]


def test_a_frame_that_only_helps_an_operator_is_not_idle() -> None:
    use = use_of(THREATENED)
    assert use.rules["threaten"].rows == 1 and use.rules["impose"].rows == 0
    assert use.rules["impose"].under == 1 and use.rules["impose"].fired


def test_the_words_of_a_rule_are_counted_one_by_one() -> None:
    several = replace(CRITICISE, verbs=("criticise", "rebuke", "lash out at"))
    of_rule = use_of(CRITICISED, rules=(several,)).rules["criticise"]
    assert of_rule.words == {"criticise": 1}
    assert of_rule.idle_words == ["rebuke", "lash out at"]


def test_a_word_under_an_operator_counts_too() -> None:
    assert use_of(THREATENED).rules["impose"].words == {"impose": 1}


def test_an_entry_of_several_words_is_told_as_it_is_written() -> None:
    called = written(
        "# newdoc id = a\n"
        + sentence_rows(
            "Kenya/Kenya/PROPN/2/nsubj/_/S-Location",
            "called/call/VERB/0/root/Tense=Past",
            "on/on/ADP/4/case",
            "Peru/Peru/PROPN/2/obl/_/S-Location",
            "././PUNCT/2/punct",
        )
    )
    coder = small_coder(Frame("call", "020", verbs=("call on", "urge")))
    use = measure_use(called.readings(coder), coder.codebooks[0])
    assert use.rules["call"].words == {"call on": 1} and use.rules["call"].idle_words == ["urge"]


def test_a_word_is_counted_as_it_is_listed_not_as_it_was_found() -> None:
    attacks = replace(ATTACK, verbs=("shell", "carry out raids", "attack"), nouns=("air-strikes", "raids"))
    of_rule = use_of(NEGATED, rules=(CRITICISE, attacks)).rules["attack"]
    assert of_rule.words == {"attack": 1}
    assert of_rule.idle_words == ["shell", "carry out raids", "air-strikes", "raids"]
    raid = written(
        "# newdoc id = a\n"
        + sentence_rows(
            "Kenya/Kenya/PROPN/2/nsubj/_/S-Location",
            "launched/launch/VERB/0/root/Tense=Past",
            "air/air/NOUN/4/compound",
            "strikes/strike/NOUN/2/obj/Number=Plur",
            "on/on/ADP/6/case",
            "Peru/Peru/PROPN/4/nmod/_/S-Location",
            "././PUNCT/2/punct",
        )
    )
    coder = small_coder(CRITICISE, attacks)
    assert measure_use(raid.readings(coder), coder.codebooks[0]).rules["attack"].words == {"air-strikes": 1}


def test_examples_are_sentences_each_once() -> None:
    assert use_of(CRITICISED, CRITICISED).rules["criticise"].examples == [CRITICISED]


def test_sentences_that_are_no_politics_do_not_count() -> None:
    goal = written(
        "# newdoc id = a\n"
        + sentence_rows(
            "Kenya/Kenya/PROPN/2/nsubj/_/S-Location",
            "attacked/attack/VERB/0/root/Tense=Past",
            "Peru/Peru/PROPN/2/obj/_/S-Location",
            "with/with/ADP/6/case",
            "every/every/DET/6/det",
            "midfielder/midfielder/NOUN/2/obl",
            "././PUNCT/2/punct",
        )
    )
    coder = small_coder(ATTACK)
    assert not measure_use(goal.readings(coder), coder.codebooks[0]).fired


def test_a_row_per_rule_with_the_columns_of_the_schema() -> None:
    rows = {row["rule"]: row for row in use_rows(use_of(THREATENED, rules=(IMPOSE, THREATEN, CRITICISE)))}
    assert list(rows) == ["impose", "criticise", "threaten"]
    assert all(list(row) == list(COVERAGE_SCHEMA) for row in rows.values())
    assert rows["threaten"]["kind"] == "operator" and rows["threaten"]["examples"] == [THREATENED]
    assert rows["criticise"]["words_never"] == ["criticise"]
    assert (rows["impose"]["path"], rows["impose"]["line"]) == ("frames/16.yaml", 3)
