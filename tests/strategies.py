"""Hypothesis strategies: sentences as no parser would make them."""

from __future__ import annotations

from hypothesis import strategies as st

from eventcoder.model.sentence import Document, Sentence

UPOS = (
    "NOUN", "PROPN", "VERB", "AUX", "ADJ", "ADV", "ADP", "PRON", "DET", "NUM", "CCONJ", "SCONJ", "PART", "PUNCT",
    "SYM", "X", "", "??",
)  # fmt: skip
RELATIONS = (
    "root", "nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "obl:unmarked", "nmod", "nmod:poss",
    "nmod:desc", "amod", "compound", "compound:prt", "flat", "fixed", "appos", "conj", "cc", "cc:preconj", "case",
    "mark", "det", "aux", "aux:pass", "cop", "xcomp", "ccomp", "csubj", "advcl", "acl", "acl:relcl", "parataxis",
    "advmod", "nummod", "expl", "punct", "dep", "goeswith", "list", "", ":", "nonsense:x:y",
)  # fmt: skip
FEATS = (
    "", "Tense=Past|VerbForm=Fin", "Tense=Past|VerbForm=Part", "VerbForm=Inf", "VerbForm=Ger", "Number=Plur",
    "Number=Sing", "Poss=Yes", "Case=Nom", "=|=", "Voice=Pass|VerbForm=Part",
)  # fmt: skip
NER = (
    "O", "", "S-Person", "B-Person", "E-Person", "S-Location", "B-Organization", "I-Organization", "S-NORP",
    "S-Date", "B-Date", "E-Date", "S",
)  # fmt: skip
WORDS = (
    "France", "Germany", "Putin", "Turkish", "talks", "attack", "sanctions", "police", "leaders", "sides", "two",
    "both", "said", "agreed", "attacked", "hold", "urged", "deny", "lift", "met", "they", "he", "it", "its", "we",
    "who", "which", "that", "what", "each", "other", "between", "on", "with", "by", "of", "according", "to", "not",
    "no", "will", "would", "if", "and", "or", "the", "a", "'s", "series", "is", "been", "Monday", "ago", "back",
    "free", ",", ".", "?", "(", "é", "日本",
)  # fmt: skip
_ODD = st.text(st.characters(exclude_categories=("Cs", "Zs", "Cc")), min_size=1, max_size=4)


@st.composite
def sentences(
    draw: st.DrawFn, doc_id: str = "doc", sentence_id: int = 0, start: int = 0, max_size: int = 14
) -> Sentence:
    """One sentence with any heads: cycles, several roots, itself, far outside; any tags; perhaps empty lemmas."""
    size = draw(st.integers(1, max_size))

    def column(values: st.SearchStrategy[str]) -> tuple[str, ...]:
        return tuple(draw(st.lists(values, min_size=size, max_size=size)))

    words = column(st.one_of(st.sampled_from(WORDS), _ODD))
    lemmas = tuple(
        draw(st.sampled_from((word.lower(), word.lower().rstrip("s"), "attack", "agree", "say", "", "_")))
        for word in words
    )
    heads = draw(st.lists(st.integers(-2, size + 1), min_size=size, max_size=size))
    starts, ends = [], []
    at = start
    for word in words:
        starts.append(at)
        ends.append(at + len(word))
        at += len(word) + 1
    return Sentence(
        doc_id=doc_id,
        sentence_id=sentence_id,
        text=" ".join(words),
        start=start,
        end=ends[-1],
        words=words,
        lemmas=lemmas,
        upos=column(st.sampled_from(UPOS)),
        feats=column(st.sampled_from(FEATS)),
        heads=tuple(heads),
        deprels=column(st.sampled_from(RELATIONS)),
        starts=tuple(starts),
        ends=tuple(ends),
        ner=column(st.sampled_from(NER)),
        parser="strategy",
    )


@st.composite
def documents(draw: st.DrawFn, max_sentences: int = 3) -> tuple[Document, list[Sentence]]:
    """A document of one to three such sentences, one space between two of them."""
    found: list[Sentence] = []
    for number in range(draw(st.integers(1, max_sentences))):
        found.append(draw(sentences(sentence_id=number, start=found[-1].end + 1 if found else 0)))
    text = " ".join(sentence.text for sentence in found)
    return Document("doc", text, published=draw(st.sampled_from((None, "2017-05-03", "2024-02-29")))), found
