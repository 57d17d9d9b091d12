"""Whose "the government" is where no phrase says it: the country that the whole text is about."""

from __future__ import annotations

import pytest

from eventcoder.model.actor import Actor
from eventcoder.model.predication import Phrase
from eventcoder.stages.actors import CompiledActors
from tests.stages.actors.build import phrase, sentence

KENYA = "Kenya|PROPN|2|nsubj|S-Location voted|VERB|0|root"
KENYANS = "Kenyan|ADJ|2|amod|S-NORP towns|NOUN|3|nsubj voted|VERB|0|root"
CHAD = "Chad|PROPN|2|nsubj|S-Location voted|VERB|0|root"
POLICE = "Police|NOUN|2|nsubj fired|VERB|0|root"
DATELINE = "NAIROBI|PROPN|0|root|S-Location (|PUNCT|3|punct AFP|PROPN|1|appos )|PUNCT|3|punct -|PUNCT|1|punct"


def resolved(actors: CompiledActors, words: str, *texts: str) -> Actor:
    """What the words of the last sentence are, without a place in their clause."""
    parsed = [sentence(text, number) for number, text in enumerate(texts)]
    return actors.document(parsed, "2017-05-03").resolve_with_place(phrase(parsed[-1], words), None)


def test_the_government_is_that_of_the_country_named_most(actors: CompiledActors) -> None:
    found = resolved(
        actors,
        "government",
        KENYA,
        KENYANS,
        CHAD,
        "The|DET|2|det government|NOUN|3|nsubj fell|VERB|0|root",
    )
    assert (found.code, found.country) == ("KENGOV", "KEN")
    assert found.how == "government + KEN, which the text is about"


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param((KENYA, CHAD, POLICE), id="two countries named alike"),
        pytest.param((KENYA, KENYANS), id="too short for a story"),
        pytest.param((POLICE, POLICE, KENYA, POLICE), id="named once"),
    ],
)
def test_nobody_knows_whose_government_it_is(actors: CompiledActors, texts: tuple[str, ...]) -> None:
    found = resolved(actors, "government", *texts, "The|DET|2|det government|NOUN|3|nsubj fell|VERB|0|root")
    assert (found.code, found.country) == ("GOV", None)


def test_at_the_dateline_a_country_need_not_be_named_most(actors: CompiledActors) -> None:
    texts = (DATELINE, KENYA, CHAD, KENYA, CHAD)
    fell = "The|DET|2|det government|NOUN|3|nsubj fell|VERB|0|root"
    assert resolved(actors, "government", *texts, fell).code == "KENGOV"
    assert resolved(actors, "government", *texts[1:], fell).code == "GOV"


@pytest.mark.parametrize(
    ("words", "last"),
    [
        pytest.param("foreign troops", "foreign|ADJ|2|amod troops|NOUN|3|nsubj left|VERB|0|root", id="foreigners"),
        pytest.param("both armies", "both|DET|2|det armies|NOUN|3|nsubj|O|Number=Plur left|VERB|0|root", id="several"),
        pytest.param("governments", "governments|NOUN|2|nsubj|O|Number=Plur left|VERB|0|root", id="one of each state"),
        pytest.param(
            "officers of both countries",
            "officers|NOUN|5|nsubj|O|Number=Plur of|ADP|4|case both|DET|4|det countries|NOUN|1|nmod left|VERB|0|root",
            id="of several",
        ),
        pytest.param("peacekeepers", "peacekeepers|NOUN|2|nsubj|O|Number=Plur left|VERB|0|root", id="sent abroad"),
    ],
)
def test_who_is_of_other_states_takes_no_country_of_the_story(actors: CompiledActors, words: str, last: str) -> None:
    assert resolved(actors, words, KENYA, KENYA, KENYANS, last).country is None


def test_soldiers_and_rebels_are_those_of_the_story(actors: CompiledActors) -> None:
    for word, code in (("soldiers", "KENMIL"), ("rebels", "KENREB"), ("protesters", "KENOPP")):
        last = f"{word}|NOUN|2|nsubj|O|Number=Plur fled|VERB|0|root"
        assert resolved(actors, word, KENYA, KENYA, KENYANS, last).code == code


