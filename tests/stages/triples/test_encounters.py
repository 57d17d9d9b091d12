"""Talks and journeys that another clause mentions: who takes part is read from that clause, or left open."""

from __future__ import annotations

import pytest

from tests.stages.triples.trees import lines_of

READ = [
    # Kenya signed after talks with Chad.
    (
        "Kenya/PROPN/2/nsubj signed=sign/VERB/0/root/PAST after/ADP/4/case talks=talk/NOUN/2/obl/PLUR "
        "with/ADP/6/case Chad/PROPN/4/nmod",
        "Kenya | talk | with: Chad",
    ),
    # Ministers, on a visit to Chad, signed.
    (
        "Ministers=minister/NOUN/6/nsubj/PLUR on/ADP/3/case visit/NOUN/1/nmod to/ADP/5/case Chad/PROPN/3/nmod "
        "signed=sign/VERB/0/root/PAST",
        "Ministers on visit to Chad | visit | to: Chad",
    ),
    # Ministers, in Lima for talks with Chad, signed.
    (
        "Ministers=minister/NOUN/8/nsubj/PLUR in/ADP/3/case Lima/PROPN/1/nmod//S-Location for/ADP/5/case "
        "talks=talk/NOUN/3/nmod/PLUR with/ADP/7/case Chad/PROPN/5/nmod signed=sign/VERB/0/root/PAST",
        "Ministers in Lima | talk | with: Chad",
    ),
    # Kenya flew for talks with Chad.
    (
        "Kenya/PROPN/2/nsubj flew=fly/VERB/0/root/PAST for/ADP/4/case talks=talk/NOUN/2/obl/PLUR "
        "with/ADP/6/case Chad/PROPN/4/nmod",
        "Kenya | talk | with: Chad",
    ),
    # Kenya signed in a call with Chad: the parser hangs Chad on the verb.
    (
        "Kenya/PROPN/2/nsubj signed=sign/VERB/0/root/PAST in/ADP/4/case talks=talk/NOUN/2/obl/PLUR "
        "with/ADP/6/case Chad/PROPN/2/obl",
        "Kenya | talk | with: Chad",
    ),
    # Kenya did not sign after talks with Chad.
    (
        "Kenya/PROPN/4/nsubj did=do/AUX/4/aux/PAST not/PART/4/advmod sign/VERB/0/root/INF after/ADP/6/case "
        "talks=talk/NOUN/4/obl/PLUR with/ADP/8/case Chad/PROPN/6/nmod",
        "Kenya | talk | with: Chad",
    ),
]


@pytest.mark.parametrize(("line", "expected"), READ)
def test_who_does_what_the_clause_says_has_met(line: str, expected: str) -> None:
    assert expected in lines_of(line)


OPEN = [
    # Shares fell after talks with Chad.
    "Shares=share/NOUN/2/nsubj/PLUR fell=fall/VERB/0/root/PAST after/ADP/4/case talks=talk/NOUN/2/obl/PLUR "
    "with/ADP/6/case Chad/PROPN/4/nmod",
    # Envoys were expelled after talks with Chad.
    "Envoys=envoy/NOUN/3/nsubj:pass/PLUR were=be/AUX/3/aux:pass expelled=expel/VERB/0/root/PART after/ADP/5/case "
    "talks=talk/NOUN/3/obl/PLUR with/ADP/7/case Chad/PROPN/5/nmod",
    # Kenya called for talks with Chad.
    "Kenya/PROPN/2/nsubj called=call/VERB/0/root/PAST for/ADP/4/case talks=talk/NOUN/2/obl/PLUR "
    "with/ADP/6/case Chad/PROPN/4/nmod",
    # Kenya signed despite talks with Chad.
    "Kenya/PROPN/2/nsubj signed=sign/VERB/0/root/PAST despite/ADP/4/case talks=talk/NOUN/2/obl/PLUR "
    "with/ADP/6/case Chad/PROPN/4/nmod",
]


@pytest.mark.parametrize("line", OPEN)
def test_a_clause_that_does_not_tell_leaves_it_open(line: str) -> None:
    assert "Kenya | talk | with: Chad" not in (lines := lines_of(line))
    assert any(line.startswith("- | talk | with: Chad") for line in lines)


def test_talks_that_name_who_talks_keep_them() -> None:
    lines = lines_of(
        "Kenya/PROPN/2/nsubj signed=sign/VERB/0/root/PAST after/ADP/6/case Mali/PROPN/6/nmod:poss 's/PART/4/case "
        "talks=talk/NOUN/2/obl/PLUR with/ADP/8/case Chad/PROPN/6/nmod"
    )
    assert "Mali | talk | with: Chad" in lines
    assert not any(line.startswith("Kenya | talk") for line in lines)
