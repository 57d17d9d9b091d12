"""A codebook whose codes are words, from `codebook new` to `validate`: nothing in the program is CAMEO's alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eventcoder.parsing.stanza_engine import StanzaParser
from eventcoder.storage.dataset import scan_events
from tests.cli.conftest import RunCli

CODES = """\
code	label	quad_class	goldstein
SAY	Comment	verbal cooperation	0
TALK	Talk	verbal cooperation	1
AID	Give aid	material cooperation	7
AID-pledge	Promise aid	verbal cooperation	5
BLAME	Blame	verbal conflict	-2
DEMAND	Demand	verbal conflict	-3
PROTEST	Protest	material conflict	-6
THREAT	Threaten force	verbal conflict	
FIGHT	Fight	material conflict	-10
"""
HEAD = """\
name: words
title: Codes that are words
version: "1"
language: en
targetless: [PROTEST, FIGHT]
acts: {comment: [SAY], named_target: [SAY, TALK, AID-pledge], joint: [TALK], rejection: [BLAME]}
"""
FRAMES = """\
frames:
  - id: comment-on
    verbs: [comment on]
    code: SAY
    examples:
      match: [{text: "Norway commented on Chad.", source: Norway, target: Chad, code: SAY}]
      no_match: ["Norway commented on the weather."]
  - id: meet
    verbs: [meet]
    nouns: [talk]
    symmetric: true
    code: TALK
    examples:
      match: [{text: "Norway met Chad.", source: Norway, target: Chad, code: TALK}]
      no_match: ["Norway met a deadline."]
  - id: give-aid
    verbs: [send]
    object: "&help"
    target: [to, recipient]
    code: AID
    examples:
      match: [{text: "Norway sent food to Chad.", source: Norway, target: Chad, code: AID}]
      no_match: ["Norway sent a letter to Chad."]
  - id: protest
    verbs: [protest, rally]
    target: [against]
    code: PROTEST
    examples:
      match: [{text: "Students in Lima rallied against Chile.", source: Students, target: Chile, code: PROTEST}]
      no_match: ["Shares rallied in Lima."]
  - id: fight
    verbs: [attack, shell]
    code: FIGHT
    examples:
      match: [{text: "Chad attacked Libya.", source: Chad, target: Libya, code: FIGHT}]
      no_match: ["A virus attacked a computer."]
  - id: blame
    verbs: [denounce]
    target_is_not: [thing]
    code: BLAME
    examples:
      match: [{text: "Norway denounced Chad.", source: Norway, target: Chad, code: BLAME}]
      no_match: ["Norway denounced the use of plastic."]
"""
OPERATORS = """\
operators:
  - id: promise
    verbs: [promise]
    examples:
      match: [{text: "Norway promised to send food to Chad.", source: Norway, target: Chad, code: AID-pledge}]
      no_match: ["Norway promised much."]
  - id: threaten
    verbs: [threaten]
    examples:
      match: [{text: "Chad threatened to attack Libya.", source: Chad, target: Libya, code: THREAT}]
      no_match: ["Rain threatened Chad."]
  - id: demand
    verbs: [demand, call for]
    examples:
      match: [{text: "Norway called for talks with Chad.", source: Norway, target: Chad, code: DEMAND}]
      no_match: ["Norway demanded more."]
compose:
  promise: {AID: AID-pledge, TALK: TALK, FIGHT: THREAT}
  threaten: {FIGHT: THREAT}
  demand: {TALK: DEMAND, AID: DEMAND}
speech: {will: promise}
"""
RAID = """\
frames:
  - id: raid
    verbs: [attack]
    target_is: [country]
    code: BLAME
    examples:
      match: [{text: "Chad attacked rebels.", source: Chad, target: rebels, code: BLAME}]
      no_match: ["Chad attacked Libya."]
