"""PETRARCH's verb files: blocks of verbs with their patterns, synonym sets, and transformations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from eventcoder.codebook.check import looks_inflected
from eventcoder.codebook.petrarch.codes import CodePair, read_code
from eventcoder.codebook.petrarch.notes import NotConvertibleError, Notes
from eventcoder.codebook.petrarch.source_lines import Line
from eventcoder.codebook.petrarch.words import is_word, noun_phrases, singular, split_words
from eventcoder.model.codebook import Code

_HEADER = re.compile(r"-{3,}\s*(?P<name>[^\[\]]*?)\s*(?:\[(?P<code>[^\[\]]*)\])?\s*-*")
_VERB = re.compile(r"(?P<verb>[^{}\[\]]+?)\s*(?:\{(?P<forms>[^{}]*)\})?\s*(?:\[(?P<code>[^\[\]]*)\])?")
_PATTERN = re.compile(r"-\s*(?P<text>[^\[\]]*?)\s*(?P<codes>(?:\[[^\[\]]*\]\s*)*)")
_BROKEN_SET = "&"
_NAME = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb: its lemma with further words. code: None where the block's is inherited."""

    entry: str
    code: CodePair | None
    line: int


@dataclass(frozen=True, slots=True)
class Pattern:
    """One pattern of a block, as written, without its dash. code: the block's where it has none."""

    text: str
    code: CodePair
    line: int


@dataclass(slots=True)
class Block:
    """Verbs that share their patterns. code: what those have that name none."""

    name: str
    code: CodePair
    line: int
    verbs: list[Verb] = field(default_factory=list)
    patterns: list[Pattern] = field(default_factory=list)


@dataclass(slots=True)
class VerbFile:
    """A verb file. synsets: name -> words and `&name` references; transformations: lines without their `~`."""

    blocks: list[Block] = field(default_factory=list)
    synsets: dict[str, list[str]] = field(default_factory=dict)
    transformations: list[Line] = field(default_factory=list)


def read_verbs(lines: Iterable[Line], codes: Mapping[str, Code], notes: Notes) -> VerbFile:
    """The blocks, sets and transformations of a file. What cannot be converted is in the notes."""
    reader = _VerbReader(codes, notes)
    for line in lines:
        try:
            reader.read(line)
        except NotConvertibleError as error:
            notes.left_out(line.number, line.text, str(error))
    reader.drop_broken_sets()
    return reader.file


def synset_name(text: str) -> str:
    """The name of a set as ours are written: `&PEACE_KEEPING_` gives peace_keeping."""
    return _NAME.sub("_", text.strip("&").lower()).strip("_")


