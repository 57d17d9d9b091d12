"""Trees written by hand in a line a sentence: `word/UPOS/head/relation/feats/NER`, the last two may be left out.

Heads are 1-based, 0 is the root, as in CoNLL-U. The lemma is the word in lower case, or what stands behind `=`:
`attacked=attack/VERB/0/root`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from eventcoder.codebook.lexicon import load_lexicon
from eventcoder.model.lexicon import Lexicon
from eventcoder.model.sentence import Sentence
from eventcoder.resources import codebooks_folder
from eventcoder.stages.triples.extract import extract_predications
from eventcoder.stages.triples.table import Row, triples_of_sentence

LEXICON: Lexicon = load_lexicon(Path(codebooks_folder()))
NAMES = {
    "PAST": "Mood=Ind|Tense=Past|VerbForm=Fin",
    "PART": "Tense=Past|VerbForm=Part",
    "ING": "VerbForm=Ger",
    "INF": "VerbForm=Inf",
    "PLUR": "Number=Plur",
    "SING": "Number=Sing",
    "IMP": "Mood=Imp|VerbForm=Fin",
    "POSS": "Poss=Yes|PronType=Prs",
}


def sentence_of(line: str, number: int = 0, start: int = 0) -> Sentence:
    """One sentence; words are parted by one blank each."""
    columns: list[tuple[str, str, str, int, str, str, str]] = []
    for token in line.split():
        form, upos, head, relation, *rest = token.split("/")
        word, _, lemma = form.partition("=")
        feats, ner = [*rest, "", ""][:2]
        columns.append(
            (word, lemma or word.lower(), upos, int(head) - 1, relation, NAMES.get(feats, feats), ner or "O")
        )
    words, lemmas, upos, heads, relations, feats, ner = zip(*columns, strict=True)
    starts, at = [], start
    for word in words:
        starts.append(at)
        at += len(word) + 1
    ends = [begin + len(word) for begin, word in zip(starts, words, strict=True)]
    return Sentence(
        "doc", number, " ".join(words), start, ends[-1], words, lemmas, upos, feats, heads, relations,
        tuple(starts), tuple(ends), ner, "by hand",
    )  # fmt: skip


def document_of(*lines: str) -> tuple[str, list[Sentence]]:
    """The sentences of a document and its text."""
    sentences: list[Sentence] = []
    at = 0
    for number, line in enumerate(lines):
        sentences.append(sentence_of(line, number, at))
        at = sentences[-1].end + 1
    return " ".join(sentence.text for sentence in sentences), sentences


def rows_of(*lines: str) -> list[Row]:
    """All rows of the Triples table of a document."""
    text, sentences = document_of(*lines)
    found: list[Row] = []
    for sentence, predications in zip(sentences, extract_predications(sentences, LEXICON), strict=True):
        found.extend(triples_of_sentence(predications, sentence, sentences, text))
    return found


def lines_of(*lines: str) -> list[str]:
    """`source | predicate | role: target | marks` of every row, in order."""
    return [line_of(row) for row in rows_of(*lines)]


def line_of(row: Row) -> str:
    target = row["target_text"] or "-"
    if row["preposition"]:
        target = f"{row['preposition']}: {target}"
    marks = [
        "negative" if row["polarity"] == "negative" else "",
        row["time"] if row["time"] in ("future", "habitual") else "",
        row["modality"] if row["modality"] != "none" else "",
        "requested" if row["requested"] else "",
        f"said by {row['attribution_text']}" if row["attribution_text"] else "",
    ]
    parts: Sequence[str] = [row["source_text"] or "-", row["predicate"], target, ", ".join(filter(None, marks))]
    return " | ".join(filter(None, parts))
