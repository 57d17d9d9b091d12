"""CoNLL-U, read and written: parses made elsewhere, and trees written by hand in tests.

Source: https://universaldependencies.org/format.html. Read are `# newdoc id`, `# newpar`, `# sent_id`, `# text`, ranges
of multi-word tokens, and in MISC `SpaceAfter=No`, `start_char=`/`end_char=`, `TokenRange=a:b` and `ner=`. Empty nodes
and enhanced dependencies are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from eventcoder.errors import InputError
from eventcoder.model.reject import Reject
from eventcoder.model.sentence import Document, Sentence
from eventcoder.parsing.offsets import place_words

_COLUMNS = 10
# Characters between two sentences that offsets may claim; more is a broken file, not a text.
_WIDEST_GAP = 1_000_000
_WHITE = re.compile(r"\s")
_WORD_ID = re.compile(r"[1-9][0-9]*")
_RANGE_ID = re.compile(r"([1-9][0-9]*)-([1-9][0-9]*)")
_EMPTY_ID = re.compile(r"[0-9]+\.[0-9]+")


@dataclass(slots=True)
class _Surface:
    """One stretch of letters: a word or a multi-word token. first, last: 0-based indexes of its words, inclusive."""

    form: str
    first: int
    last: int
    misc: dict[str, str]
    line: int


@dataclass(slots=True)
class _Block:
    """The lines of one sentence, digested; offsets not placed yet. rows: the columns of each word."""

    line: int
    comments: dict[str, str] = field(default_factory=dict)
    rows: list[list[str]] = field(default_factory=list)
    row_lines: list[int] = field(default_factory=list)
    surfaces: list[_Surface] = field(default_factory=list)


def read_conllu(text: str, origin: str = "CoNLL-U", parser: str = "conllu") -> list[Sentence]:
    """All sentences of all documents, in order. origin: what errors call the input; parser: the sentences' parser.

    Raises: InputError for the first broken line, with its number.
    """
    return [sentence for _, sentences in read_documents(text, origin, parser) for sentence in sentences]


def read_documents(text: str, origin: str = "CoNLL-U", parser: str = "conllu") -> list[tuple[Document, list[Sentence]]]:
    """Each document with its sentences; what stands before the first `# newdoc` is the document `1`.

    The document's text is put together from its sentences, one space between two of them and a blank line between
    paragraphs; where MISC has offsets, the sentences stand where these say. Raises: InputError.
    """
    documents: list[tuple[Document, list[Sentence]]] = []
    pending: list[_Block] = []
    doc_id = ""
    for block in _read_blocks(text, origin):
        # "# newdoc" and "# newdoc id = x" both open one
        if "newdoc" in block.comments or "newdoc id" in block.comments:
            if pending:
                documents.append(_build_document(doc_id, pending, origin, parser))
                pending = []
            doc_id = block.comments.get("newdoc id", "")
        if not pending and not doc_id:
            doc_id = str(len(documents) + 1)
        pending.append(block)
    if pending:
        documents.append(_build_document(doc_id, pending, origin, parser))
    return documents


def write_conllu(sentences: Iterable[Sentence]) -> str:
    """CoNLL-U that read_conllu turns into equal sentences, but that white space inside a sentence becomes spaces.

    Words whose letters are not in the text get the range line of their token; `# newdoc id` opens each document.
    """
    lines: list[str] = []
    document: str | None = None
    for sentence in sentences:
        if sentence.doc_id != document:
            document = sentence.doc_id
            lines.append(f"# newdoc id = {document}")
        lines.append(f"# sent_id = {sentence.sentence_id}")
        lines.append(f"# text = {_WHITE.sub(' ', sentence.text)}")
        lines.extend(_token_lines(sentence))
        lines.append("")
    return "\n".join(lines) + ("\n" if lines else "")


class ConlluParser:
    """A Parser over sentences that were parsed elsewhere."""

    def __init__(self, parsed: Iterable[tuple[Document, Sequence[Sentence]]], name: str = "conllu") -> None:
        self._sentences: Mapping[str, list[Sentence]] = {
            document.doc_id: list(sentences) for document, sentences in parsed
        }
        self._name = name

    @property
    def name(self) -> str:
        """`conllu`, or what the sentences were made with."""
        return self._name

    def parse(self, documents: Iterable[Document]) -> Iterator[tuple[Document, list[Sentence] | Reject]]:
        """The stored sentences of each document, by doc_id.

        A document without any is a Reject (`no_parse`), one whose text is not that of its sentences too
        (`other_text`).
        """
        for document in documents:
            sentences = self._sentences.get(document.doc_id)
            if sentences is None:
                detail = "the CoNLL-U input holds no document of this id"
                yield document, Reject(document.doc_id, "parse", "no_parse", detail)
            elif any(document.text[sentence.start : sentence.end] != sentence.text for sentence in sentences):
                detail = "the text of the document is not the one that was parsed"
                yield document, Reject(document.doc_id, "parse", "other_text", detail)
            else:
                yield document, list(sentences)


def _read_blocks(text: str, origin: str) -> Iterator[_Block]:
    block: _Block | None = None
    # split at newlines only: other line separators may stand inside a form
    for number, line in enumerate(text.split("\n"), 1):
        line = line.removesuffix("\r")
        if not line.strip():
            if block is not None and block.rows:
                yield _checked(block, origin)
                block = None
            continue
        block = block or _Block(number)
        if line.startswith("#"):
            key, _, value = line[1:].partition("=")
            block.comments[key.strip()] = value.strip()
        else:
            _read_line(block, line, number, origin)
    if block is not None and block.rows:
        yield _checked(block, origin)


def _read_line(block: _Block, line: str, number: int, origin: str) -> None:
    columns = line.split("\t")
    if len(columns) != _COLUMNS:
        raise InputError(f"{origin}:{number}: {len(columns)} columns between tabs, expected {_COLUMNS}")
    identifier, form = columns[0], columns[1]
    if _EMPTY_ID.fullmatch(identifier):
        return
    if match := _RANGE_ID.fullmatch(identifier):
        first, last = int(match[1]) - 1, int(match[2]) - 1
        if first != len(block.rows) or last <= first:
            raise InputError(f"{origin}:{number}: range {identifier!r} does not begin at the next word")
        block.surfaces.append(_Surface(form, first, last, _misc(columns[9]), number))
        return
    if not _WORD_ID.fullmatch(identifier) or int(identifier) != len(block.rows) + 1:
        raise InputError(f"{origin}:{number}: ID {identifier!r}, expected {len(block.rows) + 1}")
    if not columns[6].isdigit():
        raise InputError(f"{origin}:{number}: HEAD {columns[6]!r} is not a number")
    index = len(block.rows)
    block.rows.append(columns)
    block.row_lines.append(number)
    if not block.surfaces or block.surfaces[-1].last < index:
        block.surfaces.append(_Surface(form, index, index, _misc(columns[9]), number))


def _checked(block: _Block, origin: str) -> _Block:
    count = len(block.rows)
    for row, number in zip(block.rows, block.row_lines, strict=True):
        if int(row[6]) > count or row[6] == row[0]:
            raise InputError(f"{origin}:{number}: HEAD {row[6]} of word {row[0]} in a sentence of {count} words")
    if block.surfaces[-1].last >= count:
        line = block.surfaces[-1].line
        raise InputError(f"{origin}:{line}: a range ends behind the last word, {count}")
    if not any(row[6] == "0" for row in block.rows):
        raise InputError(f"{origin}:{block.row_lines[0]}: no word of this sentence has HEAD 0")
    for row in block.rows:
        if _climbs_forever(block.rows, row):
            raise InputError(f"{origin}:{block.row_lines[int(row[0]) - 1]}: word {row[0]} is its own ancestor")
    return block


def _climbs_forever(rows: Sequence[Sequence[str]], row: Sequence[str]) -> bool:
    for _ in rows:
        if row[6] == "0":
            return False
        row = rows[int(row[6]) - 1]
    return row[6] != "0"


def _misc(column: str) -> dict[str, str]:
    if column == "_":
        return {}
    return {key: value for key, _, value in (part.partition("=") for part in column.split("|"))}


def _build_document(doc_id: str, blocks: Sequence[_Block], origin: str, parser: str) -> tuple[Document, list[Sentence]]:
    text = ""
    sentences: list[Sentence] = []
    for block in blocks:
        explicit = _explicit_start(block, origin)
        surface, places = _place_in_sentence(block, origin)
        if explicit is None:
            new_paragraph = any(key.startswith("newpar") for key in block.comments)
            start = len(text) + (0 if not text else 2 if new_paragraph else 1)
            gap = "\n\n" if new_paragraph else " "
            text = (text + gap if text else "") + surface
        else:
            start = explicit
            if start < len(text):
                raise InputError(f"{origin}:{block.row_lines[0]}: the offsets run back into the sentence before")
            if start - len(text) > _WIDEST_GAP:
                raise InputError(f"{origin}:{block.row_lines[0]}: offset {start} is far behind the sentence before")
            text = text + " " * (start - len(text)) + surface
        sentences.append(_build_sentence(doc_id, len(sentences), block, surface, start, places, parser))
    return Document(doc_id, text), sentences


def _explicit_start(block: _Block, origin: str) -> int | None:
    span = _explicit_span(block.surfaces[0], origin)
    return None if span is None else span[0]


def _explicit_span(surface: _Surface, origin: str) -> tuple[int, int] | None:
    if "TokenRange" in surface.misc:
        first, _, last = surface.misc["TokenRange"].partition(":")
    elif "start_char" in surface.misc and "end_char" in surface.misc:
        first, last = surface.misc["start_char"], surface.misc["end_char"]
    else:
        return None
    if not (first.isdigit() and last.isdigit() and int(first) <= int(last)):
        raise InputError(f"{origin}:{surface.line}: offsets {first!r} to {last!r} are not a range of characters")
    return int(first), int(last)


def _place_in_sentence(block: _Block, origin: str) -> tuple[str, list[tuple[int, int]]]:
    """The sentence's text and the range of each surface in it."""
    spans = [_explicit_span(surface, origin) for surface in block.surfaces]
    given = block.comments.get("text")
    places: list[tuple[int, int]] = []
    built = ""
    cursor = 0
    for surface, span in zip(block.surfaces, spans, strict=True):
        if span is not None and spans[0] is not None:
            start, end = span[0] - spans[0][0], span[1] - spans[0][0]
            if start < cursor:
                raise InputError(f"{origin}:{surface.line}: the offsets of {surface.form!r} run back")
        elif given is not None:
            start = given.find(surface.form, cursor)
            end = start + len(surface.form)
            if start < 0 or given[cursor:start].strip():
                raise InputError(f"{origin}:{surface.line}: {surface.form!r} is not next in '# text'")
        else:
            start = len(built)
            end = start + len(surface.form)
        places.append((start, end))
        cursor = end
        built = built.ljust(start) + surface.form.ljust(end - start)
        if surface.misc.get("SpaceAfter") != "No":
            built += " "
    built = built.rstrip()
    # a text longer than its words is kept: its last characters may be white space that counts
    text = given if given is not None and len(given) >= cursor else built
    return text, places


