"""What the static check finds in a codebook that loads."""

from __future__ import annotations

import pytest

from eventcoder.codebook.check import Coverage, check_codebook, looks_inflected, measure_coverage
from eventcoder.codebook.load import load_codebook
from eventcoder.codebook.reachable import reachable_codes, unreachable_table
from tests.codebook.conftest import CODEBOOK

EXAMPLES = """
    examples:
      match: [{text: "A hit B.", source: A, target: B, code: "190"}]
      no_match: ["A slept."]
"""

WRITE_ONE = "Write one under `examples`: a sentence that it must"
KEEP_ONE = "Keep each word in one of the two, or give one of them a condition more"


def frame(name, lines):
    """One frame with examples; lines: its other keys, one a line."""
    body = "".join(f"    {line}\n" for line in lines.split("\n"))
    return f'  - id: {name}\n    code: "190"\n{body.rstrip()}{EXAMPLES}'


@pytest.fixture
def findings(write_codebook):
    """Checks a codebook of these frames; gives its warnings (or infos) without their path."""

    def find(*frames, severity="warning", reach=False, **files):
        # most of these codebooks give one code of the scheme: what they do not reach has tests of its own
        text = "frames:\n" + "".join(frames)
        folder = write_codebook(text, **files)
        found = [
            problem
            for problem in check_codebook(load_codebook(folder))
            if problem.severity == severity and (reach or "nothing gives" not in problem.message)
        ]
        base = str(folder.parent)
        return [str(problem).replace(f"{base}/", "") for problem in found]

    return find


def test_a_clean_codebook_has_no_warnings(findings):
    assert findings(frame("hit", "verbs: [hit]"), frame("push", "verbs: [push]")) == []


def test_a_frame_without_examples(findings):
    assert findings('  - {id: hit, verbs: [hit], code: "190"}\n') == [
        f"small/frames/10-first.yaml:2: frame 'hit': no match and no no_match example. {WRITE_ONE} take"
    ]


def test_a_frame_without_no_match_examples(findings):
    match = '{text: A., source: A, target: null, code: "190"}'
    assert findings(f'  - {{id: hit, verbs: [hit], code: "190", examples: {{match: [{match}]}}}}\n') == [
        f"small/frames/10-first.yaml:2: frame 'hit': no no_match example. {WRITE_ONE} not take, with the same word in"
        " another sense"
    ]


def test_an_operator_without_examples(findings):
    more = 'operators: [{id: plan, verbs: [plan]}]\ncompose: {plan: {"19": "030"}}\nspeech: {}'
    assert findings(frame("hit", "verbs: [hit]"), more=more) == [
        f"small/frames/more.yaml:1: operator 'plan': no match and no no_match example. {WRITE_ONE} take"
    ]


def test_one_entry_under_the_same_conditions_in_two_frames(findings):
    first = frame("hit", "verbs: [hit, push, shove]\nobject: [man, wall]")
    second = frame("shove", "verbs: [shove, push, kick]\nobject: [wall, man]")
    assert findings(first, second) == [
        "small/frames/10-first.yaml:9: frame 'shove': 'shove', 'push' under the same conditions in frame 'hit'"
        f" (small/frames/10-first.yaml:2), which wins. {KEEP_ONE}"
    ]


@pytest.mark.parametrize(
    "lines",
    [
        "object: [door]",
        "where: {in: [street]}",
        "target_is: [COP]",
        "clause: [fall]",
        "not_object: [record]",
        'ud: ["{} >obj {lemma:door}"]',
    ],
)
def test_another_condition_makes_no_tie(findings, lines):
    assert findings(frame("hit", "verbs: [hit]"), frame("strike", f"verbs: [hit]\n{lines}")) == []


def test_a_verb_and_a_noun_of_one_spelling_make_no_tie(findings):
    assert findings(frame("hit", "verbs: [attack]"), frame("strike", "nouns: [attack]")) == []


