"""Sentences that tell of no politics, judged by a list made for the test."""

from __future__ import annotations

from dataclasses import replace

import pytest

from eventcoder.model.sentence import Sentence
from eventcoder.model.topics import Past, PrivateLife, Told, Topic, Topics, by_last_word
from eventcoder.stages.coding.topics import topics_of

TOPICS = Topics(
    politics=frozenset({"army", "court", "minister", "to blacklist"}),
    topics=(
        Topic("sport", frozenset({"goalkeeper"}), frozenset({"match", "coach"}), by_last_word([("red", "card")])),
        Topic("crime", frozenset({"burglar"}), frozenset({"purse", "pub"}), beside=frozenset({"court"})),
    ),
    told=Told(
        frozenset({"film"}), frozenset({"show"}), frozenset({"chapter"}), frozenset({"actor"}), frozenset({"play"})
    ),
    past=Past(frozenset({"ottoman"}), by_last_word([("punic", "war")])),
)


def sentence(compact: str) -> Sentence:
    """`form|UPOS|head|relation`, or with `|name` behind it, a word, heads 1-based; the lemma is the form in lower
    case, less a final s.
    """
    rows = [word.split("|") for word in compact.split()]
    forms = tuple(row[0] for row in rows)
    none = ("",) * len(rows)
    return Sentence(
        "doc", 0, " ".join(forms), 0, 0, forms, tuple(form.lower().removesuffix("s") for form in forms),
        tuple(row[1] for row in rows), none, tuple(int(row[2]) - 1 for row in rows), tuple(row[3] for row in rows),
        none, none, tuple(row[4] if len(row) > 4 else "O" for row in rows),
    )  # fmt: skip


def topic(compact: str) -> str:
    return topics_of([sentence(compact)], TOPICS)[0]


def test_a_phrase_needs_its_words_side_by_side() -> None:
    assert topic("He|PRON|2|nsubj saw|VERB|0|root a|DET|5|det red|ADJ|5|amod card|NOUN|2|obj") == "sport"
    assert topic("Red|ADJ|2|amod paper|NOUN|4|nsubj and|CCONJ|4|cc card|NOUN|0|root") == ""


def test_a_hyphen_does_not_part_the_words_of_a_phrase() -> None:
    assert topic("A|DET|4|det red|ADJ|4|amod -|PUNCT|4|punct card|NOUN|0|root") == "sport"


def test_words_of_politics_speak_against_a_topic_unless_it_lists_them() -> None:
    assert topic("Burglar|NOUN|2|nsubj fled|VERB|0|root court|NOUN|2|obj") == "crime"
    assert topic("Burglar|NOUN|2|nsubj fled|VERB|0|root army|NOUN|2|obj") == ""
    assert topic("Goalkeeper|NOUN|2|nsubj fled|VERB|0|root court|NOUN|2|obj") == ""


def test_what_a_work_shows_is_no_event_whatever_politics_it_is() -> None:
    told = "The|DET|2|det film|NOUN|3|nsubj shows|VERB|0|root how|ADV|6|mark armies|NOUN|6|nsubj fight|VERB|3|ccomp"
    assert topic(told) == "a work"
    assert topic("In|ADP|3|case a|DET|3|det chapter|NOUN|5|obl armies|NOUN|5|nsubj fight|VERB|0|root") == "a work"


def test_whom_an_actor_plays_does_nothing() -> None:
    played = "Actors|NOUN|2|nsubj play|VERB|0|root armies|NOUN|2|obj that|PRON|5|nsubj fight|VERB|3|acl:relcl"
    assert topic(played) == "a work"
    assert topic("Actors|NOUN|2|nsubj sue|VERB|0|root armies|NOUN|2|obj") == ""


def test_what_is_done_to_a_work_is_one() -> None:
    banned = (
        "The|DET|2|det film|NOUN|4|nsubj:pass was|AUX|4|aux:pass banned|VERB|0|root by|ADP|6|case ministers|NOUN|4|obl"
    )
    assert topic(banned) == ""


def test_states_long_gone_act_in_no_news() -> None:
    assert topic("Ottoman|ADJ|2|amod armies|NOUN|3|nsubj attacked|VERB|0|root Vienna|PROPN|3|obj") == "history"
    denied = "Ministers|NOUN|2|nsubj denied|VERB|0|root Ottoman|ADJ|4|amod crimes|NOUN|2|obj"
    assert topic(denied) == ""


def test_the_time_of_the_main_verb_may_be_a_war_long_past() -> None:
    war = "Armies|NOUN|2|nsubj fought|VERB|0|root in|ADP|6|case the|DET|6|det Punic|PROPN|6|compound War|PROPN|2|obl"
    assert topic(war) == "history"
    book = "Armies|NOUN|2|nsubj burned|VERB|0|root a|DET|5|det Punic|PROPN|5|compound War|PROPN|2|obj"
    assert topic(book) == ""


def test_a_broken_tree_is_no_harm() -> None:
    assert topic("Ottoman|ADJ|2|amod armies|NOUN|1|nsubj") == ""


