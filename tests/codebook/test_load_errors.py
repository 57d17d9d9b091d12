"""Every way in which a codebook's files can be broken, and the words in which that is told."""

from __future__ import annotations

import pytest

from eventcoder.codebook.load import load_codebook
from eventcoder.errors import CodebookError


def errors_of(folder):
    """Every problem as `file:line: message`, the folder left out."""
    with pytest.raises(CodebookError) as caught:
        load_codebook(folder)
    base = folder.parent
    return [str(problem).removeprefix(f"{base}/") for problem in caught.value.problems]


FRAME = """
frames:
  - id: hit
    verbs: [hit]
    code: "190"
"""
WHERE = "small/frames/10-first.yaml"

FRAME_ERRORS = {
    "verb: [hit]": "5: frame 'hit': unknown key 'verb'. Did you mean 'verbs'?",
    "colour: red": "5: frame 'hit': unknown key 'colour'.",
    "verbs: [punch]": "5: frame 'hit': key 'verbs' is written twice (first in line 3)",
    "object: []": "5: frame 'hit': object: an empty list: leave the key out or name words",
    "object: [a, ]": None,
    "object: [a, '']": "5: frame 'hit': object: expected a text, found ''",
    "object:": "5: frame 'hit': object: expected a text, found nothing",
    "object: {a: b}": (
        "5: frame 'hit': object: expected a word or a list of words,"
        " found `key: value` (quote a text that holds a colon)"
    ),
    "object: [[a]]": "5: frame 'hit': object: expected a text, found a list",
    'object: "&levi"': "5: frame 'hit': object: unknown synset '&levi'. Did you mean 'levy'?",
    "target: [objekt]": "5: frame 'hit': target: unknown slot 'objekt'. Did you mean 'object'?",
    "target: []": "5: frame 'hit': target: an empty list: leave the key out or name a slot",
    "where: {agianst: [x]}": "5: frame 'hit': where: unknown preposition 'agianst'. Did you mean 'against'?",
    "where: [in]": "5: frame 'hit': where: expected `key: value` lines, found a list",
    "target_is: [cops]": "5: frame 'hit': target_is: unknown kind 'cops'. Did you mean 'COP'?",
    "possessor: object": "5: frame 'hit': possessor: unknown end 'object'. Known: source, target.",
    "symmetric: maybe": "5: frame 'hit': symmetric: expected true or false, found 'maybe'",
    "reverse: 190": "5: frame 'hit': reverse: codes need quotes: \"190\"",
    "reverse: 085": "5: frame 'hit': reverse: codes need quotes: \"085\"",
    'reverse: "1900"': "5: frame 'hit': reverse: unknown code '1900'. Did you mean '190' (Use force)?",
    'reverse: "086"': "5: frame 'hit': reverse: unknown code '086'. Did you mean '08' (Yield)?",
    "negated: omit": "5: frame 'hit': negated: unknown code 'omit'. Known: 03, 030, 0354, 08, 085, 14, 141, 19, 190.",
    "examples: [x]": "5: frame 'hit': examples: expected `key: value` lines, found a list",
    "examples: {matches: []}": "5: frame 'hit': examples: unknown key 'matches'. Did you mean 'match'?",
    "examples: {match: [x]}": (
        "5: frame 'hit': examples: match: expected {text: ..., source: ..., target: ..., code: ...}"
    ),
    "examples: {no_match: x}": "5: frame 'hit': examples: no_match: expected a list, found 'x'",
    "examples: {no_match: [he said: hit]}": (
        "5: frame 'hit': examples: no_match: expected a text, found `key: value` (quote a text that holds a colon)"
    ),
    'examples: {match: [{source: a, target: b, code: "190"}]}': "5: frame 'hit': examples: match: no text",
    'examples: {match: [{text: "A hit B.", source: A, code: "190"}]}': (
        "5: frame 'hit': examples: match: no target: write `target: null` where there is none"
    ),
    'examples: {match: [{text: "A hit B.", target: B, code: "190"}]}': (
        "5: frame 'hit': examples: match: no source: write `source: null` where there is none"
    ),
    'examples: {match: [{text: "A hit B.", source: A, target: B}]}': "5: frame 'hit': examples: match: no code",
    'examples: {match: [{text: "A hit B.", source: A, target: B, code: "191"}]}': (
        "5: frame 'hit': examples: match: code: unknown code '191'. Did you mean '19' (Fight)?"
    ),
    'examples: {match: [{text: "A hit B.", source: A, target: B, code: "190", date: x}]}': (
        "5: frame 'hit': examples: match: unknown key 'date'. Known: text, source, target, code, factuality."
    ),
    'examples: {match: [{text: "A hit B.", source: A, target: B, code: "190", factuality: past}]}': (
        "5: frame 'hit': examples: match: unknown factuality 'past'. Known: actual, future, hypothetical, requested."
    ),
}


