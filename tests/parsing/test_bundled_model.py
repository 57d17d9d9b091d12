"""The real parser, end to end, on sentences of our own."""

from __future__ import annotations

import pytest

from eventcoder.model.reject import Reject
from eventcoder.model.sentence import Document, Sentence
from eventcoder.parsing.fast.annotator import FastAnnotator
from eventcoder.parsing.model_loading import load_annotator
from eventcoder.parsing.stanza_engine import StanzaParser

pytestmark = pytest.mark.parser

# a paragraph that is read in several windows, with sentences of several lengths
LONG = " ".join(
    f"The {name} delegation, which arrived on Tuesday, told reporters in Lusaka that it wouldn't sign paper {number}."
    for number, name in enumerate(("Kenyan", "Chadian", "Malian", "Somali", "Omani", "Danish", "Irish", "Polish") * 2)
)

ARTICLE = (
    "Envoys leave capital\n\n"
    "LUSAKA, Zambia (Reuters) - Zambia's foreign minister didn't meet the Angolan envoy on Monday. "
    "Police arrested nine students in Kitwe, a spokesman said."
)


def sentences_of(parser: StanzaParser, text: str) -> list[Sentence]:
    ((_, result),) = parser.parse([Document("d", text)])
    assert not isinstance(result, Reject)
    return result


def test_an_article_is_parsed_with_offsets_into_its_text(parser: StanzaParser) -> None:
    sentences = sentences_of(parser, ARTICLE)
    assert [sentence.text for sentence in sentences] == [
        "Envoys leave capital",
        "LUSAKA, Zambia (Reuters) -",
        "Zambia's foreign minister didn't meet the Angolan envoy on Monday.",
        "Police arrested nine students in Kitwe, a spokesman said.",
    ]
    for sentence in sentences:
        assert ARTICLE[sentence.start : sentence.end] == sentence.text
        places = zip(sentence.words, sentence.starts, sentence.ends, strict=True)
        assert all(ARTICLE[start:end] == word for word, start, end in places)
        assert sentence.heads.count(-1) == 1
        assert sentence.parser == parser.name


def test_the_tree_says_who_did_not_meet_whom(parser: StanzaParser) -> None:
    sentence = sentences_of(parser, ARTICLE)[2]
    meet = sentence.words.index("meet")
    found = {
        sentence.deprels[index]: sentence.lemmas[index] for index, head in enumerate(sentence.heads) if head == meet
    }
    assert found["nsubj"] == "minister"
    assert found["obj"] == "envoy"
    assert sentence.lemmas[sentence.words.index("n't")] == "not"
    assert sentence.ner[:2] == (sentence.ner[0], "O")
    assert sentence.ner[0].startswith("S-")


def test_the_annotation_does_not_depend_on_the_batch(parser: StanzaParser) -> None:
    texts = [
        ARTICLE,
        "Rebels withdrew.",
        "The two governments signed a treaty on fishing; both parliaments ratified it.",
    ]
    documents = [Document(str(number), text) for number, text in enumerate(texts)]
    alone = [next(iter(parser.parse([document])))[1] for document in documents]
    assert [result for _, result in parser.parse(documents)] == alone


def test_our_driver_of_the_networks_annotates_as_stanza_does() -> None:
    text = f"{' '.join(ARTICLE.split())}\n\n{LONG}\n\nIt is 5 p.m.; they can't go.\n\nWho'd have thought so?"
    plain, ours = (load_annotator("bundled", "cpu", "float32", driver, 1) for driver in ("plain", "fast"))
    assert isinstance(ours, FastAnnotator)
    assert ours.annotate(text) == plain.annotate(text)


def test_bfloat16_leaves_the_annotations_of_plain_sentences() -> None:
    annotator = load_annotator("bundled", "cpu", "bfloat16", threads=1)
    sentences = annotator.annotate(ARTICLE)
    assert sentences == load_annotator("bundled", "cpu", "float32", threads=1).annotate(ARTICLE)


def test_neither_workers_nor_batches_nor_the_order_of_documents_change_a_row() -> None:
    documents = [Document(str(at), f"{ARTICLE}\n\n{LONG[: 150 * at]}") for at in range(6)]
    rows = []
    for workers, characters in ((1, 20_000), (2, 300)):
        engine = StanzaParser(device="cpu", workers=workers, batch_characters=characters)
        rows.append(list(engine.parse(documents)))
        backwards = list(engine.parse(reversed(documents)))
        assert backwards[::-1] == rows[-1]
        assert len(engine._pool._all) == workers
        engine.close()
    assert rows[0] == rows[1]


def test_odd_texts_come_through(parser: StanzaParser) -> None:
    texts = [
        "x" * 5000,
        "the delegates, " * 400,
        "\u200b\u200b \u00ad",
        "👩‍👩‍👧 met 🇰🇪.",
        "\x00\x01 Troops left.",
        "北京 " * 50,
        "http://example.org/" + "a" * 300 + " reported it.",
        "....... !!! ---",
        "Iran’s and İstanbul’s mayors can’t meet.",
        "1,000\u00a0000 e\u0301te\u0301 \ufffd \ufeffSoldiers fled.",
    ]
    for document, result in parser.parse([Document(str(n), text) for n, text in enumerate(texts)]):
        assert not isinstance(result, Reject), result
        for sentence in result:
            assert 0 < len(sentence) <= 300
            assert all(-1 <= head < len(sentence) for head in sentence.heads)
            assert document.text[sentence.start : sentence.end] == sentence.text
            assert all(
                sentence.start <= a <= b <= sentence.end for a, b in zip(sentence.starts, sentence.ends, strict=True)
            )
            assert all(sentence.lemmas)


def test_progress_is_told_after_each_batch() -> None:
    calls: list[tuple[int, int]] = []
    engine = StanzaParser(device="cpu", batch_characters=20)
    documents = [Document("a", "Rebels fled. Troops left."), Document("b", "Talks began.")]
    results = list(engine.parse(documents, progress=lambda sentences, done: calls.append((sentences, done))))
    assert len(results) == 2
    assert calls == [(2, 1), (3, 2)]
