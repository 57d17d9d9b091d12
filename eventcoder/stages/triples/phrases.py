"""Noun phrases as actors' words: where a phrase begins and ends, and how many actors it names."""

from __future__ import annotations

from eventcoder.model.predication import Phrase
from eventcoder.stages.triples.tree import Tree

# "rebels in Aleppo", "a protest by farmers": the phrase goes on. Names do not take it along: "met Putin in Sochi".
INNER_PREPOSITIONS = frozenset(
    {"of", "for", "in", "from", "at", "by", "on", "against", "to", "with", "between", "over", "about", "into"}
)
PREMODIFIERS = frozenset({"det", "amod", "compound", "nummod", "nmod", "flat", "advmod"})
# what a phrase does not begin with: "*whose* followers"
ARTICLES = frozenset({"the", "a", "an", "whose"})
MAX_CONJUNCTS = 12
# what a coordination may hold beside its nouns: the parser's slips
NOT_NOMINAL = frozenset({"VERB", "AUX", "PUNCT", "ADV", "ADP"})
NAME_CLASSES = ("NORP", "Location", "Organization", "Person")


def is_name_like(tree: Tree, i: int) -> bool:
    """A word that can name an actor by itself: a proper noun, or a capitalised adjective (`Turkish`)."""
    if not tree.words[i][:1].isupper():
        return False
    return tree.upos[i] == "PROPN" or (tree.upos[i] in ("ADJ", "NOUN") and tree.ner[i][2:] in NAME_CLASSES)


def phrase_of(tree: Tree, head: int, reference: str = "named") -> Phrase:
    """The phrase headed by a token, without relative clauses, appositions after a comma, coordination and articles."""
    start = head
    end = head + 1
    case = -1
    size = len(tree.words)
    children = tree.children[head]
    for i in children:
        rel = tree.rels[i]
        if i < head:
            if rel in PREMODIFIERS and tree.relations[i] != "nmod:npmod":
                start = min(start, tree.leftmost(i) if tree.children[i] else i)
            elif rel == "case" and tree.upos[i] == "ADP":
                case = i
        elif rel in ("flat", "fixed", "compound", "goeswith") or (
            rel in ("appos", "nummod")
            and i <= end + 2
            and "," not in tree.words[end:i]
            and "(" not in tree.words[end:i]
        ):
            end = max(end, _right_edge(tree, i))
        elif rel == "appos" and i == end + 1 and tree.upos[head] == "NOUN" and tree.ner[i][2:] == "Person":
            # "the former mayor, Ricardo Ramirez": who it is belongs to the words
            end = _right_edge(tree, i)
    if tree.upos[head] != "PROPN":
        if children and children[-1] >= end:
            end = _with_inner_prepositions(tree, head, end)
    else:
        # "National Union for the Total Independence of Angola": the parser saw it as one name
        while end < size and tree.ner[end][:2] in ("I-", "E-"):
            end += 1
    while start > 0 and tree.words[start - 1].endswith("-") and _touches(tree, start):
        # "*Far-*right activists": the parser cuts at the hyphen
        start -= 2 if start > 1 and tree.words[start - 1] == "-" and _touches(tree, start - 1) else 1
    if start <= case:
        # "*only by* Chad": what stands before the preposition is none of the phrase
        start = case + 1
    while start < head and tree.lower[start] in ARTICLES:
        start += 1
    while start < head and tree.upos[start] in ("PUNCT", "CCONJ"):
        start += 1
    return Phrase(tree.index, head, start, min(end, size), (), reference)


def _touches(tree: Tree, i: int) -> bool:
    """Whether no blank stands before a token."""
    return tree.sentence.ends[i - 1] == tree.sentence.starts[i]


