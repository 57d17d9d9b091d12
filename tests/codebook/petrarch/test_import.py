"""The whole import: a folder that checks clean and codes sentences, with its report, from the command line too."""

from __future__ import annotations

import csv
import dataclasses
import tempfile
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from eventcoder.cli.import_petrarch import import_petrarch
from eventcoder.codebook.check import check_codebook
from eventcoder.codebook.load import load_codebook
from eventcoder.codebook.petrarch import import_dictionaries
from eventcoder.errors import InputError, OutputError
from eventcoder.pipeline import load_coder
from eventcoder.storage.actor_files import load_actors
from tests.golden.stored import stored_parses

VERBS = """\
# CAMEO.2.0 style
&PUNISHMENT
+SANCTIONS
+TRADE_BAN

--- CRITICIZE [111] ---
CRITICIZE {CRITICIZED CRITICIZING CRITICIZES}
CRITICISE
- * (FOR STANCE) [112]   # more than words
- * WEATHER [---]

--- VISIT [042:043] ---
VISIT

--- MEET [---] ---
MEET {MET MEETING MEETS} [040:040]

--- IMPOSE [---] ---
IMPOSE
- * &PUNISHMENT (ON +) [163]

--- EXPEL [---] ---
EXPEL
- * {RUSSIAN DIPLOMATS} [161]

--- ATTACK [190] ---
ATTACK
SHELL
--- ACCUSE [112] ---
ACCUSE
--- KILL [190] ---
KILL
--- URGE [020] ---
URGE
--- WITHDRAW [087!] ---
WITHDRAW
--- RELEASE [084] ---
RELEASE
--- ARREST [173] ---
ARREST

~ a (b . WITHDRAW) DEMAND = a b 105
~ a (b . RELEASE) URGE = a b 025
"""
ACTORS = """\
JAPAN_ [JPN]
+JAPANESE_
LEBANON_ [LEB]
SHINZO_ABE_  # CountryInfo.txt
\t[JPNGOV 20060926-20070926]
\t[JPNGOV >20121226]
\t[JPNELI]
EUROPEAN_UNION_ [IGOEEC]
MYANMAR_ [BUR]
"""
AGENTS = """\
!OFFICIAL! = OFFICIAL, OFFICIALS
!OFFICIAL! [~GOV]
ACTIVIST [~OPP]
JOURNALIST [~PRS]
"""


