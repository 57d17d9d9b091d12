"""What the syntax stage hands to the coder: predicates with their arguments, the tree already digested."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase that can be an actor, by token positions in one sentence of the document.

    sentence: index of the sentence in the document (an antecedent may stand in an earlier one); head, start, end:
    0-based token indexes, end-exclusive; the phrase's words are tokens start..end without relative clauses and
    appositions; skip: tokens in that range that belong to another actor ("the Turkish *and Russian* presidents").
    reference: how it was found, `named`, `pronoun`, `phrase` ("the two leaders") or `control` (subject of a verb
    that has none of its own); distance: sentences back to the words.
    """

    sentence: int
    head: int
    start: int
    end: int
    skip: tuple[int, ...] = ()
    reference: str = "named"
    distance: int = 0

    def found_by(self, reference: str, distance: int) -> Phrase:
        """The same words, found in another way."""
        return Phrase(self.sentence, self.head, self.start, self.end, self.skip, reference, distance)


@dataclass(frozen=True, slots=True)
class Argument:
    """One phrase in one role of a predicate.

    role: `object`, `recipient` (indirect object), `possessor` (of an event noun), `complement-subject` (the subject
    of the clause under the predicate), or a preposition (`with`, `against`, `because of`).
    inside: "" for an argument of the predicate itself; `object` when the phrase stands inside the object
    ("sanctions *on Sudan*", "*Israel's* raid"), with its role there (a preposition or `possessor`); a preposition
    when it stands inside that preposition's phrase.
    inside_head: token index of the head of the phrase it stands inside, -1 without one; depth: how deep in it (0: on
    its head).
    lemma: the lemma of the phrase's head; premodifiers: the lemmas of the words before it ("*trade* restrictions").
    Roles inside a phrase and of event nouns: also `modifier`, a name or noun before the head ("*US* sanctions").
    """

    role: str
    phrase: Phrase
    lemma: str
    inside: str = ""
    inside_head: int = -1
    premodifiers: tuple[str, ...] = ()
    depth: int = 0


@dataclass(slots=True)
class Predication:
    """One predicate of one sentence with its arguments, voice undone.

    Passive, relative, controlled, reduced and nominal forms all look like the active here: `sources` act, the
    argument with role `object` is acted upon.

    kind: `verb`, `noun`, `adjective`, or `relation` ("*Iran-backed* rebels": a standing tie and no act, which no
    codebook codes); lemma: of the head alone; particles: its particles; head: token index;
    trigger: (first, last+1) token indexes of the words that carry it (light verb included).
    complements: (link, index into the sentence's predications): link `clause` for xcomp and ccomp, `object` for an
    event noun as object, a preposition for an event noun or clause under one ("called *for* talks").
    light: index of the light verb's predication ("*launched* an attack"), or -1; parent: the predication it stands
    under, or -1.
    polarity `positive`/`negative`; time `past`/`ongoing`/`future`/`habitual`; modality `none`/`possible`/`conditional`/
    `obliged`/`alleged`/`question`; requested: asked or demanded of someone by a predicate above.
    speaker: who says it, None for the newspaper itself. premodifiers: lemmas before an event noun ("*hunger* strike").
    mutual: whether several sources are each other's ends ("A and B *met*").
    patterns: those tree patterns of the run's frames that hold here (`ud:`).
    """

    kind: str
    lemma: str
    head: int
    trigger: tuple[int, int]
    particles: tuple[str, ...] = ()
    voice: str = "active"
    sources: list[Phrase] = field(default_factory=list)
    arguments: list[Argument] = field(default_factory=list)
    complements: list[tuple[str, int]] = field(default_factory=list)
    light: int = -1
    parent: int = -1
    polarity: str = "positive"
    time: str = "past"
    modality: str = "none"
    requested: bool = False
    speaker: Phrase | None = None
    premodifiers: tuple[str, ...] = ()
    mutual: bool = False
    patterns: frozenset[str] = frozenset()
