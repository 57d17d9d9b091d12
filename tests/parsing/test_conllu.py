"""CoNLL-U, read and written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventcoder.errors import InputError
from eventcoder.model.reject import Reject
from eventcoder.model.sentence import Document, Sentence
from eventcoder.parsing.conllu import ConlluParser, read_conllu, read_documents, write_conllu

MEETING = """\
# newdoc id = meeting
# sent_id = 1
# text = Kenya's envoy didn't leave.
1-2\tKenya's\t_\t_\t_\t_\t_\t_\t_\tner=S-Location
1\tKenya\tKenya\tPROPN\tNNP\tNumber=Sing\t3\tnmod:poss\t_\t_
2\t's\t's\tPART\tPOS\t_\t1\tcase\t_\tner=O
3\tenvoy\tenvoy\tNOUN\tNN\t_\t5\tnsubj\t_\t_
4-5\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
4\tdid\tdo\tAUX\tVBD\t_\t6\taux\t_\t_
5\tn't\tnot\tPART\tRB\t_\t6\tadvmod\t_\t_
5.1\tghost\tghost\tVERB\t_\t_\t_\t_\t_\t_
6\tleave\tleave\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
7\t.\t.\tPUNCT\t.\t_\t6\tpunct\t_\t_
"""
TALKS = """\
# newpar
# sent_id = 2
1\tTalks\ttalk\tNOUN\t_\t_\t2\tnsubj\t_\t_
2\tfailed\t_\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_
"""


def row(number: int, form: str, head: int, misc: str = "_") -> str:
    return f"{number}\t{form}\t{form.lower()}\tNOUN\t_\t_\t{head}\tdep\t_\t{misc}\n"


def test_words_of_a_multi_word_token_have_their_own_offsets() -> None:
    (sentence,) = read_conllu(MEETING)
    assert sentence.text == "Kenya's envoy didn't leave."
    assert [sentence.text[a:b] for a, b in zip(sentence.starts, sentence.ends, strict=True)] == list(sentence.words)
    assert sentence.words == ("Kenya", "'s", "envoy", "did", "n't", "leave", ".")
    assert sentence.heads == (2, 0, 4, 5, 5, -1, 5)
    assert sentence.ner[:3] == ("S-Location", "O", "O")
    assert sentence.feats[:2] == ("Number=Sing", "")


def test_offsets_run_through_the_document_and_paragraphs_are_parted() -> None:
    ((document, sentences),) = read_documents(MEETING + "\n" + TALKS)
    assert document.doc_id == "meeting"
    assert document.text == "Kenya's envoy didn't leave.\n\nTalks failed."
    assert [document.text[s.start : s.end] for s in sentences] == [s.text for s in sentences]
    assert sentences[1].starts == (29, 35, 41)
    assert [s.sentence_id for s in sentences] == [0, 1]


def test_a_missing_lemma_is_the_word_in_lower_case() -> None:
    assert read_conllu(TALKS)[0].lemmas == ("talk", "failed", ".")


def test_each_newdoc_opens_a_document() -> None:
    text = "# newdoc id = a\n" + row(1, "One", 0) + "\n# newdoc id = b\n" + row(1, "Two", 0) + "\n" + row(1, "Three", 0)
    documents = read_documents(text)
    assert [(d.doc_id, d.text, len(s)) for d, s in documents] == [("a", "One", 1), ("b", "Two Three", 2)]


def test_input_without_newdoc_is_one_document() -> None:
    assert [d.doc_id for d, _ in read_documents(row(1, "One", 0) + "\n" + row(1, "Two", 0))] == ["1"]


@pytest.mark.parametrize("form", ["start_char={}|end_char={}", "TokenRange={}:{}"])
def test_offsets_in_misc_place_the_sentence(form: str) -> None:
    text = row(1, "Rebels", 2, form.format(12, 18)) + row(2, "fled", 0, form.format(20, 24))
    ((document, (sentence,)),) = read_documents(text)
    assert (sentence.start, sentence.end) == (12, 24)
    assert sentence.starts == (12, 20)
    assert document.text[20:24] == "fled"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("1\tOne\tone\n", 1, "3 columns"),
        ("# text = One\n" + row(2, "One", 0), 2, "ID '2', expected 1"),
        (row(1, "One", 0).replace("\t0\t", "\t_\t"), 1, "HEAD '_' is not a number"),
        (row(1, "One", 0) + row(2, "Two", 9), 2, "HEAD 9 of word 2"),
        (row(1, "One", 2) + row(2, "Two", 1), 1, "no word of this sentence has HEAD 0"),
        (row(1, "One", 0) + row(2, "Two", 3) + row(3, "Three", 2), 2, "its own ancestor"),
        ("# text = Two\n" + row(1, "One", 0), 2, "'One' is not next in '# text'"),
        ("1-3\tab\t" + "\t".join("_" * 8) + "\n" + row(1, "a", 0) + row(2, "b", 1), 1, "behind the last word"),
        (row(1, "One", 0, "start_char=x|end_char=3"), 1, "not a range of characters"),
        (row(1, "One", 0, "start_char=9000000|end_char=9000003"), 1, "far behind"),
        (row(1, "One", 0, "start_char=5|end_char=8") + row(2, "Two", 1, "start_char=0|end_char=3"), 2, "run back"),
    ],
)
def test_a_broken_line_is_named(text: str, line: int, message: str) -> None:
    with pytest.raises(InputError) as caught:
        read_conllu(text, origin="trees.conllu")
    assert str(caught.value).startswith(f"trees.conllu:{line}: ")
    assert message in str(caught.value)


def test_what_is_written_is_read_back() -> None:
    sentences = read_conllu(MEETING + "\n" + TALKS, parser="hand")
    assert read_conllu(write_conllu(sentences), parser="hand") == sentences


def test_words_that_share_a_range_are_written_as_a_token() -> None:
    text = "1-2\tdes\t" + "\t".join("_" * 8) + "\n" + row(1, "de", 2) + row(2, "les", 0)
    sentences = read_conllu(text)
    assert sentences[0].starts == (0, 0)
    written = write_conllu(sentences)
    assert "1-2\tdes\t" in written
    assert read_conllu(written) == sentences


@given(st.lists(st.tuples(st.text("abé'-#=|", min_size=1, max_size=6), st.booleans()), min_size=1, max_size=12))
def test_any_sentence_survives_writing_and_reading(tokens: list[tuple[str, bool]]) -> None:
    text, starts = "", []
    for form, space in tokens:
        starts.append(len(text))
        text += form + (" " if space else "")
    text = text.rstrip()
    count = len(tokens)
    sentence = Sentence(
        doc_id="d",
        sentence_id=0,
        text=text,
        start=0,
        end=len(text),
        words=tuple(form for form, _ in tokens),
        lemmas=tuple(form.lower() for form, _ in tokens),
        upos=("NOUN",) * count,
        feats=("",) * count,
        heads=tuple(range(-1, count - 1)),
        deprels=("root",) + ("dep",) * (count - 1),
        starts=tuple(starts),
        ends=tuple(start + len(form) for start, (form, _) in zip(starts, tokens, strict=True)),
        ner=("O",) * count,
        parser="conllu",
    )
    assert read_conllu(write_conllu([sentence])) == [sentence]


def test_the_parser_gives_stored_sentences_and_rejects_what_it_has_not() -> None:
    parsed = read_documents(MEETING)
    parser = ConlluParser(parsed, name="by hand")
    known, unknown, changed = parsed[0][0], Document("other", "Text."), Document("meeting", "Another text.")
    results = [result for _, result in parser.parse([known, unknown, changed])]
    assert parser.name == "by hand"
    assert results[0] == parsed[0][1]
    assert [r.reason for r in results[1:] if isinstance(r, Reject)] == ["no_parse", "other_text"]