def test_two_operators_with_one_word(findings):
    examples = '{match: [{text: A., source: A, target: B, code: "030"}], no_match: [B.]}'
    more = (
        f"operators:\n- {{id: plan, verbs: [plan], examples: {examples}}}\n"
        f"- {{id: scheme, verbs: [plan], table: plan, examples: {examples}}}\n"
        'compose: {plan: {"19": "030"}}\nspeech: {}'
    )
    assert findings(frame("hit", "verbs: [hit]"), more=more) == [
        "small/frames/more.yaml:3: operator 'scheme': 'plan' under the same conditions in operator 'plan'"
        f" (small/frames/more.yaml:2), which wins. {KEEP_ONE}"
    ]


WIDER = [
    ("object: [man, wall]", "object: [wall]"),
    ("target_is: [COP, MIL]", "target_is: [MIL]"),
    ("where: {in: []}", "where: {in: [street]}"),
    ("where: {in: [street, square]}", "where: {in: [street]}"),
    ("not_object: [record]", "not_object: [record, note]"),
]


@pytest.mark.parametrize(("wide", "narrow"), WIDER)
def test_a_frame_that_can_never_win(findings, wide, narrow):
    assert findings(frame("wide", f"verbs: [hit, push]\n{wide}"), frame("narrow", f"verbs: [hit]\n{narrow}")) == [
        "small/frames/10-first.yaml:9: frame 'narrow': can never win: frame 'wide' (small/frames/10-first.yaml:2)"
        " takes all that it takes. Move it before that frame"
    ]


def test_frames_with_other_patterns_take_other_sentences(findings):
    wide = frame("wide", 'verbs: [hit]\nobject: [man, wall]\nud: ["{} >advcl {lemma:flee}"]')
    assert findings(wide, frame("narrow", 'verbs: [hit]\nobject: [wall]\nud: ["{} >advcl {lemma:win}"]')) == []


@pytest.mark.parametrize(("wide", "narrow"), WIDER)
def test_the_narrow_frame_before_the_wide_one_wins(findings, wide, narrow):
    assert findings(frame("narrow", f"verbs: [hit]\n{narrow}"), frame("wide", f"verbs: [hit, push]\n{wide}")) == []


def test_a_single_word_that_an_earlier_frame_always_takes(findings):
    wide = frame("wide", "verbs: [hit]\nobject: [a, b]")
    own = frame("own", "verbs: [hit, kick]\nobject: [a]")
    message = (
        "small/frames/10-first.yaml:9: frame 'own': 'hit' is always taken by frame 'wide'"
        " (small/frames/10-first.yaml:2), whose conditions are wider. Move the narrower frame before the wider"
        " one, or leave the word to one of them"
    )
    assert findings(wide, own.replace('"190"', '"141"')) == [message]
    # with the same code nothing is lost
    assert findings(wide, own) == []
    assert message in findings(wide, own, severity="info")


def test_a_frame_with_one_condition_more_is_not_shadowed(findings):
    narrow = frame("narrow", "verbs: [hit]\nobject: [a]\ntarget_is: [COP]")
    assert findings(frame("wide", "verbs: [hit]\nobject: [a, b]"), narrow) == []


def test_an_inflected_verb_and_an_article(findings):
    assert findings(frame("hit", "verbs: [attacks, take to the street]")) == [
        "small/frames/10-first.yaml:2: frame 'hit': verb 'attacks': 'attacks' looks inflected: write the lemma",
        "small/frames/10-first.yaml:2: frame 'hit': entry 'take to the street': entries are written without articles",
    ]


@pytest.mark.parametrize("verb", ["lifted", "accuses", "killing", "lied", "meets", "gang-raped"])
def test_inflected_forms(verb):
    assert looks_inflected(verb)


@pytest.mark.parametrize(
    "verb",
    ["bring", "need", "proceed", "discuss", "focus", "shed", "embed", "harass", "canvas", "lift", "wed", "tear-gas"],
)
def test_lemmas_that_only_look_inflected(verb):
    assert not looks_inflected(verb)


def test_a_word_listed_twice_in_a_frame_or_a_synset(findings):
    found = findings(frame("hit", "verbs: [hit, hit]"), synsets="levy: [tariff, tariff]\n")
    assert found == [
        "small/frames/10-first.yaml:4: frame 'hit': verbs: 'hit' is listed twice (first in line 4)",
        "synsets/words.yaml:1: synset 'levy': 'tariff' is listed twice (first in line 1)",
    ]