def test_a_verb_of_politics_speaks_against_a_topic_and_the_noun_of_that_name_does_not() -> None:
    assert topic("Keeper|NOUN|2|nsubj blacklist|VERB|0|root goalkeeper|NOUN|2|obj") == ""
    assert topic("Blacklist|NOUN|2|nsubj hit|VERB|0|root goalkeeper|NOUN|2|obj") == "sport"


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        ("In|ADP|2|case 1912|NUM|4|obl", "history"),
        ("In|ADP|2|case 1946|NUM|4|obl", ""),
        ("In|ADP|2|case 1930s|NOUN|4|obl", "history"),
        ("In|ADP|2|case 1940s|NOUN|4|obl", ""),
        ("50|NUM|2|nummod years|NOUN|3|obl ago|ADV|5|advmod", "history"),
        ("Sixty|NUM|2|nummod years|NOUN|3|obl ago|ADV|5|advmod", "history"),
        ("Five|NUM|2|nummod decades|NOUN|3|obl ago|ADV|5|advmod", "history"),
        ("A|DET|2|det century|NOUN|3|obl ago|ADV|5|advmod", "history"),
        ("Two|NUM|2|nummod years|NOUN|3|obl ago|ADV|5|advmod", ""),
        ("Long|ADV|2|advmod long|ADV|3|advmod ago|ADV|5|advmod", ""),
    ],
)
def test_times_long_past_make_history(time: str, expected: str) -> None:
    verb = len(time.split()) + 2
    assert topic(f"{time} Italy|PROPN|{verb}|nsubj fought|VERB|0|root".replace("|4|obl ", f"|{verb}|obl ")) == expected


def test_a_time_long_past_that_hangs_on_another_word_dates_nothing() -> None:
    assert topic("Italy|PROPN|2|nsubj left|VERB|0|root treaties|NOUN|2|obj of|ADP|5|case 1912|NUM|3|nmod") == ""


COACH = "Coach|NOUN|2|nsubj waved|VERB|0|root"
PLAIN = "Rain|NOUN|2|nsubj fell|VERB|0|root"
ARMY = "Army|NOUN|2|nsubj waved|VERB|0|root"
COURT = "Court|NOUN|2|nsubj sat|VERB|0|root"
BURGLAR = "Burglar|NOUN|2|nsubj ran|VERB|0|root"


def topics(*compact: str) -> list[str]:
    return topics_of([sentence(one) for one in compact], TOPICS)


def test_one_hint_in_most_sentences_of_a_text_is_its_topic() -> None:
    assert topics(COACH, COACH, COACH, PLAIN) == ["sport"] * 4


def test_in_fewer_it_is_not() -> None:
    assert topics(COACH, COACH, PLAIN) == [""] * 3
    assert topics(COACH, COACH, COACH, PLAIN, PLAIN, PLAIN, PLAIN) == [""] * 7


def test_politics_in_a_text_outweighs_single_hints() -> None:
    assert topics(COACH, COACH, COACH, ARMY) == [""] * 4
    assert topics(*[COACH] * 4, ARMY) == [*["sport"] * 4, ""]


def test_politics_beside_a_topic_goes_with_the_text() -> None:
    assert topics(BURGLAR, BURGLAR, BURGLAR, COURT) == ["crime"] * 4
    assert topics(BURGLAR, BURGLAR, BURGLAR, ARMY) == ["crime", "crime", "crime", ""]
    assert topics(COURT, COURT, COURT, COURT) == [""] * 4


def test_a_text_of_which_half_tells_of_years_long_past_is_history() -> None:
    letter = "Officers|NOUN|2|nsubj wrote|VERB|0|root letters|NOUN|2|obj of|ADP|5|case 1709|NUM|3|nmod"
    assert topics(letter, letter, ARMY, PLAIN) == ["history"] * 4
    assert topics(letter, ARMY, PLAIN) == [""] * 3
    soldiers = "Officers|NOUN|2|nsubj sent|VERB|0|root 1709|NUM|4|nummod soldiers|NOUN|2|obj"
    assert topics(soldiers, soldiers, ARMY) == [""] * 3


@pytest.mark.parametrize("era", ["BC", "BCE"])
def test_years_before_christ_are_long_past(era: str) -> None:
    assert topic(f"Egypt|PROPN|2|nsubj fell|VERB|0|root in|ADP|5|case 525|NUM|5|nummod {era}|PROPN|2|obl") == "history"
    assert topic(f"Egypt|PROPN|2|nsubj fell|VERB|0|root in|ADP|4|case 525|NUM|2|obl {era}|PROPN|4|nmod") == "history"


PRIVATE = replace(TOPICS, private=PrivateLife(frozenset({"clash"}), frozenset({"court"})))
CLASH = "Clash|NOUN|2|nsubj spread|VERB|0|root"


def private_topics(*compact: str) -> list[str]:
    return topics_of([sentence(one) for one in compact], PRIVATE)


def test_a_text_without_a_word_of_public_life_is_private() -> None:
    assert private_topics(*[PLAIN] * 4, COURT) == ["private life"] * 5
    assert topics(*[PLAIN] * 4, COURT) == [""] * 5  # a file without the list


def test_a_short_text_says_nothing_by_what_it_lacks() -> None:
    assert private_topics(*[PLAIN] * 4) == [""] * 4


@pytest.mark.parametrize("public", [ARMY, CLASH, "Chad|PROPN|2|nsubj|S-Location sold|VERB|0|root wool|NOUN|2|obj"])
def test_one_public_sentence_in_eight_leaves_a_text_private_and_one_in_seven_does_not(public: str) -> None:
    own = "" if public == ARMY else "private life"
    assert private_topics(*[PLAIN] * 7, public) == [*["private life"] * 7, own]
    assert private_topics(*[PLAIN] * 6, public) == [""] * 7


def test_a_country_that_nothing_is_told_of_but_as_a_place_leaves_a_text_private() -> None:
    place = "Rain|NOUN|2|nsubj fell|VERB|0|root in|ADP|4|case Chad|PROPN|2|obl|S-Location"
    assert private_topics(*[place] * 5) == ["private life"] * 5


def test_in_a_private_text_with_a_topic_the_courts_go_with_it() -> None:
    assert private_topics(*[COACH] * 5, COURT) == ["sport"] * 6
    assert private_topics(*[COACH] * 10, ARMY, ARMY, COURT) == [*["sport"] * 10, "", "", ""]
