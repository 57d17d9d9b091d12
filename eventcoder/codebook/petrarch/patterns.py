"""One pattern of a verb: what it asks for besides the verb, in terms of our frames.

Two syntaxes, read by one parser: phrases, `- * (FOR {FINANCIAL AID})` (PETRARCH2), and words in their order,
`- $ * DIPLOMATIC TIES WITH +` (TABARI, PETRARCH). Where a phrase needs no bracket both mean the same.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from eventcoder.codebook.keys import PREPOSITIONS
from eventcoder.codebook.petrarch.notes import NotConvertibleError
from eventcoder.codebook.petrarch.verbs import synset_name
from eventcoder.codebook.petrarch.words import ARTICLES, is_word

_TOKEN = re.compile(r"[(){}]|[^\s(){}]+")
_CLOSING = {"(": ")", "{": "}"}
_SLOTS = frozenset("$+%^")
_PARTICLES = frozenset({"up", "out", "off", "down", "away", "back", "apart", "aside", "forward", "together"})
# Forms of the verb before it: voice and tense are undone before a frame looks.
_AUXILIARIES = frozenset(
    {"be", "is", "are", "was", "were", "been", "being", "am", "has", "have", "had", "having", "to", "do", "did", "does"}
)
_REALITY = frozenset({"will", "would", "may", "might", "can", "could", "shall", "should", "must", "not", "no", "never"})
_LONGEST_PREPOSITION = max(len(preposition.split()) for preposition in PREPOSITIONS)
ANY = ""
"""In the place of a word: any phrase with the preposition."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a pattern asks for.

    particles: words that belong to the verb; object: a phrase, "" for none; where: preposition -> phrase, or ANY;
    targets: slots; symmetric: both ends are one phrase (`%`); clause: the verb of an infinitive.
    """

    particles: tuple[str, ...] = ()
    object: str = ""
    where: tuple[tuple[str, str], ...] = ()
    targets: tuple[str, ...] = ()
    symmetric: bool = False
    clause: str = ""

    def as_infinitive(self, verbs: Collection[str]) -> Conditions | None:
        """With its to-phrase read as an infinitive, where its word is one of the verbs: "(TO NEGOTIATE)"."""
        word = dict(self.where).get("to", "")
        if word not in verbs or " " in word:
            return None
        return replace(self, where=tuple(phrase for phrase in self.where if phrase[0] != "to"), clause=word)


@dataclass(frozen=True, slots=True)
class _Node:
    """A word (children empty), or a bracket. opening: `(`, `{` or ""."""

    text: str
    opening: str = ""
    children: tuple[_Node, ...] = ()


def read_pattern(text: str, synsets: Collection[str]) -> Conditions:
    """The conditions of a pattern. synsets: known names. Raises: NotConvertibleError, with what has no counterpart."""
    if "|" in text:
        raise NotConvertibleError("alternatives (|) in one pattern: write one pattern for each")
    nodes = _parse(_TOKEN.findall(text.replace("*", " * ")))
    stars = [at for at, node in enumerate(nodes) if node.text == "*"]
    if len(stars) != 1:
        raise NotConvertibleError("a pattern has one *, outside of brackets, where the verb is")
    builder = _Builder(synsets)
    builder.before(nodes[: stars[0]])
    builder.after(nodes[stars[0] + 1 :])
    return builder.conditions()


def _parse(tokens: Sequence[str]) -> list[_Node]:
    stack: list[tuple[str, list[_Node]]] = [("", [])]
    for token in tokens:
        if token in _CLOSING:
            stack.append((token, []))
        elif token in _CLOSING.values():
            opening, children = stack.pop()
            if _CLOSING.get(opening) != token:
                raise NotConvertibleError(f"a {token} that closes nothing")
            stack[-1][1].append(_Node("", opening, tuple(children)))
        else:
            stack[-1][1].append(_Node(token))
    if len(stack) > 1:
        raise NotConvertibleError(f"a {stack[-1][0]} that is not closed")
    return stack[0][1]


@dataclass(slots=True)
class _Builder:
    """Collects the conditions while the nodes after the verb are walked. pending: a preposition that waits."""

    synsets: Collection[str]
    particles: list[str] = field(default_factory=list)
    object: str = ""
    where: dict[str, str] = field(default_factory=dict)
    targets: list[str] = field(default_factory=list)
    symmetric: bool = False
    passive: bool = False
    pending: str = ""

    def before(self, nodes: Sequence[_Node]) -> None:
        for node in nodes:
            word = node.text.strip("_").lower()
            if word == "+":
                self.passive = True
            elif word == "%":
                self.symmetric = True
            elif word in _REALITY:
                raise NotConvertibleError(
                    f"'{node.text}' before the verb: tense and negation are read off the sentence"
                )
            elif node.opening or (word not in _SLOTS and word not in _AUXILIARIES):
                raise NotConvertibleError("words before the verb: frames have no condition on the subject's words")

    def after(self, nodes: Sequence[_Node]) -> None:
        at = 0
        while at < len(nodes):
            node = nodes[at]
            if node.opening == "(":
                self._close_pending()
                self._enter_phrase(node)
                at += 1
            elif node.opening:
                self._add_phrase([child.text for child in node.children if self._is_plain(child)])
                at += 1
            elif node.text in _SLOTS:
                self._add_slot(node.text)
                at += 1
            else:
                at += self._add_words(nodes[at:])
        self._close_pending()

    def conditions(self) -> Conditions:
        if self.passive and not self.targets:
            self.targets.append("object")
        if self.object and "object" in self.targets:
            # "* + {ASYLUM}": granted somebody asylum
            self.targets[self.targets.index("object")] = "recipient"
        targets = tuple(dict.fromkeys(self.targets))
        for slot in targets:
            if slot in PREPOSITIONS:
                # "* (WITH +)": nothing without that phrase
                self.where.setdefault(slot, ANY)
        return Conditions(tuple(self.particles), self.object, tuple(self.where.items()), targets, self.symmetric)

    def _is_plain(self, node: _Node) -> bool:
        if node.opening:
            raise NotConvertibleError("brackets inside a noun phrase")
        return True

    def _enter_phrase(self, node: _Node) -> None:
        length = _preposition_length(node.children)
        if not length:
            first = node.children[0].text if node.children else ""
            raise NotConvertibleError(f"'{first}' is no preposition: ( ) holds one and its phrase")
        self.pending = _joined(node.children[:length])
        inner = node.children[length:]
        self.after(inner)

    def _add_words(self, nodes: Sequence[_Node]) -> int:
        """A preposition, a particle or a run of plain words; how many nodes they are."""
        length = _preposition_length(nodes)
        word = nodes[0].text.strip("_").lower()
        nothing_yet = not (self.object or self.where or self.targets or self.pending)
        if length < 2 and word in _PARTICLES and nothing_yet:
            self.particles.append(word)
            return 1
        if length:
            self._close_pending()
            self.pending = _joined(nodes[:length])
            return length
        count = 1
        while count < len(nodes) and self._continues(nodes[count:]):
            count += 1
        self._add_phrase([node.text for node in nodes[:count]])
        return count

    def _continues(self, nodes: Sequence[_Node]) -> bool:
        return not nodes[0].opening and nodes[0].text not in _SLOTS and not _preposition_length(nodes)

    def _add_phrase(self, texts: Sequence[str]) -> None:
        phrase = self._phrase(texts)
        if self.pending:
            self._put(self.pending, phrase)
            self.pending = ""
        elif self.object:
            raise NotConvertibleError(f"two objects: '{self.object}' and '{phrase}'")
        else:
            self.object = phrase

    def _phrase(self, texts: Sequence[str]) -> str:
        """A noun phrase as one entry: its words, head last, or one synset."""
        if len(texts) == 1 and texts[0].startswith("&"):
            name = synset_name(texts[0])
            if name not in self.synsets:
                raise NotConvertibleError(f"unknown set {texts[0]}")
            return f"&{name}"
        words = [part for text in texts for part in text.lower().split("_") if part and part not in ARTICLES]
        for word in words:
            if word.startswith("&"):
                raise NotConvertibleError("a set beside other words in one noun phrase")
            if not is_word(word):
                raise NotConvertibleError(f"'{word}' is no word")
        if not words:
            raise NotConvertibleError("a noun phrase without words")
        return " ".join(words)

    def _add_slot(self, slot: str) -> None:
        if slot == "^":
            return
        if slot == "$":
            if self.pending != "by":
                raise NotConvertibleError("the source ($) after the verb: it is the subject or in the by-phrase")
            self.pending = ""
            return
        self.symmetric = self.symmetric or slot == "%"
        self.targets.append(self.pending or "object")
        self.pending = ""

    def _close_pending(self) -> None:
        if self.pending:
            self._put(self.pending, ANY)
            self.pending = ""

    def _put(self, preposition: str, phrase: str) -> None:
        if preposition in self.where:
            raise NotConvertibleError(f"two phrases with '{preposition}'")
        self.where[preposition] = phrase


def _preposition_length(nodes: Sequence[_Node]) -> int:
    """How many nodes at the beginning are one preposition: "out of" is two, none is 0."""
    for length in range(min(_LONGEST_PREPOSITION, len(nodes)), 0, -1):
        if not any(node.opening for node in nodes[:length]) and _joined(nodes[:length]) in PREPOSITIONS:
            return length
    return 0


def _joined(nodes: Sequence[_Node]) -> str:
    return " ".join(node.text.strip("_").replace("_", " ").lower() for node in nodes)