@pytest.mark.parametrize("line", FRAME_ERRORS)
def test_an_error_in_a_frame(write_codebook, line):
    folder = write_codebook(f"{FRAME}    {line}\n")
    expected = FRAME_ERRORS[line]
    if expected is None:
        assert load_codebook(folder)
    elif line.startswith("colour"):
        assert errors_of(folder)[0].startswith(f"{WHERE}:{expected}")
    else:
        assert errors_of(folder) == [f"{WHERE}:{expected}"]


LOOK = (
    "Look in this line and above it for another indentation than the lines beside it, a missing bracket, quotation mark"
    " or comma, or a tab"
)
WHOLE_FILE_ERRORS = {
    "frames: [{id: a, verbs: [hit]}]": ["1: frame 'a': no code"],
    'frames: [{verbs: [hit], code: "190"}]': ["1: frame: no id"],
    'frames: [{id: a, code: "190"}]': ["1: frame 'a': no words: give verbs, nouns or adjectives"],
    'frames: [{id: Big One, verbs: [hit], code: "190"}]': [
        "1: frame 'Big One': id: 'Big One' must be lower-case words joined by hyphens"
    ],
    'frames: [{id: a, verbs: [hit], code: "190", symmetric: true, reverse: "19"}]': [
        "1: frame 'a': symmetric and reverse exclude each other: symmetric gives both rows one code"
    ],
    'frames: {id: a, verbs: [hit], code: "190"}': [
        "1: frames: expected a list, found `key: value` (quote a text that holds a colon)"
    ],
    "frames: [hit]": ["1: frame: expected `key: value` lines"],
    "frame: []": ["1: unknown key 'frame'. Did you mean 'frames'?"],
    "just a text": ["1: frames file: expected `key: value` lines, found 'just a text'"],
    'frames:\n- {id: a, verbs: [hit], code: "190"}\n- {id: a, verbs: [push], code: "190"}': [
        "3: frame 'a': the id is taken (first in {folder}/frames/10-first.yaml:2)"
    ],
    'frames: [{id: a, verbs: [x], code: "190"}]\noperators: [{id: a, verbs: [y]}]\ncompose: {a: {"19": "03"}}': [
        "2: operator 'a': the id is taken (first in {folder}/frames/10-first.yaml:1)",
        "3: compose table 'a' belongs to no operator.",
    ],
    "operators: [{id: plan, verbs: [plan]}]": ["1: operator 'plan': no compose table 'plan'."],
    'operators: [{id: plan, table: intent, verbs: [plan]}]\ncompose: {intend: {"19": "03"}}': [
        "1: operator 'plan': no compose table 'intent'. Did you mean 'intend'?",
        "2: compose table 'intend' belongs to no operator. Did you mean 'intent'?",
    ],
    'operators: [{id: plan, verbs: [plan], links: [claws]}]\ncompose: {plan: {"19": "03"}}': [
        "1: operator 'plan': links: unknown link 'claws'. Did you mean 'clause'?"
    ],
    'operators: [{id: plan, verbs: [plan], object: x}]\ncompose: {plan: {"19": "03"}}': [
        "1: operator 'plan': unknown key 'object'. Known: id, table, verbs, nouns, adjectives, links, target, partner, "
        "reciprocal, code, negated, null_target, examples."
    ],
    (
        "operators: [{id: plan, verbs: [plan]}]\ncompose:\n  plan:\n"
        '    "0855": "03"\n    07: "03"\n    "08": "3"\n    "19": 030'
    ): [
        "4: compose 'plan': '0855' begins no code. Did you mean '085' (Ease sanctions)?",
        "5: compose 'plan': codes need quotes: \"07\"",
        "6: compose 'plan': 08: unknown code '3'. Did you mean '03'?",
        "7: compose 'plan': 19: codes need quotes: \"030\"",
    ],
    'operators: [{id: plan, verbs: [plan]}]\ncompose:\n  plan: {"08": "03"}\n  plan: {"19": "03"}': [
        "4: compose: key 'plan' is written twice (first in line 3)"
    ],
    "frames:\n- {id: a, verbs: [hit], object: &levy ban, code: '190'} # not &this": ['2: &levy needs quotes: "&levy"'],
    "frames:\n- id: a\n  verbs: [hit": [
        f"4: not valid YAML: while parsing a flow sequence did not find expected ',' or ']' (begun in line 3). {LOOK}"
    ],
    "frames:\n- id: a\n\tverbs: [hit]": [
        f"3: not valid YAML: while scanning a plain scalar found a tab character that violates indentation"
        f" (begun in line 2). {LOOK}"
    ],
}