def test_a_sentence_is_found_by_its_place_and_not_by_its_number(actors: CompiledActors) -> None:
    # a table or a headline before it may have been left out
    parsed = [sentence(text, number + 7) for number, text in enumerate((KENYA, KENYA, KENYANS, POLICE))]
    asked = Phrase(3, 0, 0, 1)
    assert actors.document(parsed, None).resolve_with_place(asked, None).code == "KENCOP"


@pytest.mark.parametrize(
    ("words", "last", "code"),
    [
        pytest.param(
            "head of state",
            "head|NOUN|4|nsubj of|ADP|3|case state|NOUN|1|nmod spoke|VERB|0|root",
            "KENGOV",
            id="state within an office",
        ),
        pytest.param(
            "the foreign minister",
            "the|DET|3|det foreign|ADJ|3|amod minister|NOUN|4|nsubj spoke|VERB|0|root",
            "KENGOV",
            id="foreign within an office",
        ),
        pytest.param(
            "people across the country",
            "people|NOUN|5|nsubj|O|Number=Plur across|ADP|4|case the|DET|4|det country|NOUN|1|nmod voted|VERB|0|root",
            "KENCVL",
            id="people across the country",
        ),
        pytest.param(
            "leaders of opposition parties",
            "leaders|NOUN|5|nsubj|O|Number=Plur of|ADP|4|case opposition|NOUN|4|compound "
            "parties|NOUN|1|nmod|O|Number=Plur met|VERB|0|root",
            "KENOPP",
            id="a state has several oppositions",
        ),
        pytest.param(
            "all parties",
            "all|DET|2|det parties|NOUN|3|nsubj|O|Number=Plur met|VERB|0|root",
            None,
            id="the parties to a conflict",
        ),
        pytest.param(
            "the government 's leaders",
            "the|DET|2|det government|NOUN|4|nmod:poss 's|PART|2|case leaders|NOUN|5|nsubj|O|Number=Plur "
            "met|VERB|0|root",
            "KENGOV",
            id="leaders of one government",
        ),
        pytest.param(
            "their governments",
            "their|PRON|2|nmod:poss governments|NOUN|3|nsubj|O|Number=Plur fell|VERB|0|root",
            "GOV",
            id="several governments",
        ),
        pytest.param("gangs", "gangs|NOUN|2|nsubj|O|Number=Plur fled|VERB|0|root", "KENCRM", id="gangs"),
    ],
)
def test_bare_nouns_of_the_story(actors: CompiledActors, words: str, last: str, code: str | None) -> None:
    assert resolved(actors, words, KENYA, KENYA, KENYANS, last).code == code


def test_a_person_known_by_a_title_alone_is_of_the_story(actors: CompiledActors) -> None:
    minister = "Minister|PROPN|2|nmod:desc Ada|PROPN|4|nsubj|B-Person Bly|PROPN|2|flat|E-Person spoke|VERB|0|root"
    found = resolved(actors, "Minister Ada Bly", KENYA, KENYA, KENYANS, minister)
    assert (found.code, found.name, found.kind) == ("KENGOV", "Ada Bly", "person")
    assert resolved(actors, "Minister Ada Bly", KENYA, CHAD, KENYANS, minister).code == "GOV"


def test_the_place_that_opens_a_clause_goes_before_the_story(actors: CompiledActors) -> None:
    last = (
        "In|ADP|2|case Oslo|PROPN|5|obl|S-Location ,|PUNCT|2|punct farmers|NOUN|5|nsubj|O|Number=Plur "
        "stoned|VERB|0|root police|NOUN|5|obj"
    )
    assert resolved(actors, "police", KENYA, KENYA, KENYANS, last).code == "NORCOP"


def test_an_embassy_is_no_place_of_its_country(actors: CompiledActors) -> None:
    last = sentence(
        "farmers|NOUN|2|nsubj|O|Number=Plur marched|VERB|0|root outside|ADP|6|case the|DET|6|det "
        "Chinese|ADJ|6|amod|S-NORP embassy|NOUN|2|obl"
    )
    court = sentence(
        "farmers|NOUN|2|nsubj|O|Number=Plur marched|VERB|0|root outside|ADP|6|case the|DET|6|det "
        "Chinese|ADJ|6|amod|S-NORP court|NOUN|2|obl"
    )
    codes = [
        actors.document([tree], None)
        .resolve_with_place(phrase(tree, "farmers"), phrase(tree, f"the Chinese {noun}"))
        .code
        for tree, noun in ((last, "embassy"), (court, "court"))
    ]
    assert codes == ["AGR", "CHNAGR"]