def name_start(tree: Tree, i: int) -> int:
    """The first token of a name that stands before a noun: "*North Korean* ambassador"."""
    start = i
    for k in tree.children[i]:
        if k < i and tree.rels[k] in ("compound", "flat", "amod", "nummod"):
            start = min(start, k)
    # where both words hang on the noun, they are one name to the entity tagger
    while start > 0 and tree.ner[start][:2] in ("I-", "E-"):
        start -= 1
    return start


def _right_edge(tree: Tree, i: int) -> int:
    """One past the last token of a name's continuation."""
    end = i + 1
    for k in tree.children[i]:
        if k > i and tree.rels[k] in ("flat", "fixed", "compound", "goeswith"):
            end = max(end, k + 1)
    return end


def _with_inner_prepositions(tree: Tree, head: int, end: int) -> int:
    for i in tree.children[head]:
        if (
            i >= end
            and tree.rels[i] == "nmod"
            and tree.preposition(i) in INNER_PREPOSITIONS
            and tree.leftmost(i) == end
        ):
            inner = i + 1
            for k in tree.children[i]:
                if k > i and tree.rels[k] in ("flat", "fixed"):
                    inner = max(inner, _right_edge(tree, k))
            end = _with_inner_prepositions(tree, i, inner) if tree.upos[i] != "PROPN" else inner
    return end


def actor_phrases(tree: Tree, head: int) -> list[Phrase]:
    """One Phrase per actor named: coordinated heads, and coordinated adjectives or possessors before one head."""
    phrases: list[Phrase] = []
    for part in tree.conjuncts(head, MAX_CONJUNCTS):
        if part == head or tree.upos[part] not in NOT_NOMINAL:
            phrases += split_phrases(tree, part, "named")
    return phrases[:MAX_CONJUNCTS]


def _split_by_owners(tree: Tree, phrase: Phrase) -> list[Phrase]:
    """ "the leaders of Qatar, Russia and Kuwait" -> one phrase a country, each skipping the other ones."""
    for k in tree.children[phrase.head]:
        if k not in tree.coordinated or k < phrase.head or tree.preposition(k) not in ("of", "from"):
            continue
        owners = [
            i for i in tree.conjuncts(k, MAX_CONJUNCTS) if tree.upos[i] == "PROPN" and tree.ner[i] not in ("", "O")
        ]
        if len(owners) < 2 or owners[0] != k:
            continue
        ends = [max(_right_edge(tree, i), i + 1) for i in owners]
        starts = [name_start(tree, owner) for owner in owners]
        found = []
        for start, end in zip(starts, ends, strict=True):
            skip = tuple(range(starts[0], start))
            found.append(
                Phrase(phrase.sentence, phrase.head, phrase.start, end, skip, phrase.reference, phrase.distance)
            )
        return found
    return []


def split_phrases(tree: Tree, head: int, reference: str) -> list[Phrase]:
    """ "the Turkish and Russian presidents" -> two phrases over the same words, each skipping the other's adjective."""
    phrase = phrase_of(tree, head, reference)
    if not tree.coordinated:
        return [phrase]
    if "Number=Plur" in tree.feats[head]:
        several = _split_by_owners(tree, phrase)
        if several:
            return several
    if head - phrase.start < 3:
        return [phrase]
    for modifier in tree.children[head]:
        if (
            modifier not in tree.coordinated
            or modifier >= head
            or tree.rels[modifier] not in ("amod", "compound", "nmod")
            or not is_name_like(tree, modifier)
        ):
            continue
        group = [i for i in tree.conjuncts(modifier) if is_name_like(tree, i) and i < head]
        if len(group) < 2:
            continue
        first, last = group[0], group[-1]
        phrases = []
        for kept in group:
            own = {kept, *(k for k in tree.children[kept] if tree.rels[k] not in ("conj", "cc", "punct") and k < head)}
            skip = tuple(i for i in range(first, last + 1) if i not in own)
            start = phrase.start
            while start in skip:
                start += 1
            phrases.append(Phrase(phrase.sentence, head, start, phrase.end, skip, reference, phrase.distance))
        return phrases
    return [phrase]
