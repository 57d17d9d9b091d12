"""Predications, actors and codebooks put together by hand: no tree, no dictionary, no file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from eventcoder.model.actor import UNKNOWN, Actor
from eventcoder.model.codebook import Acts, Code, Codebook, Frame, Operator, Speech, codes_under
from eventcoder.model.predication import Argument, Phrase, Predication
from eventcoder.stages.coding.coder import Coded, code_sentence
from eventcoder.stages.coding.entries import compile_codebook
from eventcoder.stages.coding.matching import End

ACTORS = {
    "France": Actor("France", "FRA", "FRA", None, "country"),
    "Macron": Actor("Emmanuel Macron", "FRAGOV", "FRA", "GOV", "person"),
    "French army": Actor(None, "FRAMIL", "FRA", "MIL", "agent", armed=True),
    "French police": Actor(None, "FRACOP", "FRA", "COP", "agent", armed=True),
    "French opposition": Actor(None, "FRAOPP", "FRA", "OPP", "agent"),
    "Germany": Actor("Germany", "DEU", "DEU", None, "country"),
    "Iran": Actor("Iran", "IRN", "IRN", None, "country"),
    "Israel": Actor("Israel", "ISR", "ISR", None, "country"),
    "Gaza": Actor("Gaza", "PSE", "PSE", None, "country"),
    "United Nations": Actor("United Nations", "IGOUNO", None, "IGO", "organisation"),
    "rebels": Actor(None, "REB", None, "REB", "agent", armed=True),
    "farmers": Actor(None, "LAB", None, "LAB", "agent", civilian=True),
    "prisoners": Actor(None, None, None, "CVL", "agent", civilian=True, part="CVL"),
    "Iranians": Actor("Iran", "IRN", "IRN", None, "country", civilian=True),
    "thousands of French": Actor("France", "FRA", "FRA", None, "people", civilian=True),
    "French driver": Actor(None, "FRACVL", "FRA", "CVL", "agent", civilian=True, single=True),
    "German driver": Actor(None, "DEUCVL", "DEU", "CVL", "agent", civilian=True, single=True),
    "French groups": Actor(None, "FRA", "FRA", None, "agent"),
    "UN troops": Actor(None, "IGOUNOMIL", None, "IGO", "agent", armed=True),
    "UN food agency": Actor("World Food Programme", "IGOUNOWFP", None, "IGO", "organisation"),
    "Berlin": Actor("Germany", "DEUGOV", "DEU", "GOV", "country", capital=True),
    "Lyon": Actor(None, None, "FRA", None, "place"),
    "landlord": Actor(None, None, None, "BUS", "agent", civilian=True, part="BUS"),
    "three people": Actor(None, None, None, "CVL", "agent", civilian=True, part="CVL"),
    "German farmers": Actor(None, "DEUAGR", "DEU", "AGR", "agent", civilian=True),
    "French court": Actor(None, "FRAJUD", "FRA", "JUD", "agent"),
    "French ministry": Actor(None, "FRAGOV", "FRA", "GOV", "agent"),
    "Siemens": Actor("Siemens", "MNCDEU", "DEU", "MNC", "organisation"),
    "French company": Actor(None, "FRABUS", "FRA", "BUS", "agent", civilian=True),
    "novelist": Actor(None, None, None, None, "private", civilian=True),
    "dancer": Actor(None, None, None, None, "private", civilian=True),
    "French poet": Actor(None, "FRACVL", "FRA", "CVL", "agent", civilian=True, single=True),
    "sister": Actor(None, None, None, "CVL", "agent", civilian=True, single=True, part="CVL"),
    "French scientists": Actor(None, "FRAEDU", "FRA", "EDU", "agent"),
    "German hospital": Actor(None, "DEUHLH", "DEU", "HLH", "agent"),
    "colleagues of Iran": Actor("Iran", "IRN", "IRN", None, "belonging"),
    "French jihadists": Actor("Jund", "REBJUN", None, "REB", "armed_group", armed=True),
    "French public": Actor(None, "FRACVL", "FRA", "CVL", "agent", civilian=True),
    "thieves": Actor(None, "CRM", None, "CRM", "agent"),
    "Smith": Actor(None, None, None, None, "unknown", ner="Person"),
    "Paris": Actor(None, None, None, None, "unknown", ner="Location"),
}

# Word lists as those of codebooks/actors/modifiers.yaml.
LISTED = {
    "outspoken": frozenset({"poet"}),
    "state_charges": frozenset({"blasphemy", "mock"}),
    "private_charges": frozenset({"theft"}),
}
# Kinds of acts by CAMEO's roots, of which the tests' codes are.
ACTS: dict[str, tuple[str, ...]] = {
    "comment": ("01",),
    "bare_comment": ("010",),
    "named_target": ("02", "03", "04", "05", "16"),
    "own_state": ("05",),
    "joint": ("04", "05", "06"),
    "charge": ("11", "17"),
    "accusation": ("112",),
    "protest": ("14",),
    "protest_aim": ("02", "10", "11", "12", "14"),
    "rejection": ("12",),
    "dealing": ("02", "03", "04", "05", "06", "08", "09", "10", "11", "12", "13"),
    "courtesy": ("03", "04", "05"),
}


class Scene:
    """One sentence. Every phrase is one token, numbered as it is first named; what ACTORS lacks is unresolved."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.predications: list[Predication] = []

    def phrase(self, words: str) -> Phrase:
        if words not in self.words:
            self.words.append(words)
        at = self.words.index(words)
        return Phrase(0, at, at, at + 1)

    def argument(
        self, role: str, words: str, inside: str = "", of: str = "", premodifiers: Sequence[str] = (), depth: int = 0
    ) -> Argument:
        """of: the words of the phrase that it stands inside; the lemma is the words' last one, lower case."""
        head = self.phrase(of).head if of else -1
        return Argument(role, self.phrase(words), words.split()[-1].lower(), inside, head, tuple(premodifiers), depth)

    def add(
        self,
        kind: str,
        lemma: str,
        sources: Iterable[str] = (),
        arguments: Iterable[Argument] = (),
        complements: Iterable[tuple[str, int]] = (),
        speaker: str = "",
        particles: Sequence[str] = (),
        voice: str = "",
        **facts: object,
    ) -> int:
        """Put a predication in; gives its index. Its head is a token of its own. An act under it gets its parent."""
        self.words.append(f"*{lemma}*")
        at = len(self.words) - 1
        predication = Predication(
            kind=kind,
            lemma=lemma,
            head=at,
            trigger=(at, at + 1),
            particles=tuple(particles),
            voice=voice or ("nominal" if kind == "noun" else "active"),
            sources=[self.phrase(words) for words in sources],
            arguments=list(arguments),
            complements=list(complements),
            speaker=self.phrase(speaker) if speaker else None,
            **facts,  # type: ignore[arg-type]
        )
        self.predications.append(predication)
        for _, below in predication.complements:
            if self.predications[below].parent < 0:
                self.predications[below].parent = len(self.predications) - 1
        return len(self.predications) - 1

    def verb(self, lemma: str, source: str | Iterable[str] = (), target: str = "", **more: object) -> int:
        """A verb with its subject and direct object; more: as for `add`."""
        sources = [source] if isinstance(source, str) else list(source)
        arguments = [self.argument("object", target)] if target else []
        return self.add("verb", lemma, sources, [*arguments, *more.pop("arguments", ())], **more)  # type: ignore[call-overload, arg-type, misc]

    def noun(self, lemma: str, *arguments: Argument, sources: Iterable[str] = (), **more: object) -> int:
        return self.add("noun", lemma, sources, arguments, **more)  # type: ignore[arg-type]

    def resolve(self, phrase: Phrase) -> Actor:
        return ACTORS.get(self.words[phrase.head], UNKNOWN)

    def resolve_with_place(self, phrase: Phrase, place: Phrase | None) -> Actor:
        return self.resolve(phrase)

    def listed(self, name: str) -> frozenset[str]:
        return LISTED.get(name, frozenset())

    def coded(self, codebook: Codebook) -> list[Coded]:
        return code_sentence(self.predications, compile_codebook(codebook), self)

    def lines(self, codebook: Codebook) -> list[str]:
        """The events as `CODE source > target | marks`, sorted."""
        return sorted(self._line(event) for event in self.coded(codebook))

    def _line(self, event: Coded) -> str:
        marks = [event.factuality] if event.factuality != "actual" else []
        marks += ["negated"] if event.negated else []
        line = f"{event.code} {self._words(event.source)} > {self._words(event.target)}"
        return line + (f" | {', '.join(marks)}" if marks else "")

    def _words(self, end: End | None) -> str:
        return "-" if end is None else self.words[end.phrase.head]