def write(folder: Path, verbs: str = VERBS, actors: str = ACTORS, agents: str = AGENTS) -> list[Path]:
    paths = [folder / name for name in ("verbs.txt", "actors.txt", "agents.txt")]
    for path, text in zip(paths, (verbs, actors, agents), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


@pytest.fixture(scope="module")
def coder(tmp_path_factory: pytest.TempPathFactory):
    """A coder with the imported codebook and actors; the shipped actors lie under them."""
    folder = tmp_path_factory.mktemp("petrarch")
    verbs, actors, agents = write(folder)
    made = import_dictionaries(verbs, [actors], agents, folder / "made")
    return load_coder((made.codebook,), actors=(made.actors, made.agents))


VISIT = "Shinzo Abe visited India on Tuesday. He also criticised China."
CODED = {
    "Macron has repeatedly criticised Hungary for its stance on migrants.": [("112", "FRAGOV", "HUN")],
    "Israel did not attack Lebanon.": [("190", "ISR", "LEB")],
    "Three Ukrainian soldiers were killed by Russian troops near Donetsk.": [("190", "RUSMIL", "UKRMIL")],
    VISIT: [("042", "JPNGOV", "IND"), ("043", "IND", "JPNGOV"), ("111", "JPNGOV", "CHN")],
    "Poland may expel Russian diplomats.": [("161", "POL", "RUS")],
    "The European Union threatened to impose sanctions on Myanmar.": [("163", "IGOEEC", "BUR")],
    "Narendra Modi and Xi Jinping met in Tashkent. They also agreed to restore trade ties.": [
        ("040", "INDGOV", "CHNGOV"),
        ("040", "CHNGOV", "INDGOV"),
    ],
    "Canada urged Saudi Arabia to release the detained activists.": [("025", "CAN", "SAU")],
    "Smith attacked Jones in a bar. Anna met Peter.": [],
}


@pytest.mark.parametrize("text", CODED)
def test_an_imported_codebook_codes_sentences(coder, text):
    document, sentences = stored_parses("events/cases.conllu")[text]
    rows = coder.code(dataclasses.replace(document, published="2018-03-20"), sentences).events["petrarch"]
    assert [(row["code"], row["source_code"], row["target_code"]) for row in rows] == CODED[text]


def test_a_rule_of_an_imported_codebook_resolves_to_file_and_line(coder):
    document, sentences = stored_parses("events/cases.conllu")[VISIT]
    (row, *_) = coder.code(dataclasses.replace(document, published="2018-03-20"), sentences).events["petrarch"]
    rule = coder.codebooks[0].rules["visit-042"]
    assert row["rule_id"] == "visit-042"
    assert Path(rule.path).read_text(encoding="utf-8").splitlines()[rule.line - 1] == "- id: visit-042"


def test_dates_of_actors_decide_their_codes(coder):
    document, sentences = stored_parses("events/cases.conllu")[VISIT]
    rows = coder.code(dataclasses.replace(document, published="2009-01-01"), sentences).events["petrarch"]
    assert rows[0]["source_code"] == "JPNELI"


@pytest.mark.parametrize("name", ["actors", "agents"])
def test_the_files_of_actors_are_those_that_the_option_reads(tmp_path, name):
    verbs, actors, agents = write(tmp_path)
    made = import_dictionaries(verbs, [actors], agents, tmp_path / "made")
    empty = tmp_path / "none"
    empty.mkdir()
    dictionary = load_actors(empty, [getattr(made, name)])
    assert dictionary.entities if name == "actors" else dictionary.agents


def test_what_was_made_is_counted(tmp_path):
    verbs, actors, agents = write(tmp_path)
    made = import_dictionaries(verbs, [actors], agents, tmp_path / "made")
    codebook = load_codebook(made.codebook)
    assert (made.frames, made.operators, made.synsets) == (len(codebook.frames), 1, 1)
    assert (made.names, made.nouns) == (6, 4)


def test_codes_that_the_dictionaries_do_not_give_are_listed_as_unreachable(tmp_path):
    verbs, actors, agents = write(tmp_path)
    codebook = load_codebook(import_dictionaries(verbs, [actors], agents, tmp_path / "made").codebook)
    listed = {entry.code: entry.reason for entry in codebook.unreachable}
    assert listed["0811"] == "nothing in verbs.txt gives it"
    assert not {"111", "025", "043", "19"} & listed.keys()


def test_several_files_of_actors(tmp_path):
    verbs, actors, agents = write(tmp_path)
    more = tmp_path / "more.txt"
    more.write_text("LAKE_LEAGUE_ [IGOLKL]\nBROKEN_\n", encoding="utf-8")
    made = import_dictionaries(verbs, [actors, more], agents, tmp_path / "made")
    assert "Lake League" in made.actors.read_text(encoding="utf-8")
    assert (str(more), 2, "Broken") in {(note.path, note.line, note.entry) for note in made.notes}


def test_the_report_has_a_line_for_every_note(tmp_path):
    verbs, actors, agents = write(tmp_path)
    made = import_dictionaries(verbs, [actors], agents, tmp_path / "made")
    with made.report.open(encoding="utf-8") as lines:
        rows = list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert rows[0] == ["file", "line", "entry", "kind", "reason"]
    assert [tuple(row) for row in rows[1:]] == [
        (note.path, str(note.line), note.entry, note.kind, note.reason) for note in made.notes
    ]
    assert [str(verbs), "35", "--- WITHDRAW [087!] ---", "changed", "code '087!' is taken for '087'"] in rows
    assert [row for row in rows if "'DEMAND' is no verb of this file" in row]


def test_a_folder_that_holds_something_stays_as_it_is(tmp_path):
    verbs, actors, agents = write(tmp_path)
    (tmp_path / "made").mkdir()
    (tmp_path / "made" / "mine.txt").write_text("mine")
    with pytest.raises(OutputError, match="is there already and is not empty"):
        import_dictionaries(verbs, [actors], agents, tmp_path / "made")
    assert [path.name for path in (tmp_path / "made").iterdir()] == ["mine.txt"]


def test_nothing_is_left_where_the_folder_cannot_be_written(tmp_path):
    verbs, actors, agents = write(tmp_path)
    blocked = tmp_path / "file"
    blocked.write_text("")
    with pytest.raises(OutputError, match="cannot be written"):
        import_dictionaries(verbs, [actors], agents, blocked / "made")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["actors.txt", "agents.txt", "file", "verbs.txt"]


MIXED_UP = {
    ("actors.txt", "verbs.txt", "agents.txt"): "actors.txt: no verb with a code could be converted",
    ("verbs.txt", "agents.txt", "agents.txt"): "agents.txt: no actor with a code: is this a file of actors?",
    ("verbs.txt", "actors.txt", "verbs.txt"): "verbs.txt: no agent could be converted: is this the file of agents?",
}


@pytest.mark.parametrize("order", MIXED_UP, ids="-".join)
def test_files_in_the_wrong_order(tmp_path, order):
    write(tmp_path)
    verbs, actors, agents = (tmp_path / name for name in order)
    with pytest.raises(InputError) as caught:
        import_dictionaries(verbs, [actors], agents, tmp_path / "made")
    assert MIXED_UP[order] in str(caught.value)
    assert not (tmp_path / "made").exists()


def test_a_file_that_is_not_there(tmp_path):
    _, actors, agents = write(tmp_path)
    with pytest.raises(InputError, match=r"none\.txt: cannot be read: No such file"):
        import_dictionaries(tmp_path / "none.txt", [actors], agents, tmp_path / "made")


@pytest.mark.parametrize("name", ["Big One", "actors", "a/b", ""])
def test_a_name_that_is_none(tmp_path, name):
    verbs, actors, agents = write(tmp_path)
    with pytest.raises(InputError, match="is no name for a codebook"):
        import_dictionaries(verbs, [actors], agents, tmp_path / "made", name)


# the command


def call(*arguments: object):
    return CliRunner().invoke(import_petrarch, [str(argument) for argument in arguments])


def test_the_command_lists_what_did_not_convert(tmp_path):
    verbs, actors, agents = write(tmp_path)
    result = call(verbs, actors, agents, "--output", tmp_path / "made", "--name", "mine")
    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert f"{verbs}:35: changed: --- WITHDRAW [087!] ---: code '087!' is taken for '087'" in lines
    assert lines[-4].startswith("13 frames, 1 operators, 1 synsets, 6 names, 4 role nouns; ")
    assert lines[-3:] == [
        f"codebook: {tmp_path / 'made' / 'mine'}",
        f"actors: {tmp_path / 'made' / 'actors' / 'actors.yaml'}, {tmp_path / 'made' / 'actors' / 'agents.yaml'}",
        f"report: {tmp_path / 'made' / 'report.tsv'}",
    ]


def test_the_command_lists_twenty_lines_or_all(tmp_path):
    verbs, actors, agents = write(tmp_path, verbs=VERBS + "- * (\n" * 50)
    short = call(verbs, actors, agents, "-o", tmp_path / "a").output
    assert short.count("is not closed") < 20
    assert f"more in {tmp_path / 'a' / 'report.tsv'}" in short
    whole = call(verbs, actors, agents, "-o", tmp_path / "b", "--all").output
    assert whole.count("is not closed") == 50


def test_the_command_needs_its_files(tmp_path):
    verbs, actors, _ = write(tmp_path)
    assert "Missing argument 'AGENTS'" in call(verbs, actors, "-o", tmp_path / "made").output
    missing = call(verbs, actors, tmp_path / "none.txt", "-o", tmp_path / "made").exception
    assert isinstance(missing, InputError)
    assert str(missing) == f"{tmp_path / 'none.txt'}: cannot be read: No such file or directory"


def test_the_command_s_name_and_help():
    assert isinstance(import_petrarch, click.Command)
    assert import_petrarch.name == "import-petrarch"
    assert "eventcoder codebook import-petrarch " in call("--help").output


# whatever the files hold

WORDS = st.sampled_from(
    [
        "SCOLD",
        "+BEG_FOR",
        "BERATE",
        "POLICY",
        "&DEBT",
        "&NONE",
        "FOR",
        "TO",
        "OUT",
        "OF",
        "+",
        "$",
        "%",
        "*",
        "THE",
        "é",
    ]
)
PIECES = st.one_of(
    WORDS, st.sampled_from(["(", ")", "{", "}", "[111]", "[---]", "[040:041]", "[:110]", "[9]", "[", "]"])
)
STARTS = st.sampled_from(["", "- ", "- * ", "--- ", "~ a ", "&", "+", "\t", "# ", "!A! = "])
LINES = st.builds(lambda start, pieces: start + " ".join(pieces), STARTS, st.lists(PIECES, max_size=7))
SENSIBLE = st.builds(
    lambda form, words, code: form.format(*words, code=code),
    st.sampled_from(
        [
            "--- {0} [{code}] ---",
            "{0} [{code}]",
            "{0}",
            "- * {1} [{code}]",
            "- * ({2} {1}) [{code}]",
            "- * {1} ({2} +) [{code}]",
            "- * &DEBT [{code}]",
            "- * OUT [{code}]",
            "&DEBT",
            "+{1}",
            "~ a (b . {0}) {3} = a b {code}",
            "~ a (a b Q) {0} = a b {code}",
        ]
    ),
    st.tuples(
        st.sampled_from(["SCOLD", "BERATE", "+BEG_FOR", "SPURN"]),
        st.sampled_from(["POLICY", "{TAX PLAN}", "&DEBT", "LOANS", "LOAN"]),
        st.sampled_from(["FOR", "TO", "OUT OF"]),
        st.sampled_from(["SCOLD", "BERATE", "SPURN"]),
    ),
    st.sampled_from(["111", "112", "---", "040:040", ":110", "042:043", "999", "111!"]),
)


@settings(max_examples=60)
@given(st.lists(st.one_of(LINES, SENSIBLE, SENSIBLE), max_size=40), st.lists(LINES, max_size=8))
def test_whatever_the_files_hold_the_result_checks_clean(lines, others):
    with tempfile.TemporaryDirectory() as folder:
        paths = write(
            Path(folder),
            verbs="\n".join(["--- JEER [113] ---", "JEER", *lines]),
            actors="\n".join(["NORLAND_ [NOR]", *others]),
            agents="\n".join(["CONSTABLE [~COP]", *others]),
        )
        made = import_dictionaries(paths[0], [paths[1]], paths[2], Path(folder) / "made")
        problems = [str(one) for one in check_codebook(load_codebook(made.codebook)) if one.severity != "info"]
        assert problems == []
        empty = Path(folder) / "none"
        empty.mkdir()
        load_actors(empty, [made.actors, made.agents])