# states that are described


@pytest.mark.parametrize(
    ("words", "last", "code"),
    [
        ("the oil-rich nation", "the|DET|3|det oil-rich|ADJ|3|amod nation|NOUN|4|nsubj voted|VERB|0|root", "KEN"),
        (
            "the East African nation",
            "the|DET|4|det East|ADJ|4|amod|B-NORP African|ADJ|4|amod|E-NORP nation|NOUN|5|nsubj voted|VERB|0|root",
            "KEN",
        ),
        (
            "the Sahel state",
            "the|DET|3|det Sahel|PROPN|3|compound|S-Location state|NOUN|4|nsubj voted|VERB|0|root",
            "TCD",
        ),
        (
            "the West African nation",
            "the|DET|4|det West|ADJ|4|amod|B-NORP African|ADJ|4|amod|E-NORP nation|NOUN|7|nsubj of|ADP|6|case "
            "Guinea|PROPN|4|nmod|S-Location voted|VERB|0|root",
            "GIN",
        ),
        ("the Andean nation", "the|DET|3|det Andean|ADJ|3|amod nation|NOUN|4|nsubj voted|VERB|0|root", None),
        ("the whole nation", "the|DET|3|det whole|ADJ|3|amod nation|NOUN|4|nsubj voted|VERB|0|root", None),
        ("the nation", "the|DET|2|det nation|NOUN|3|nsubj voted|VERB|0|root", None),
        ("an oil-rich nation", "an|DET|3|det oil-rich|ADJ|3|amod nation|NOUN|4|nsubj voted|VERB|0|root", None),
        ("the state", "the|DET|2|det state|NOUN|3|nsubj acted|VERB|0|root", "KENGOV"),
        ("the state", "they|PRON|2|nsubj hurt|VERB|0|root the|DET|4|det state|NOUN|2|obj", None),
    ],
)
def test_a_description_means_a_state_where_that_is_sure(
    actors: CompiledActors, words: str, last: str, code: str | None
) -> None:
    assert resolved(actors, words, KENYA, KENYA, KENYANS, CHAD, last).code == code


def test_what_belongs_to_a_described_state(actors: CompiledActors) -> None:
    last = (
        "the|DET|4|det East|ADJ|4|amod|B-NORP African|ADJ|4|amod|E-NORP nation|NOUN|6|nmod:poss 's|PART|4|case "
        "police|NOUN|7|nsubj left|VERB|0|root"
    )
    assert resolved(actors, "the East African nation 's police", KENYA, KENYA, KENYANS, last).code == "KENCOP"


# bodies that no dictionary knows