@pytest.mark.parametrize("text", WHOLE_FILE_ERRORS)
def test_an_error_in_a_frames_file(write_codebook, text):
    folder = write_codebook(text)
    expected = [f"{WHERE}:{line.replace('{folder}', str(folder))}" for line in WHOLE_FILE_ERRORS[text]]
    assert errors_of(folder) == expected


def test_a_compose_row_written_in_two_files(write_codebook):
    more = 'compose: {intend: {"085": "030"}}'
    folder = write_codebook(more=more)
    first = folder / "frames" / "10-first.yaml"
    assert errors_of(folder) == [
        f"small/frames/more.yaml:1: compose 'intend': '085' is there already (first in {first}:32)"
    ]


SYNSET_ERRORS = {
    "restriction: [ban]\nrestriction: [duty]": "2: synsets: key 'restriction' is written twice (first in line 1)",
    "restriction: []": "1: synset 'restriction': no words",
    'restriction: [ban, "&levi"]\nlevy: [tariff]': (
        "1: synset 'restriction': unknown synset '&levi'. Did you mean 'levy'?"
    ),
    'restriction: [ban, "&restriction"]': "1: synset 'restriction' contains itself: restriction -> restriction",
    'restriction: ["&b"]\nb: ["&c"]\nc:\n  - "&b"': "4: synset 'c' contains itself: b -> c -> b",
    "restriction: [ban]\nBig-One: [x]": "2: synset 'Big-One': a name is lower-case letters, digits and underscores",
    "[ban]": "1: synsets: expected `key: value` lines, found a list",
}


@pytest.mark.parametrize("text", SYNSET_ERRORS)
def test_an_error_in_a_synset_file(write_codebook, text):
    frames = 'frames: [{id: a, verbs: [hit], code: "190"}]'
    assert errors_of(write_codebook(frames, synsets=text)) == [f"synsets/words.yaml:{SYNSET_ERRORS[text]}"]


def test_a_synset_defined_in_two_files(write_codebook):
    folder = write_codebook()
    synsets = folder.parent / "synsets"
    (synsets / "zoo.yaml").write_text("levy: [toll]\n")
    assert errors_of(folder) == [
        f"synsets/zoo.yaml:1: synset 'levy' is defined twice (first in {synsets / 'words.yaml'}:2)"
    ]


HEADER_ERRORS = {
    "title: T\nversion: 1": ["1: no name"],
    "name: n": ["1: no title", "1: no version"],
    "name: n\ntitle: T\nversion: 1\nlangauge: en": ["4: unknown key 'langauge'. Did you mean 'language'?"],
    "name: n\ntitle: T\nversion: 1\ntargetless: [14]": ['4: targetless: codes need quotes: "14"'],
    'name: n\ntitle: T\nversion: 1\ntargetless: ["77"]': ["4: targetless: '77' begins no code"],
    "name: n\ntitle: T\nversion: 1\nunreachable: {14: a}": ['4: unreachable: codes need quotes: "14"'],
    'name: n\ntitle: T\nversion: 1\nunreachable: {"1411": a}': [
        "4: unreachable: unknown code '1411'. Did you mean '141' (Demonstrate)?"
    ],
    'name: n\ntitle: T\nversion: 1\nunreachable: {"14": }': ["4: unreachable: 14: expected a text, found nothing"],
    'name: n\ntitle: T\nversion: 1\nunreachable: ["14"]': ["4: unreachable: expected `key: value` lines, found a list"],
    "name: n\ntitle: T\nversion: 1\nneeds_examples: never": [
        "4: needs_examples: expected true or false, found 'never'"
    ],
    'name: n\ntitle: T\nversion: 1\nacts: {coment: ["14"]}': [
        "4: acts: unknown kind 'coment'. Did you mean 'comment'?"
    ],
    'name: n\ntitle: T\nversion: 1\nacts: {comment: [14, "77"]}': [
        '4: acts: comment: codes need quotes: "14"',
        "4: acts: comment: '77' begins no code",
    ],
    "name: n\ntitle: T\nversion: 1\nacts: [comment]": ["4: acts: expected `key: value` lines, found a list"],
    "": [" the file is empty"],
}


