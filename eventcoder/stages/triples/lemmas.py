"""Lemmas mended: by the corrections listed, by the words that the run knows, and over hyphens.

The neural lemmatizer invents some lemmas ("swapp", "vetoe"), and the tokenizer makes three words of "cease-fire".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from eventcoder.model.lexicon import Lexicon
from eventcoder.stages.triples.tree import Tree

HYPHEN: Final = "-"
VOWELS: Final = frozenset("aeiou")
# "plan" doubles its last letter ("planned"), so that "planed" is none of its forms
DOUBLING: Final = re.compile(r"(?:[^aeiou]*|[^aeiou]*qu)[aeiou][^aeiouwxy]")
# after these the plural and the third person have -es: "clashes", "vetoes"
HISSING: Final = ("s", "x", "z", "ch", "sh", "o")
# letters of a stem, at least
SHORTEST: Final = 2
# "sit-in strike", "dusk-to-dawn curfew": such parts keep a word before a noun together
PARTICLES: Final = frozenset(["at", "by", "down", "for", "in", "of", "off", "on", "out", "over", "to", "up", "with"])
# how a hyphenated word before a noun hangs on it
MODIFIERS: Final = frozenset({"amod", "compound", "nummod", "nmod", "obl", "advmod"})
# where a noun stands, and no adjective
NOUN_RELATIONS: Final = frozenset({"nsubj", "obj", "obl", "nmod"})
# where no hyphenated noun's head can stand, whatever its parts are tagged as
NO_NOUN: Final = frozenset({"amod", "compound", "case", "mark", "advmod", "cc", "fixed"})


def mend_lemmas(tree: Tree, lexicon: Lexicon) -> None:
    """Set the lemmas of one tree's verbs and nouns right, in place, and what is one word over a hyphen."""
    verbs, nouns = corrections_of(lexicon.lemma_corrections), corrections_of(lexicon.noun_corrections)
    lower, lemmas = tree.lower, tree.lemmas
    for i, upos in enumerate(tree.upos):
        if upos == "VERB":
            # "the *forced* displacement", "an *armed* assault": an adjective by now, and its own lemma
            is_adjective = tree.rels[i] == "amod"
            lemmas[i] = lower[i] if is_adjective else _verb_lemma(lower[i], lemmas[i], verbs, lexicon)
        elif upos == "NOUN":
            lemmas[i] = _noun_lemma(lower[i], lemmas[i], nouns, lexicon)
        elif upos == "ADJ" and tree.rels[i] in NOUN_RELATIONS and lower[i] in lexicon.known_nouns:
            # "launched a counteroffensive": an adjective to the tagger, a noun to the parser and to the codebooks
            tree.upos[i] = "NOUN"
            lemmas[i] = lower[i]
    if HYPHEN in tree.sentence.text:
        for i, word in enumerate(lower):
            if word.startswith(HYPHEN) or word.endswith(HYPHEN):
                _join(tree, i, lexicon)


def mended_lemma(word: str, upos: str, lemma: str, lexicon: Lexicon) -> str:
    """The lemma of one lower-case verb or noun, from the one that the parser gave it. upos: VERB or NOUN."""
    mend = _verb_lemma if upos == "VERB" else _noun_lemma
    return mend(word, lemma, _corrections(upos, lexicon), lexicon)


def _verb_lemma(word: str, lemma: str, corrections: dict[str, str], lexicon: Lexicon) -> str:
    corrected = corrections.get(word)
    if corrected is None and HYPHEN in word:
        corrected = corrections.get(word.replace(HYPHEN, ""))
    return corrected or known_lemma(word, lemma, lexicon.known_verbs, "VERB")


def _noun_lemma(word: str, lemma: str, corrections: dict[str, str], lexicon: Lexicon) -> str:
    corrected = corrections.get(word)
    if corrected is not None:
        return corrected
    if word.endswith(("ing", "ings")) and not lemma.endswith("ing"):
        # "the firing of rockets" is no fire
        lemma = word.removesuffix("s")
    return known_lemma(word, lemma, lexicon.known_nouns, "NOUN")


def _known(upos: str, lexicon: Lexicon) -> frozenset[str]:
    return lexicon.known_verbs if upos == "VERB" else lexicon.known_nouns


def _corrections(upos: str, lexicon: Lexicon) -> dict[str, str]:
    return corrections_of(lexicon.lemma_corrections if upos == "VERB" else lexicon.noun_corrections)


@lru_cache(maxsize=8)
def corrections_of(pairs: frozenset[str]) -> dict[str, str]:
    """`form=lemma` pairs as a table."""
    return dict(pair.split("=", 1) for pair in pairs)


def known_lemma(word: str, lemma: str, known: frozenset[str], upos: str) -> str:
    """The lemma of a lower-case word; another one only where the given one is unknown and a regular one is known."""
    if lemma in known or not known:
        return lemma
    for candidate in regular_lemmas(word, upos):
        if candidate in known:
            return candidate
    return lemma