"""
ARTICLES = {
    "a": "Norway denounced Chad on Monday. Students in Lima rallied against Chile. Chad threatened to attack Libya.",
    "b": "Norway promised to send food to Chad. Norway met Chad in Oslo. Norway will send medicine to Mali.",
    # the comment stands back behind what is done
    "c": "Libya commented on Chad and attacked Chad.",
}
EVENTS = {
    ("BLAME", "NOR", "TCD"),
    ("PROTEST", "PEREDU", "CHL"),
    ("THREAT", "TCD", "LBY"),
    ("AID-pledge", "NOR", "TCD"),
    ("TALK", "NOR", "TCD"),
    ("TALK", "TCD", "NOR"),
    ("AID-pledge", "NOR", "MLI"),
    ("FIGHT", "LBY", "TCD"),
}


@pytest.fixture
def words(run_cli: RunCli) -> Path:
    """The codebook, begun by `codebook new` and its files replaced as the tutorial says."""
    assert run_cli("codebook", "new", "words").code == 0
    folder = Path("words")
    (folder / "codes.tsv").write_text(CODES, encoding="utf-8")
    (folder / "codebook.yaml").write_text(HEAD, encoding="utf-8")
    (folder / "frames" / "10-acts.yaml").write_text(FRAMES, encoding="utf-8")
    (folder / "frames" / "20-operators.yaml").write_text(OPERATORS, encoding="utf-8")
    (folder / "synsets" / "words.yaml").write_text("help: [food, money, medicine]\n", encoding="utf-8")
    return folder


def test_check_has_nothing_against_it(run_cli: RunCli, words: Path) -> None:
    answer = run_cli("codebook", "check", words, "--quiet")
    assert (answer.code, answer.out) == (
        0,
        "words: 6 frames, 3 operators, 13 entries, 18 examples, 9 codes, 0 problems\n",
    )


def test_show_names_the_codes_with_what_gives_them(run_cli: RunCli, words: Path) -> None:
    assert run_cli("codebook", "show", words, "--code", "AID").out.splitlines() == [
        "AID         Give aid  [material cooperation, +7.0]",
        "            give-aid",
        "AID-pledge  Promise aid  [verbal cooperation, +5.0]",
        "            promise+AID",
    ]


@pytest.mark.parser
def test_its_examples_pass_and_its_texts_are_coded(run_cli: RunCli, words: Path, shared_parser: StanzaParser) -> None:
    assert run_cli("codebook", "test", words, "--failures").out == "18 of 18 examples pass, 0 fail\n"
    rows = [{"id": name, "date": "2019-03-05", "text": text} for name, text in ARTICLES.items()]
    Path("articles.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert run_cli("code", "articles.jsonl", "-o", "out", "--codebook", words).code == 0
    events = scan_events("out").collect()
    assert set(events.select("code", "source_code", "target_code").iter_rows()) == EVENTS
    roots = dict(events.select("code", "root_code").iter_rows())
    assert roots == {code: code.partition("-")[0] for code, _, _ in EVENTS}
    shown = run_cli("show", "out").out
    assert "PROTEST  material conflict" in shown and "AID      verbal cooperation" in shown
    assert run_cli("validate", "out").out == "8 rows pass, 0 fail\n"
    coverage = run_cli("codebook", "coverage", "out").out
    assert "PROTEST  protest   (rally 1)" in coverage


@pytest.mark.parser
def test_frames_that_fire_on_each_other_s_examples_are_told_and_fail(
    run_cli: RunCli, words: Path, shared_parser: StanzaParser
) -> None:
    # two authors: countries go to the later frame, which has more conditions, and rebels to the earlier one
    (words / "frames" / "30-more.yaml").write_text(RAID, encoding="utf-8")
    answer = run_cli("codebook", "test", words, "--failures")
    assert answer.code == 1
    told = answer.out.splitlines()
    fight, raid = "fight (words/frames/10-acts.yaml:31)", "raid (words/frames/30-more.yaml:2)"
    assert told[-5:] == [
        f"each fires on the other's examples: {fight} and {raid}",
        f"words/frames/10-acts.yaml:35 fight: FIGHT wanted, {raid} gives BLAME in its place: Chad attacked Libya.",
        f"words/frames/30-more.yaml:7 raid: BLAME wanted, {fight} gives FIGHT in its place: Chad attacked rebels.",
        f"words/frames/20-operators.yaml:10 threaten: THREAT wanted, {raid} gives BLAME in its place:"
        " Chad threatened to attack Libya.",
        "other frames and operators on the 10 match examples: 3 take the row, 0 add one;"
        " pairs that fire on each other's: 1",
    ]
    assert told[-6].endswith("examples pass, 4 fail")
