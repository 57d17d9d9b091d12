"""Tree patterns (`ud:`): read, refused with a reason, and looked for in a tree written by hand."""

from __future__ import annotations

import pytest

from eventcoder.model.tree_pattern import TreePatternError, parse_tree_pattern
from eventcoder.parsing.conllu import read_documents
from eventcoder.stages.triples.patterns import holding_patterns
from eventcoder.stages.triples.tree import Tree

# "Rebels did not strike a deal with Chad."
TREE = """
# newdoc id = one
# text = Rebels did not strike a deal with Chad.
1	Rebels	rebel	NOUN	_	Number=Plur	4	nsubj	_	_
2	did	do	AUX	_	_	4	aux	_	_
3	not	not	PART	_	_	4	advmod	_	_
4	strike	strike	VERB	_	VerbForm=Inf	0	root	_	_
5	a	a	DET	_	_	6	det	_	_
6	deal	deal	NOUN	_	Number=Sing	4	obj	_	_
7	with	with	ADP	_	_	8	case	_	_
8	Chad	Chad	PROPN	_	Number=Sing	6	nmod:desc	_	ner=S-Location|SpaceAfter=No
9	.	.	PUNCT	_	_	4	punct	_	_
""".strip()
STRIKE = 3


def holds(pattern: str, at: int = STRIKE) -> bool:
    ((_, sentences),) = read_documents(TREE + "\n\n")
    return bool(holding_patterns(Tree(sentences[0], 0), at, [parse_tree_pattern(pattern)]))


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("{}", True),
        ("{lemma:strike}", True),
        ("{lemma:strike;upos:NOUN}", False),
        ("{lemma:/str.*/}", True),
        ("{lemma:/str/}", False),
        ("{feats:/VerbForm=Inf/}", True),
        ("{} >obj {lemma:deal}", True),
        ("{} >obj {lemma:/accord|pact/}", False),
        ("{} !>obj {lemma:/accord|pact/}", True),
        ("{} > {lemma:chad}", False),
        ("{} >> {lemma:chad}", True),
        ("{} >obj ({} >nmod {ner:S-Location})", True),
        ("{} >obj ({} >nmod:tmod {})", False),
        ("{} >/obj|iobj/ {} >nsubj {lemma:rebel}", True),
        ("{} >advmod {word:not}", True),
        ("{} !>advmod {word:not}", False),
        ("{} . {word:a}", True),
        ("{} . {word:deal}", False),
        ("{} .. {word:chad}", True),
        ("{} .. {word:rebels}", False),
    ],
)
def test_a_pattern_holds_or_not(pattern: str, expected: bool) -> None:
    assert holds(pattern) is expected


def test_heads_are_found_by_the_relation_below_them() -> None:
    assert holds("{lemma:chad} <nmod {lemma:deal}", at=7)
    assert holds("{lemma:chad} <<obj {lemma:strike}", at=7)
    assert not holds("{lemma:chad} <obj {lemma:strike}", at=7)
    assert not holds("{} < {}", at=STRIKE)


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("", "at the end: expected a token"),
        ("strike", "expected a token"),
        ("{lema:strike}", "one of word, lemma, upos"),
        ("{lemma}", "expected ATTRIBUTE:VALUE"),
        ("{lemma:/(/}", "no regular expression"),
        ("{} >obj", "at the end: expected a token"),
        ("{} >obj {} deal", "expected a condition"),
        ("{} >obj ({}", r"expected '\)'"),
        ("{} .nsubj {}", "takes no relation"),
        ("{} >a (" * 10 + "{}" + ")" * 10, "nested more than"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_place(pattern: str, reason: str) -> None:
    with pytest.raises(TreePatternError, match=reason):
        parse_tree_pattern(pattern)