@lru_cache(maxsize=65_536)
def regular_lemmas(word: str, upos: str) -> tuple[str, ...]:
    """The lemmas of which a verb or a noun can be a regular form, the word itself last; then those without hyphens."""
    found = list(_of_participle(word)) if upos == "VERB" else []
    if word.endswith("ies") and len(word) > SHORTEST + 2:
        found.append(word[:-3] + "y")
    if word.endswith("es") and len(word) > SHORTEST + 2 and word[:-2].endswith(HISSING):
        found.append(word[:-2])
    if word.endswith("s") and len(word) > SHORTEST + 1:
        found.append(word[:-1])
    found.append(word)
    if HYPHEN in word:
        # "re-taking" is "retake" where the run has it so
        found += regular_lemmas(word.replace(HYPHEN, ""), upos)
    return tuple(found)


def _of_participle(word: str) -> Iterator[str]:
    """The verbs whose past or participle a word can be."""
    ending = next((ending for ending in ("ing", "ed") if word.endswith(ending)), "")
    stem = word.removesuffix(ending)
    if not ending or len(stem) < SHORTEST:
        return
    if ending == "ed" and stem.endswith("i"):
        yield stem[:-1] + "y"
    if ending == "ing" and stem.endswith("y"):
        yield stem[:-1] + "ie"
    if (stem[-1] == stem[-2] and stem[-1] not in VOWELS) or stem.endswith("ck"):
        yield stem[:-1]
    if not DOUBLING.fullmatch(stem):
        yield stem
    yield stem + "e"


def _join(tree: Tree, hyphen: int, lexicon: Lexicon) -> None:
    """ "cease - fire", "black - listed": one word where the run knows it as one, headed by the head of its parts."""
    parts = _parts(tree, hyphen)
    first, last = parts[0], parts[-1]
    heads = [i for i in parts if tree.heads[i] not in parts and tree.lower[i].strip(HYPHEN)]
    if last == first or not heads or hyphen != next(i for i in parts if HYPHEN in tree.lower[i]):
        return
    head = heads[-1]
    if tree.heads[head] > last and tree.rels[head] in MODIFIERS:
        _join_modifier(tree, parts, tree.heads[head], lexicon)
        return
    before = "".join(tree.lower[first:last])
    upos = "VERB" if tree.upos[head] == "VERB" else "NOUN"
    if upos == "NOUN" and (tree.rels[head] in NO_NOUN or tree.upos[head] == "PROPN"):
        return
    word = before + tree.lower[last]
    corrected = _corrections(upos, lexicon).get(word.replace(HYPHEN, ""), "")
    candidates = (corrected, before + tree.lemmas[last], *regular_lemmas(word, upos))
    known = _known(upos, lexicon)
    lemma = next((candidate for candidate in candidates if candidate in known), "")
    if not lemma:
        return
    tree.upos[head] = upos
    tree.lemmas[head] = lemma
    for i in parts:
        if i != head:
            for k in [k for k in tree.children[i] if k not in parts]:
                tree.attach(k, head, tree.relations[k])
            tree.attach(i, head, "flat" if tree.upos[i] != "PUNCT" else "punct")


def _join_modifier(tree: Tree, parts: range, noun: int, lexicon: Lexicon) -> None:
    """ "cross-border raid", "24-hour strike": all parts stand before an event noun, in their order."""
    words = [i for i in parts if tree.lower[i].strip(HYPHEN)]
    if tree.lemmas[noun] not in lexicon.known_nouns or any(tree.words[i] != tree.lower[i] for i in words):
        # "Turkish-Greek talks": parties, which are no word together
        return
    last = words[-1]
    tree.attach(last, noun, tree.relations[last] if tree.rels[last] in ("amod", "compound") else "compound")
    # a codebook has "dusk-to-dawn" as one word, for a preposition ends the nouns of its entries
    is_one = any(tree.lower[i].strip(HYPHEN) in PARTICLES for i in words)
    for i in words:
        tree.lemmas[i] = (tree.lemmas if tree.upos[i] == "NOUN" else tree.lower)[i].strip(HYPHEN)
        if i != last:
            tree.attach(i, last, "flat" if is_one else "compound")
    if is_one:
        tree.lemmas[last] = "".join(tree.lower[parts[0] : parts[-1] + 1])


def _parts(tree: Tree, hyphen: int) -> range:
    """The tokens that one written word with a hyphen was split into."""
    sentence, first, last = tree.sentence, hyphen, hyphen
    size = len(tree.lower)
    while first > 0 and _is_hyphenated(tree, first - 1) and sentence.ends[first - 1] == sentence.starts[first]:
        first -= 1
    while last + 1 < size and _is_hyphenated(tree, last) and sentence.ends[last] == sentence.starts[last + 1]:
        last += 1
    return range(first, last + 1)


def _is_hyphenated(tree: Tree, i: int) -> bool:
    """Whether a hyphen stands where token i meets the next one."""
    return tree.lower[i].endswith(HYPHEN) or tree.lower[i + 1].startswith(HYPHEN)
