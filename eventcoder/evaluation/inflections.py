"""The inflected forms of a codebook's words, each in plain sentences in which the form is unmistakable."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Final

from eventcoder.errors import InputError
from eventcoder.model.codebook import Codebook, Frame
from eventcoder.stages.coding.entries import PREPOSITIONS

LIBRARY: Final = "lemminflect"
# Adverbs that an entry of several words may hold besides prepositions: "roll back", "walk away from".
PARTICLES: Final = frozenset(
    ["ahead", "apart", "aside", "away", "back", "forth", "forward", "home", "out", "together", "up", "down", "off"]
)
FUNCTION_WORDS: Final = PREPOSITIONS | PARTICLES
# The shortest word that a compound may end with: "unfreeze" is inflected as "freeze", "wiretap" as "tap".
SHORTEST_LAST_PART: Final = 3

# Tag -> plain sentences, tried in this order: with somebody as object, with a thing, and without an object.
VERB_SENTENCES: Final[dict[str, tuple[str, ...]]] = {
    "VB": ("The rebels will {} the soldiers.", "They wanted to {} the plan.", "The rebels will {} on Monday."),
    "VBZ": ("The general {} the soldiers.", "He often {} the plan.", "She {} every day because he is angry."),
    "VBD": ("The rebels {} the soldiers.", "They {} the plan on Monday.", "She {} yesterday because he was angry."),
    "VBN": ("The rebels have {} the soldiers.", "The plan was {} by the rebels.", "They had already {} on Monday."),
    "VBG": ("The rebels were {} the soldiers.", "They are still {} the plan.", "She was {} because he was angry."),
}
NOUN_SENTENCES: Final[dict[str, tuple[str, ...]]] = {
    "NN": (
        "The minister mentioned the {}.",
        "He spoke about the {} on Monday.",
        "They criticised the {} of the rebels.",
    ),
    "NNS": ("The minister mentioned the {}.", "He spoke about several {} on Monday.", "They criticised the new {}."),
}
# the library has "o.k.'d" among the forms of "okay"
IN_LETTERS: Final = re.compile(r"[^\W\d_]+(?:['’ -][^\W\d_]{2,})*")
UPOS: Final = {"verb": "VERB", "clause": "VERB", "noun": "NOUN", "thing": "NOUN"}


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a codebook that texts inflect.

    kind: `verb` and `noun` head an entry; `thing` and `clause` (a noun, a verb) stand in a condition. entry: as listed,
    the function words included; before, head, after: its words around the one that is inflected.
    """

    kind: str
    entry: str
    before: tuple[str, ...]
    head: str
    after: tuple[str, ...]

    @property
    def upos(self) -> str:
        """The tag that its forms must get."""
        return UPOS[self.kind]


@dataclass(frozen=True, slots=True)
class Form:
    """One inflected form of one word.

    text: the form alone; tag: of the Penn Treebank; sentences: plain ones that hold it, in the order in which they are
    tried, with the character at which the form begins.
    """

    word: Word
    text: str
    tag: str
    sentences: tuple[tuple[str, int], ...]


class Inflector:
    """Forms by the inflection library, which the program can do without. Raises: InputError where it is absent."""

    def __init__(self) -> None:
        if find_spec(LIBRARY) is None:
            raise InputError(
                f"the forms of words come from the library {LIBRARY}, which is not installed: "
                "pip install 'eventcoder[lemmas]'"
            )
        import lemminflect

        self._known: Callable[..., dict[str, tuple[str, ...]]] = lemminflect.getAllInflections
        self._by_rule: Callable[..., dict[str, tuple[str, ...]]] = lemminflect.getAllInflectionsOOV
        self._lemmas: Callable[..., dict[str, tuple[str, ...]]] = lemminflect.getAllLemmas

    def forms(self, word: str, upos: str) -> dict[str, tuple[str, ...]]:
        """Tag -> forms of a word: as the library's dictionary has them, else as those of its last part, else by rule.

        A noun that is listed in the plural has that one form.
        """
        found = self._known(word, upos=upos) or self._of_last_part(word, upos)
        if not found and upos == "NOUN" and word not in self._lemmas(word, upos=upos).get(upos, (word,)):
            return {"NNS": (word,)}
        found = dict(found or self._by_rule(word, upos=upos))
        if "VBD" in found:
            found.setdefault("VBN", found["VBD"])
        # the same form as the infinitive
        found.pop("VBP", None)
        return found

    def is_known(self, word: str, upos: str) -> bool:
        """Whether the word, its last part or its singular is in the library's dictionary."""
        singular = self._lemmas(word, upos=upos).get(upos, ())
        return bool(self._known(word, upos=upos) or self._of_last_part(word, upos) or singular)

    def belongs_to(self, form: str, word: str, upos: str) -> bool:
        """Whether a form is one of this word alone: "tore" of "tear", but "wound" is of "wind" and a word itself."""
        return self._lemmas(form, upos=upos).get(upos, ()) == (word,) and not self._known(form, upos=upos)

    def _of_last_part(self, word: str, upos: str) -> dict[str, tuple[str, ...]]:
        """The forms of "unfreeze" from those of "freeze"; of the longest last part that is known."""
        for at in range(2, len(word) - SHORTEST_LAST_PART + 1):
            found = self._known(word[at:], upos=upos)
            if found:
                return {tag: tuple(word[:at] + form for form in forms) for tag, forms in found.items()}
        return {}


