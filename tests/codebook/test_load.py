"""What a codebook's files become."""

from __future__ import annotations

import dataclasses
import re
import time
from pathlib import Path

import pytest

from eventcoder import resources
from eventcoder.codebook.check import check_codebook
from eventcoder.codebook.keys import ACT_KEYS
from eventcoder.codebook.load import find_codebook, load_codebook
from eventcoder.codebook.reachable import reachable_codes
from eventcoder.errors import CodebookError
from eventcoder.model.codebook import Acts, Code, Example
from eventcoder.pipeline import load_coder
from tests.codebook.conftest import CODEBOOK


def test_a_frame_keeps_its_keys_and_where_it_stands(write_codebook):
    folder = write_codebook()
    frame = load_codebook(folder).frames[0]
    assert (frame.id, frame.code) == ("ease-sanctions", "085")
    assert frame.verbs == ("lift", "roll back")
    assert frame.nouns == ("lifting",)
    assert frame.targets == ("on", "object-modifier")
    assert (frame.path, frame.line) == (str(folder / "frames" / "10-first.yaml"), 2)


def test_synsets_are_expanded_through_their_nesting(write_codebook):
    codebook = load_codebook(write_codebook())
    assert codebook.frames[0].object == ("sanction", "embargo", "tariff", "duty")
    assert codebook.synsets["restriction"] == ("sanction", "embargo", "tariff", "duty")


def test_a_synset_inside_a_list_keeps_the_order_and_each_word_once(write_codebook):
    frames = '{frames: [{id: a, verbs: [hit], object: [duty, "&levy", Ban], code: "190"}]}'
    assert load_codebook(write_codebook(frames)).frames[0].object == ("duty", "tariff", "ban")


def test_one_word_alone_is_a_list_of_one(write_codebook):
    assert load_codebook(write_codebook()).frames[1].verbs == ("march",)


def test_words_that_yaml_takes_for_booleans_stay_words(write_codebook):
    frames = """
frames:
  - id: a
    verbs: [no]
    target: [on]
    where: {on: [off]}
    code: "190"
"""
    frame = load_codebook(write_codebook(frames)).frames[0]
    assert frame.verbs == ("no",)
    assert frame.targets == ("on",)
    assert frame.where == (("on", ("off",)),)


def test_every_key_of_a_frame_reaches_its_field(write_codebook):
    frames = """
frames:
  - id: a
    verbs: [hit]
    adjectives: [hostile]
    not_object: [record]
    clause: [go]
    not_clause: [stay]
    where: {in: [custody], with: []}
    not_where: {at: home}
    source_is: gov
    source_is_not: [MIL]
    target_is: [same-country]
    target_is_not: [Person]
    possessor: target
    symmetric: true
    negated: drop
    null_target: true
    null_source: false
    code: "190"
"""
    frame = load_codebook(write_codebook(frames)).frames[0]
    assert (frame.adjectives, frame.not_object) == (("hostile",), ("record",))
    assert (frame.clause, frame.not_clause) == (("go",), ("stay",))
    assert frame.where == (("in", ("custody",)), ("with", ()))
    assert frame.not_where == (("at", ("home",)),)
    assert (frame.source_is, frame.source_is_not) == (("GOV",), ("MIL",))
    assert (frame.target_is, frame.target_is_not) == (("same-country",), ("person",))
    assert (frame.possessor, frame.symmetric, frame.negated) == ("target", True, "drop")
    assert (frame.null_target, frame.null_source) == (True, False)


def test_examples_keep_their_ends_and_lines(write_codebook):
    examples = load_codebook(write_codebook()).frames[1].examples
    assert examples == (
        Example("Students marched.", True, source="students", target=None, code="141", factuality="actual", line=18),
        Example("Time marched on.", False, line=19),
    )


def test_an_operator_names_its_table_or_is_its_table(write_codebook):
    frames = """
operators:
  - {id: promise, verbs: [promise], links: [clause, for], partner: [with, to], reciprocal: yes}
compose:
  promise: {"085": "0354"}
"""
    operator = load_codebook(write_codebook(frames)).operators[0]
    assert (operator.table, operator.links, operator.partner) == ("promise", ("clause", "for"), ("with", "to"))
    assert operator.reciprocal is True
    assert load_codebook(write_codebook()).operators[0].table == "intend"


def test_compose_tables_of_several_files_are_joined(write_codebook):
    codebook = load_codebook(write_codebook(more='compose: {intend: {"19": "030"}}'))
    assert codebook.compose == {"intend": {"085": "0354", "08": "030", "19": "030"}}


def test_files_are_read_in_the_order_of_their_names(write_codebook):
    early = 'frames: [{id: early, verbs: [hit], code: "190"}]'
    codebook = load_codebook(write_codebook(**{"05-early": early}))
    assert [frame.id for frame in codebook.frames] == ["early", "ease-sanctions", "march"]


def test_a_code_knows_its_root_its_class_and_its_value(write_codebook):
    codes = load_codebook(write_codebook()).codes
    assert codes["085"] == Code("085", "Ease sanctions", "08", "material cooperation", 7.0)
    assert codes["08"].root == "08"
    assert codes["0354"].goldstein is None