def _build_sentence(
    doc_id: str,
    number: int,
    block: _Block,
    text: str,
    start: int,
    places: Sequence[tuple[int, int]],
    parser: str,
) -> Sentence:
    word_places: list[tuple[int, int]] = []
    for surface, (first, last) in zip(block.surfaces, places, strict=True):
        rows = block.rows[surface.first : surface.last + 1]
        if len(rows) == 1:
            word_places.append((first, last))
        else:
            word_places.extend(_word_places(text[first:last], first, rows))
    end = max(last for _, last in word_places)
    columns = list(zip(*block.rows, strict=True))
    return Sentence(
        doc_id=doc_id,
        sentence_id=number,
        text=text[:end],
        start=start,
        end=start + end,
        words=columns[1],
        lemmas=tuple(_lemma(row) for row in block.rows),
        upos=tuple("X" if tag == "_" else tag for tag in columns[3]),
        feats=tuple("" if feats == "_" else feats for feats in columns[5]),
        heads=tuple(int(head) - 1 for head in columns[6]),
        deprels=columns[7],
        starts=tuple(start + first for first, _ in word_places),
        ends=tuple(start + last for _, last in word_places),
        ner=tuple(_entities(block)),
        parser=parser,
    )


def _word_places(token: str, start: int, rows: Sequence[Sequence[str]]) -> list[tuple[int, int]]:
    return place_words(token, start, [row[1] for row in rows])