def book(
    *rules: Frame | Operator,
    compose: dict[str, dict[str, str]] | None = None,
    targetless: Sequence[str] = (),
    sourceless: Sequence[str] = (),
    public_only: Sequence[str] = (),
) -> Codebook:
    """A codebook of these rules, in this order; its codes are those that they name."""
    compose = compose or {}
    frames = tuple(rule for rule in rules if isinstance(rule, Frame))
    operators = tuple(rule for rule in rules if isinstance(rule, Operator))
    named = {code for rule in rules for code in (rule.code, rule.negated, getattr(rule, "reverse", ""))}
    named |= {code for table in compose.values() for code in table.values()}
    codes = {
        code: Code(code, f"label of {code}", code[:2], "material conflict" if code >= "14" else "verbal conflict", 0.0)
        for code in named
        if code.isdigit()
    }
    speech = Speech("speak-future", "refuse", "demand", "halt", ("refuse", "halt", "deny"), ("try",))
    acts = Acts(**{kind: codes_under(prefixes, codes) for kind, prefixes in ACTS.items()})
    return Codebook(
        "tiny", "Tiny", "1", codes, frames, operators, compose, tuple(targetless), tuple(sourceless),
        tuple(public_only), speech=speech, acts=acts,
    )  # fmt: skip