def test_the_header_gives_name_and_defaults(write_codebook):
    codebook = load_codebook(write_codebook())
    assert (codebook.name, codebook.title, codebook.version) == ("small", "A small codebook", "1")
    assert (codebook.targetless, codebook.sourceless) == (("14",), ())


def test_a_prefix_may_be_taken_back_from_a_shorter_one(write_codebook):
    header = 'name: small\ntitle: S\nversion: "1"\ntargetless: ["14", "-141"]\n'
    assert load_codebook(write_codebook(codebook=header)).targetless == ("14", "-141")


def test_the_digest_changes_with_any_file_and_with_nothing_else(write_codebook, tmp_path):
    folder = write_codebook()
    digest = load_codebook(folder).digest
    assert load_codebook(folder).digest == digest
    moved = tmp_path / "elsewhere"
    folder.parent.rename(moved)
    assert load_codebook(moved / "small").digest == digest
    words = moved / "synsets" / "words.yaml"
    words.write_text(words.read_text() + "more: [word]\n")
    assert load_codebook(moved / "small").digest != digest


def test_the_synset_folder_can_be_given(write_codebook, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (other / "words.yaml").write_text("restriction: [ban]\n")
    assert load_codebook(write_codebook(), other).frames[0].object == ("ban",)


def test_a_codebook_without_synsets_beside_it_uses_those_of_the_program(write_codebook):
    folder = write_codebook('frames: [{id: a, verbs: [hit], code: "190"}]')
    (folder.parent / "synsets" / "words.yaml").unlink()
    (folder.parent / "synsets").rmdir()
    shipped = load_codebook(folder, resources.codebooks_folder() / "synsets")
    assert load_codebook(folder).synsets == shipped.synsets != {}


def test_a_word_listed_twice_is_a_warning_and_kept_once(write_codebook):
    folder = write_codebook(synsets="restriction:\n  - ban\n  - Ban\n")
    codebook = load_codebook(folder)
    assert codebook.frames[0].object == ("ban",)
    path = folder.parent / "synsets" / "words.yaml"
    twice = [problem for problem in codebook.warnings if problem.path == str(path)]
    assert [str(problem) for problem in twice] == [
        f"{path}:3: synset 'restriction': 'ban' is listed twice (first in line 2)"
    ]
    assert {problem.severity for problem in twice} == {"warning"}


def test_find_codebook_takes_a_folder_or_a_shipped_name(write_codebook):
    folder = write_codebook()
    assert find_codebook(folder) == folder
    assert find_codebook("cameo") == resources.codebooks_folder() / "cameo"


def test_find_codebook_names_the_known_ones():
    with pytest.raises(CodebookError) as caught:
        find_codebook("camoe")
    assert str(caught.value) == "camoe: no codebook of the program, and no such folder. Did you mean 'cameo'?"


def test_find_codebook_says_what_a_folder_lacks(tmp_path):
    with pytest.raises(CodebookError) as caught:
        find_codebook(tmp_path)
    assert str(caught.value) == f"{tmp_path}: no codebook.yaml in this folder"


@pytest.fixture(scope="module")
def cameo():
    return load_codebook(find_codebook("cameo"))


def test_the_check_finds_the_shipped_cameo_clean(cameo):
    assert [str(problem) for problem in check_codebook(cameo) if problem.severity != "info"] == []


def test_the_shipped_cameo_holds_the_whole_scheme(cameo):
    assert {code.root for code in cameo.codes.values()} == {f"{number:02d}" for number in range(1, 21)}
    assert len(cameo.codes) == 318
    assert all(code.goldstein is not None for code in cameo.codes.values())


def test_every_code_of_cameo_is_given_by_something_or_listed_with_the_reason(cameo):
    listed = {entry.code for entry in cameo.unreachable}
    assert cameo.codes.keys() - reachable_codes(cameo) == listed
    assert all(entry.reason for entry in cameo.unreachable)


@pytest.mark.parametrize(
    ("code", "quad_class"),
    [
        ("01", "verbal cooperation"),
        ("057", "verbal cooperation"),
        ("06", "material cooperation"),
        ("0874", "material cooperation"),
        ("09", "verbal conflict"),
        ("139", "verbal conflict"),
        ("14", "material conflict"),
        ("2042", "material conflict"),
    ],
)
def test_the_quad_classes_of_cameo_go_by_root(cameo, code, quad_class):
    assert cameo.codes[code].quad_class == quad_class


def test_a_thousand_frames_load_in_a_moment(write_codebook):
    frames = "frames:\n" + "".join(
        f"""
  - id: frame-{number}
    verbs: [lift, ease, relax, "verb{number}", roll back]
    nouns: [lifting, easing, removal]
    object: ["&restriction", ban]
    target: [on, against, from, object-modifier]
    code: "085"
    examples:
      match:
        - {{text: "Norland lifted sanctions on Sudland.", source: Norland, target: Sudland, code: "085"}}
      no_match:
        - "Smith lifted the trophy."
"""
        for number in range(1000)
    )
    folder = write_codebook(frames + 'operators: [{id: o, verbs: [plan]}]\ncompose: {o: {"08": "030"}}\n')
    start = time.process_time()
    assert len(load_codebook(folder).frames) == 1000
    # Some 0.35 s alone on one core; the limit leaves room for a busy machine.
    assert time.process_time() - start < 2.0


def test_a_folder_that_is_not_there(tmp_path: Path):
    with pytest.raises(CodebookError) as caught:
        load_codebook(tmp_path / "none")
    assert str(caught.value) == f"{tmp_path / 'none'}: no such folder"


OWN = """
frames:
  - {id: levy-something, verbs: [levy], object: "&levy", code: "190"}
  - {id: levy-any, verbs: [impose], object: "&restriction", code: "190"}
  - {id: lay, verbs: [lay], object: "&mine", code: "190"}
"""


def with_own_synsets(write_codebook, own, frames=OWN):
    folder = write_codebook(frames)
    (folder / "synsets").mkdir()
    (folder / "synsets" / "mine.yaml").write_text(own)
    return folder


def objects_of(folder):
    return [frame.object for frame in load_codebook(folder).frames]


def test_a_codebook_s_own_synsets_are_read_besides_the_shared_ones(write_codebook):
    folder = with_own_synsets(write_codebook, 'mine: [trap, "&levy"]\n')
    assert objects_of(folder)[2] == ("trap", "tariff", "duty")


def test_an_own_synset_takes_the_place_of_the_shared_one_everywhere(write_codebook):
    folder = with_own_synsets(write_codebook, "levy: [toll]\nmine: [trap]\n")
    codebook = load_codebook(folder)
    assert [frame.object for frame in codebook.frames] == [("toll",), ("sanction", "embargo", "toll"), ("trap",)]
    shared = folder.parent / "synsets" / "words.yaml"
    assert [(problem.severity, problem.message, problem.path) for problem in codebook.warnings] == [
        (
            "info",
            f"synset 'levy' takes the place of the shared one ({shared}:2)",
            str(folder / "synsets" / "mine.yaml"),
        )
    ]


def test_an_own_synset_that_names_itself_adds_to_the_shared_one(write_codebook):
    folder = with_own_synsets(write_codebook, 'levy: ["&levy", toll]\nmine: [trap]\n')
    assert objects_of(folder)[:2] == [("tariff", "duty", "toll"), ("sanction", "embargo", "tariff", "duty", "toll")]
    assert ["adds to the shared one" in problem.message for problem in load_codebook(folder).warnings] == [True]


def test_own_and_shared_synsets_that_contain_each_other_are_an_error(write_codebook):
    folder = with_own_synsets(write_codebook, 'levy: ["&restriction"]\nmine: [trap]\n')
    with pytest.raises(CodebookError, match="contains itself: restriction -> levy -> restriction"):
        load_codebook(folder)


def test_an_own_synset_is_in_the_digest(write_codebook):
    folder = with_own_synsets(write_codebook, "mine: [trap]\n")
    before = load_codebook(folder).digest
    (folder / "synsets" / "mine.yaml").write_text("mine: [snare]\n")
    assert load_codebook(folder).digest != before


def test_an_own_synset_is_in_the_key_of_the_compiled_codebook(write_codebook, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = with_own_synsets(write_codebook, "mine: [trap]\n")
    objects = [[frame.object for frame in load_coder((folder,)).codebooks[0].codebook.frames]]
    (folder / "synsets" / "mine.yaml").write_text("mine: [snare]\n")
    objects.append([frame.object for frame in load_coder((folder,)).codebooks[0].codebook.frames])
    assert [found[2] for found in objects] == [("trap",), ("snare",)]


def test_own_synsets_in_a_file_that_is_not_read(write_codebook):
    folder = with_own_synsets(write_codebook, "mine: [trap]\n")
    (folder / "synsets" / "more.yml").write_text("more: [trap]\n")
    with pytest.raises(CodebookError, match=r"synsets/more\.yml: only files that end in \.yaml are read"):
        load_codebook(folder)


def test_the_codes_of_a_kind_of_act_are_those_that_its_prefixes_mean(write_codebook):
    head = CODEBOOK + 'acts: {comment: ["08"], charge: ["08", "-085"]}\n'
    acts = load_codebook(write_codebook(codebook=head)).acts
    assert acts.comment == {code for code in load_codebook(write_codebook()).codes if code.startswith("08")}
    assert acts.charge == {code for code in acts.comment if not code.startswith("085")}
    assert acts.charge < acts.comment and acts.joint == frozenset()


def test_every_kind_of_act_that_can_be_written_is_one_of_the_codebook_s():
    assert list(ACT_KEYS) == [field.name for field in dataclasses.fields(Acts)]


def test_a_folder_whose_name_is_mistyped_is_named_with_the_nearest(write_codebook):
    folder = write_codebook()
    with pytest.raises(CodebookError, match=f"no such folder. Did you mean '{re.escape(str(folder))}'"):
        find_codebook(folder.with_name("smal"))