def _lemma(row: Sequence[str]) -> str:
    # "_" means no lemma, except for the underscore itself
    return row[1].lower() if row[2] == "_" and row[1] != "_" else row[2]


def _entities(block: _Block) -> Iterator[str]:
    of_token = {index: s.misc.get("ner") for s in block.surfaces for index in range(s.first, s.last + 1)}
    for index, row in enumerate(block.rows):
        yield _misc(row[9]).get("ner") or of_token[index] or "O"


def _token_lines(sentence: Sentence) -> Iterator[str]:
    spans = list(zip(sentence.starts, sentence.ends, strict=True))
    index = 0
    for span, words in groupby(spans):
        count = len(list(words))
        # words that share a range are those whose letters are not in the text
        if count > 1:
            form = _cell(sentence.text[span[0] - sentence.start : span[1] - sentence.start])
            misc = f"start_char={span[0]}|end_char={span[1]}"
            yield "\t".join([f"{index + 1}-{index + count}", form, *["_"] * 7, misc])
        for position in range(index, index + count):
            yield _word_line(sentence, position, span)
        index += count


def _word_line(sentence: Sentence, index: int, span: tuple[int, int]) -> str:
    misc = [f"start_char={span[0]}", f"end_char={span[1]}"]
    if index + 1 < len(sentence) and sentence.starts[index + 1] == span[1]:
        misc.append("SpaceAfter=No")
    if sentence.ner[index] != "O":
        misc.append(f"ner={sentence.ner[index]}")
    columns = [
        str(index + 1),
        _cell(sentence.words[index]),
        _cell(sentence.lemmas[index]),
        sentence.upos[index],
        "_",
        sentence.feats[index] or "_",
        str(sentence.heads[index] + 1),
        sentence.deprels[index],
        "_",
        "|".join(misc),
    ]
    return "\t".join(columns)


def _cell(text: str) -> str:
    # tabs and newlines would end the column
    return _WHITE.sub(" ", text) or "_"