@pytest.mark.parametrize("text", HEADER_ERRORS)
def test_an_error_in_codebook_yaml(write_codebook, text):
    assert errors_of(write_codebook(codebook=text)) == [f"small/codebook.yaml:{line}" for line in HEADER_ERRORS[text]]


HEAD = "code\tlabel\tquad_class\tgoldstein"
GOOD_ROWS = "19\tFight\tmaterial conflict\t-10.0\n190\tUse force\tmaterial conflict\t-10.0"
CODE_ERRORS = {
    "code,label\n": "1: expected the tab-separated columns code, label, quad_class, goldstein, found code,label",
    f"{HEAD}\n{GOOD_ROWS}\n03\tIntend": "4: expected 4 columns, found 2",
    f"{HEAD}\n{GOOD_ROWS}\n19\tAgain\tmaterial conflict\t1": "4: code '19' is there twice",
    f"{HEAD}\n{GOOD_ROWS}\n03\tIntend\tverbal co-operation\t1": (
        "4: code '03': unknown quad_class 'verbal co-operation'. Did you mean 'verbal cooperation'?"
    ),
    f"{HEAD}\n{GOOD_ROWS}\n03\tIntend\tverbal cooperation\tmany": "4: code '03': goldstein 'many' is no number",
    f"{HEAD}\n{GOOD_ROWS}\n03\t\tverbal cooperation\t1": "4: a row needs a code and a label",
}


@pytest.mark.parametrize("text", CODE_ERRORS)
def test_an_error_in_codes_tsv(write_codebook, text):
    folder = write_codebook("operators: []", codes=text, codebook='name: n\ntitle: T\nversion: "1"')
    assert errors_of(folder) == [f"small/codes.tsv:{CODE_ERRORS[text]}"]


def test_a_file_that_is_not_utf8(write_codebook):
    folder = write_codebook()
    (folder / "frames" / "20-latin.yaml").write_bytes(b"frames:\n- id: caf\xe9\n")
    assert errors_of(folder) == ["small/frames/20-latin.yaml:2: not UTF-8: save the file as UTF-8"]
    (folder / "codes.tsv").write_bytes(b"caf\xe9")
    assert "small/codes.tsv: not UTF-8: save the file as UTF-8" in errors_of(folder)


def test_missing_and_misnamed_files(write_codebook):
    folder = write_codebook()
    (folder / "codes.tsv").unlink()
    (folder / "frames" / "10-first.yaml").rename(folder / "frames" / "10-first.yml")
    assert errors_of(folder) == [
        "small/codes.tsv: this file is missing",
        "small/frames: no frames: this folder must hold one .yaml file at least",
        "small/frames/10-first.yml: only files that end in .yaml are read: rename it",
    ]


def test_a_file_that_cannot_be_read(write_codebook):
    folder = write_codebook()
    (folder / "frames" / "20-folder.yaml").mkdir()
    assert errors_of(folder) == ["small/frames/20-folder.yaml: cannot be read: Is a directory"]


def test_problems_of_all_files_are_told_at_once(write_codebook):
    folder = write_codebook(f"{FRAME}    verb: [x]\n", synsets="levy: []", more="frame: []")
    assert [line.split(": ")[0] for line in errors_of(folder)] == [
        "small/frames/10-first.yaml:5",
        "small/frames/more.yaml:1",
        "synsets/words.yaml:1",
    ]