def words_of(codebook: Codebook) -> list[Word]:
    """Every verb and noun of a codebook that texts inflect, once, in the codebook's order.

    An entry of a verb and a noun ("take hostage") gives the verb by itself where no other entry has it, and the noun as
    a thing.
    """
    found: dict[Word, None] = {}
    verbs: list[str] = []
    things: list[str] = []
    clauses: set[str] = set()
    for rule in codebook.rules:
        for entry in map(str.lower, rule.verbs):
            head, *rest = entry.split()
            if all(word in FUNCTION_WORDS for word in rest):
                found[Word("verb", entry, (), head, tuple(rest))] = None
            else:
                verbs.append(head)
                things += [word for word in rest if word not in FUNCTION_WORDS]
        for entry in map(str.lower, rule.nouns):
            found[Word("noun", entry, *_around_head(tuple(entry.split())))] = None
        if isinstance(rule, Frame):
            clauses.update(map(str.lower, (*rule.clause, *rule.not_clause)))
            for listed in condition_lists(rule):
                things += map(str.lower, listed)
    listed_heads = {word.head for word in found if word.kind == "verb"}
    found |= dict.fromkeys(Word("verb", verb, (), verb, ()) for verb in verbs if verb not in listed_heads)
    found |= dict.fromkeys(Word("clause", verb, (), verb, ()) for verb in sorted(clauses))
    for entry in things:
        found[Word("thing", entry, *_around_head(tuple(entry.split())))] = None
    return list(found)


def _around_head(words: tuple[str, ...]) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
    """The words before the head of a noun of several words, the head, and the words after it."""
    head = next((i for i, word in enumerate(words) if i and word in PREPOSITIONS), len(words)) - 1
    return words[:head], words[head], words[head + 1 :]


def condition_lists(frame: Frame) -> Iterator[tuple[str, ...]]:
    """The lists of nouns in a frame's conditions: what its object and its phrases must and must not be."""
    yield frame.object
    yield frame.not_object
    for _, words in (*frame.where, *frame.not_where):
        yield words


def forms_of(word: Word, inflector: Inflector) -> Iterator[Form]:
    """Every inflected form of a word with its sentences.

    A word of a condition may be no noun or verb at all ("illegal"): one that the library does not know gives none.
    """
    if word.kind in ("thing", "clause") and not inflector.is_known(word.head, word.upos):
        return
    plain = VERB_SENTENCES if word.upos == "VERB" else NOUN_SENTENCES
    for tag, texts in inflector.forms(word.head, word.upos).items():
        for text in (text for text in dict.fromkeys(texts) if IN_LETTERS.fullmatch(text)):
            before = "".join(f"{one} " for one in word.before)
            after = (
                (*word.after, "the", "plan")
                if word.upos == "NOUN" and word.after and word.after[-1] in PREPOSITIONS
                else word.after
            )
            words = " ".join((*word.before, text, *after))
            sentences = tuple(
                (sentence.format(words), sentence.index("{") + len(before))
                for sentence in plain[tag]
                # "relied on on Monday" is no plain sentence
                if not (word.after and word.after[-1] in PREPOSITIONS and "{} on" in sentence)
            )
            yield Form(word, text, tag, sentences)