@dataclass(slots=True)
class _VerbReader:
    codes: Mapping[str, Code]
    notes: Notes
    file: VerbFile = field(default_factory=VerbFile)
    block: Block | None = None
    # files without block headers: every verb begins a block of its own
    has_header: bool = False
    synset: str = ""
    synset_lines: dict[str, int] = field(default_factory=dict)

    def read(self, line: Line) -> None:
        text = line.text
        if text.startswith("---"):
            self._begin_block(line)
        elif text.startswith("-"):
            self._add_pattern(line)
        elif text.startswith("~"):
            self.file.transformations.append(line)
        elif text.startswith("&"):
            self._begin_synset(line)
        elif text.startswith("+") and self.synset:
            self._add_member(line)
        else:
            self.synset = ""
            self._add_verb(line)

    def drop_broken_sets(self) -> None:
        """Take out references to sets that are not there, and sets without words, until all are whole."""
        sets = self.file.synsets
        broken = True
        while broken:
            broken = False
            for name, members in list(sets.items()):
                kept = [member for member in members if not member.startswith("&") or member[1:] in sets]
                if kept != members or not kept:
                    broken = True
                    gone = ", ".join(member for member in members if member not in kept)
                    line = self.synset_lines[name]
                    if gone:
                        self.notes.left_out(line, f"&{name}", f"it refers to {gone}: no such set, or one without words")
                    sets[name] = kept
                    if not kept:
                        self.notes.left_out(line, f"&{name}", "a set without words")
                        del sets[name]

    def _begin_synset(self, line: Line) -> None:
        name = synset_name(line.text.split()[0])
        self.block = None
        if not name or not name[0].isalpha():
            # its words are no verbs
            self.synset = _BROKEN_SET
            raise NotConvertibleError("a set needs a name that begins with a letter")
        if name in self.file.synsets:
            self.notes.changed(line.number, line.text, "the set is defined twice: the words of both are taken")
        self.synset_lines.setdefault(name, line.number)
        self.file.synsets.setdefault(name, [])
        self.synset = name

    def _add_member(self, line: Line) -> None:
        if self.synset == _BROKEN_SET:
            return
        members = self.file.synsets[self.synset]
        for text in re.split(r"[{},]", line.text[1:]):
            if text.strip().startswith("&"):
                inner = synset_name(text)
                if inner == self.synset:
                    raise NotConvertibleError("the set contains itself")
                found = [f"&{inner}"]
            else:
                words = split_words(text.lstrip("+"))
                if not words:
                    continue
                if not all(is_word(word) for word in words):
                    raise NotConvertibleError(f"'{text.strip()}' is no word")
                found = noun_phrases(words)
            members.extend(member for member in found if member not in members)

    def _begin_block(self, line: Line) -> None:
        self.synset, self.block, self.has_header = "", None, True
        match = _HEADER.fullmatch(line.text)
        if match is None:
            raise NotConvertibleError("a block begins with --- NAME [CODE] ---")
        name = match["name"] or f"line {line.number}"
        # where the code is unknown its verbs stay, for their own codes and patterns
        self.block = Block(name, CodePair(), line.number)
        self.file.blocks.append(self.block)
        if match["code"] is not None:
            self.block.code = read_code(match["code"], self.codes, self.notes, line.number, line.text)

    def _add_verb(self, line: Line) -> None:
        match = _VERB.fullmatch(line.text)
        if match is None:
            raise NotConvertibleError("not of the form VERB {FORMS} [CODE]")
        code = match["code"]
        pair = None if code is None else read_code(code, self.codes, self.notes, line.number, line.text)
        try:
            entry = _verb_entry(match["verb"])
        except NotConvertibleError:
            if not self.has_header:
                # its patterns are no other verb's
                self.block = Block(match["verb"].lower(), CodePair(), line.number)
                self.file.blocks.append(self.block)
            raise
        if self.block is None or not self.has_header or self.block.patterns:
            inherited = self.block.code if self.block is not None and self.has_header else CodePair()
            self.block = Block(entry, inherited, line.number)
            self.file.blocks.append(self.block)
        self.block.verbs.append(Verb(entry, pair, line.number))

    def _add_pattern(self, line: Line) -> None:
        if self.block is None:
            raise NotConvertibleError("a pattern before the first verb")
        match = _PATTERN.fullmatch(line.text)
        if match is None:
            raise NotConvertibleError("not of the form - PATTERN [CODE]")
        brackets = re.findall(r"\[([^\[\]]*)\]", match["codes"])
        if len(brackets) > 1:
            self.notes.changed(line.number, line.text, f"several codes: the first, [{brackets[0]}], is taken")
        code = self.block.code
        if brackets:
            code = read_code(brackets[0], self.codes, self.notes, line.number, line.text)
        elif code.is_null:
            raise NotConvertibleError("no code, and its block has none")
        self.block.patterns.append(Pattern(match["text"], code, line.number))


def _verb_entry(text: str) -> str:
    """The lemma with its further words: `+ASK_FOR` gives ask for. Raises: NotConvertibleError."""
    written = text.replace("_", " ").split()
    marked = [at for at, word in enumerate(written) if word.startswith("+")]
    if marked and marked[0] > 0:
        raise NotConvertibleError(f"words before the verb ({' '.join(written[: marked[0]])}): an entry begins with it")
    words = split_words(text.replace("+", " "))
    if not words or not all(is_word(word) for word in words):
        raise NotConvertibleError(f"'{text.strip()}' is no verb")
    if looks_inflected(words[0]):
        raise NotConvertibleError(f"'{words[0]}' looks inflected: a verb stands by its base form")
    return " ".join([words[0], *(singular(word) for word in words[1:])])