def test_a_word_that_a_synset_beside_it_holds_is_told_for_information(findings):
    found = findings(
        frame("hit", 'verbs: [hit]\nobject: [Tariff, "&levy", wall]'),
        synsets='levy: [tariff, duty]\nburden: ["&levy", duty, tax]\n',
        severity="info",
    )
    assert "synsets/words.yaml:2: synset 'burden': '&levy' holds 'duty' already" in found
    assert "small/frames/10-first.yaml:5: frame 'hit': object: '&levy' holds 'tariff' already" in found


PLAN = (
    'operators: [{id: plan, verbs: [plan], examples: {match: [{text: A., source: A, target: B, code: "030"}],'
    ' no_match: [B.]}}]\ncompose: {plan: {"19": "030", "085": "0354"}}\nspeech: {}'
)


def test_roots_that_a_table_misses(findings):
    assert findings(frame("hit", "verbs: [hit]"), more=PLAN, severity="info") == [
        "small/frames/more.yaml:1: operator 'plan': compose table 'plan' has no row for all of the roots 03, 08, 14"
        " (for parts of 08)",
    ]


ADVICE = (
    "Write a frame or a row of a compose table, or list the code with the reason under `unreachable` in codebook.yaml"
)


def test_codes_that_nothing_gives(findings):
    # 0354 has a row in the table, but no act under it can have 085
    assert findings(frame("hit", "verbs: [hit]"), more=PLAN, reach=True) == [
        f"small: root 03: nothing gives 0354 (Intend to ease sanctions). {ADVICE}",
        f"small: root 08: nothing gives 08 (Yield); 085 (Ease sanctions). {ADVICE}",
        f"small: root 14: nothing gives 14 (Protest); 141 (Demonstrate). {ADVICE}",
    ]


LISTED = (
    CODEBOOK
    + """
unreachable:
  "08": a heading
  "085": no news tells it
  "0354": neither
  "14": a heading
  "141": nobody marches here
"""
)


def test_codes_that_are_listed_as_unreachable_are_no_problem(findings):
    assert findings(frame("hit", "verbs: [hit]"), more=PLAN, codebook=LISTED, reach=True) == []


def test_a_code_that_is_listed_as_unreachable_and_is_given(findings):
    march = frame("march", "verbs: [march]").replace('"190"', '"141"')
    codebook = LISTED.replace('"085": no news tells it', '"190": never')
    found = findings(frame("hit", "verbs: [hit]"), march, more=PLAN, codebook=codebook, reach=True)
    assert found == [
        "small/codebook.yaml:8: unreachable: '190' is given by 'hit' (small/frames/10-first.yaml:2):"
        " take it off this list",
        "small/codebook.yaml:11: unreachable: '141' is given by 'march' (small/frames/10-first.yaml:8):"
        " take it off this list",
        f"small: root 08: nothing gives 085 (Ease sanctions). {ADVICE}",
    ]


def test_a_code_that_only_a_table_gives_counts_as_given(findings):
    codebook = LISTED.replace('"0354": neither', '"030": never')
    found = findings(frame("hit", "verbs: [hit]"), more=PLAN.replace('code: "030"', 'code: "0354"'), codebook=codebook)
    assert found == [
        "small/codebook.yaml:9: unreachable: '030' is given by the row '19' of the compose table 'plan':"
        " take it off this list"
    ]


def test_composition_reaches_through_composed_codes(write_codebook):
    # 190 -> 141 -> 085 -> 0354, each by the table over the one before
    more = (
        "operators: [{id: plan, verbs: [plan]}]\nspeech: {}\n"
        'compose: {plan: {"19": "141", "14": "085", "085": "0354", "1": "030"}}'
    )
    codebook = load_codebook(write_codebook("frames:\n" + frame("hit", "verbs: [hit]"), more=more))
    # "1" never gets its turn: longer prefixes take every code that begins with it
    assert reachable_codes(codebook) == {"190", "141", "085", "0354"}


def test_the_table_of_unreachable_codes_for_the_docs(write_codebook):
    codebook = load_codebook(write_codebook(codebook=CODEBOOK + 'unreachable: {"19": a heading}\n'))
    assert list(unreachable_table(codebook))[2:] == ["| 19 | Fight | a heading |"]