BODIES = {
    "the Law Society of Kenya": (
        "the|DET|3|det Law|PROPN|3|compound|B-Organization Society|PROPN|6|nsubj|I-Organization "
        "of|ADP|5|case|I-Organization Kenya|PROPN|3|nmod|E-Organization sued|VERB|0|root",
        "KENCVL",
    ),
    "the National Council of Churches": (
        "the|DET|3|det National|ADJ|3|amod|B-Organization Council|PROPN|6|nsubj|I-Organization "
        "of|ADP|5|case|I-Organization Churches|PROPN|3|nmod|E-Organization met|VERB|0|root",
        "KENREL",
    ),
    "the Free Citizens Movement": (
        "the|DET|4|det Free|ADJ|4|amod|B-Organization Citizens|PROPN|4|compound|I-Organization "
        "Movement|PROPN|5|nsubj|E-Organization met|VERB|0|root",
        "KENOPP",
    ),
    "the Inter-American Commission": (
        "the|DET|5|det Inter|ADJ|5|amod|B-Organization -|PUNCT|2|punct|I-Organization "
        "American|ADJ|5|amod|I-Organization Commission|PROPN|6|nsubj|E-Organization met|VERB|0|root",
        "IGO",
    ),
    "George Washington University": (
        "George|PROPN|3|compound|B-Organization Washington|PROPN|3|compound|I-Organization "
        "University|PROPN|4|nsubj|E-Organization met|VERB|0|root",
        None,
    ),
    "Oslo University College": (
        "Oslo|PROPN|3|compound|B-Organization University|PROPN|3|compound|I-Organization "
        "College|PROPN|4|nsubj|E-Organization met|VERB|0|root",
        "NOREDU",
    ),
    "the miners ' federation": (
        "the|DET|2|det miners|NOUN|4|nmod:poss|O|Number=Plur '|PART|2|case federation|NOUN|5|nsubj struck|VERB|0|root",
        "KENLAB",
    ),
    "the farmers ' association": (
        "the|DET|2|det farmers|NOUN|4|nmod:poss|O|Number=Plur '|PART|2|case association|NOUN|5|nsubj met|VERB|0|root",
        "KENAGR",
    ),
    "the players ' union": (
        "the|DET|2|det players|NOUN|4|nmod:poss|O|Number=Plur '|PART|2|case federation|NOUN|5|nsubj met|VERB|0|root",
        None,
    ),
    "the mayor 's office": (
        "the|DET|2|det mayor|NOUN|4|nmod:poss 's|PART|2|case office|NOUN|5|nsubj closed|VERB|0|root",
        "KENGOV",
    ),
    "the Bank of Uganda": (
        "the|DET|2|det Bank|PROPN|5|nsubj|B-Organization of|ADP|4|case|I-Organization "
        "Uganda|PROPN|2|nmod|E-Organization acted|VERB|0|root",
        "UGAGOV",
    ),
    "thousands": ("thousands|NOUN|2|nsubj|O|Number=Plur marched|VERB|0|root", "KENCVL"),
}


@pytest.mark.parametrize("words", BODIES)
def test_bodies_and_crowds_without_a_country_of_their_own(actors: CompiledActors, words: str) -> None:
    tree, code = BODIES[words]
    asked = words.replace("players ' union", "players ' federation")
    assert resolved(actors, asked, KENYA, KENYA, KENYANS, tree).code == code


# names that several have


LEAGUE = "the|DET|3|det Democratic|ADJ|3|amod|B-Organization Party|PROPN|4|nsubj|E-Organization won|VERB|0|root"
BRUSSELS = "Brussels|PROPN|2|nsubj|S-Location agreed|VERB|0|root"


def test_a_party_of_a_common_name_is_the_storys(all_actors: CompiledActors) -> None:
    korea = ("South|PROPN|2|compound|B-Location Korea|PROPN|3|nsubj|E-Location voted|VERB|0|root",) * 3
    found = resolved(all_actors, "the Democratic Party", *korea, LEAGUE)
    assert (found.country, found.sector, found.kind) == ("KOR", "OPP", "party")
    elsewhere = resolved(all_actors, "the Democratic Party", KENYA, KENYA, KENYANS, LEAGUE)
    assert (elsewhere.code, elsewhere.kind) == ("KENOPP", "party")
    assert (resolved(all_actors, "the Democratic Party", LEAGUE).country) == "USA"


def test_a_conjunction_does_not_part_a_name(all_actors: CompiledActors) -> None:
    tree = "Law|PROPN|4|nsubj and|CCONJ|3|cc Justice|PROPN|1|conj won|VERB|0|root"
    document = all_actors.document([sentence(tree)], "2017-05-03")
    found = [document.resolve(Phrase(0, head, head, head + 1)).code for head in (0, 2)]
    assert found == ["POLGOVPIS", "POLGOVPIS"]
    small = sentence(tree.replace("Justice|PROPN", "justice|NOUN"))
    assert all_actors.document([small], "2017-05-03").resolve(Phrase(0, 0, 0, 1)).code is None


def test_a_capital_means_the_union_unless_its_own_state_is_named(all_actors: CompiledActors) -> None:
    belgian = "Belgian|ADJ|2|amod|S-NORP towns|NOUN|3|nsubj voted|VERB|0|root"
    union = resolved(all_actors, "Brussels", BRUSSELS)
    assert (union.code, union.capital) == ("IGOEUREEC", True)
    assert resolved(all_actors, "Brussels", belgian, BRUSSELS).code == "BELGOV"