def test_a_code_that_no_example_shows(findings):
    march = frame("march", "verbs: [march]").replace('code: "190"\n', 'code: "141"\n', 1)
    assert "small: root 14: no example shows 141" in findings(march, severity="info")


def test_one_sentence_as_match_and_no_match(findings):
    twofold = frame("hit", "verbs: [hit]").replace("A slept.", "A  hit B.")
    assert findings(twofold) == [
        "small/frames/10-first.yaml:7: frame 'hit': 'A hit B.' is a match and a no_match example (first in line 6)."
        " Take one away"
    ]


def test_an_example_listed_twice(findings):
    twice = frame("hit", "verbs: [hit]").replace('["A slept."]', '["A slept.", "a slept."]')
    assert findings(twice) == [
        "small/frames/10-first.yaml:7: frame 'hit': example 'a slept.' is listed twice (first in line 7)"
    ]


def test_one_sentence_may_have_two_rows(findings):
    second = (
        '{text: "A hit B.", source: A, target: B, code: "190"}, {text: "A hit B.", source: B, target: A, code: "190"}'
    )
    two = frame("hit", "verbs: [hit]").replace('{text: "A hit B.", source: A, target: B, code: "190"}', second)
    assert findings(two) == []


def test_an_example_with_a_code_that_its_frame_cannot_give(findings):
    odd = frame("hit", "verbs: [hit]").replace('target: B, code: "190"', 'target: B, code: "141"')
    assert (
        "small/frames/10-first.yaml:6: frame 'hit': its example 'A hit B.' has the code 141, which it cannot give."
        " Move it to the rule that does"
    ) in findings(odd, severity="info")


@pytest.mark.parametrize("code", ["141", "030"])
def test_a_frame_can_give_what_saying_makes_of_its_code(findings, code):
    # "will hit" and "will not hit" are coded by these tables
    more = 'compose: {intend: {"19": "141"}, refuse: {"19": "030"}}\nspeech: {will: intend, will_not: refuse}'
    spoken = frame("hit", "verbs: [hit]").replace('target: B, code: "190"', f'target: B, code: "{code}"')
    assert not any("cannot give" in line for line in findings(spoken, more=more, severity="info"))


def test_a_codebook_that_needs_no_examples(findings):
    codebook = CODEBOOK + "needs_examples: false\n"
    bare = '  - {id: hit, verbs: [hit], code: "190"}\n'
    assert findings(bare, codebook=codebook) == []
    assert (
        "small: 1 of 1 frames and operators lack a match or a no_match example (needs_examples is false)"
        in findings(bare, codebook=codebook, severity="info")
    )


def test_coverage_counts(write_codebook):
    assert measure_coverage(load_codebook(write_codebook())) == Coverage(
        frames=2, operators=1, entries=5, examples=6, codes=9, codes_covered=4
    )


def test_operators_without_rules_of_speech(findings):
    more = PLAN.replace("speech: {}", "")
    assert findings(frame("hit", "verbs: [hit]"), more=more) == [
        'small/frames/more.yaml:1: there are operators and no speech rules: "X will lift sanctions" stays the lifting,'
        " as `future`. Name the tables under `speech`, or write `speech: {}` where that is meant"
    ]
    assert findings(frame("hit", "verbs: [hit]"), more=PLAN.replace("speech: {}", "speech: {will: plan}")) == []


def test_a_code_that_begins_another_word(findings):
    codes = (
        "code\tlabel\tquad_class\tgoldstein\nAID\tAid\tmaterial cooperation\t\nAIDE\tHelp\tverbal cooperation\t\n"
        "AID-food\tFood\tmaterial cooperation\t\nAID2\tMore\tmaterial cooperation\t\n"
    )
    head = CODEBOOK.replace('targetless: ["14"]\n', "")
    give = frame("give", "verbs: [give]").replace('"190"', "AID")
    assert findings(give, codes=codes, codebook=head) == [
        "small: code 'AID' begins 'AIDE': what is written for it (rows of compose tables, targetless ...) holds for all"
        " of them, and it is their root. Rename one where that is not meant"
    ]
