"""Persons whom no dictionary has by their whole name: by their title, or by a longer name in the document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from eventcoder.model.actor import Actor
from eventcoder.stages.actors.home import of_story
from eventcoder.stages.actors.sentence_index import NounMatch, SentenceIndex

if TYPE_CHECKING:
    from eventcoder.stages.actors.resolver import Area, DocumentResolver

_TITLE_RELATIONS = ("nmod:desc", "compound", "flat", "appos", "nmod")


class PersonReader:
    """Reads names of persons in one document."""

    def __init__(self, document: DocumentResolver) -> None:
        """For one document."""
        self.document = document

    def titled(self, sentence: int, index: SentenceIndex, head: int, area: Area) -> Actor | None:
        """A name that no dictionary has whole: by surname and title, by the document, else by its title alone.

        The title gives the code ("Foreign Minister X Y of Turkey": TURGOV), the text the name.
        """
        span = index.spans[head]
        if span is None:
            return None
        name = " ".join(index.sentence.words[span.start : span.end])
        surname = [piece for piece, _, token in index.flat if span.start <= token < span.end and piece != ","]
        known = self.document.titles.by_title(
            index,
            head,
            span,
            surname[-1] if surname else "",
            list(self._titles(index, head, span.start, span.end, area)),
        )
        if known is not None:
            return known
        if span.end - span.start == 1 and surname:
            for number, start, end in self.document.context.full_names(surname[-1]):
                if (number, start) == (sentence, span.start):
                    continue
                full = self.document.resolve_token(number, self.head_of(number, start, end))
                if full.code is not None:
                    return replace(
                        full, how=f"surname of {' '.join(self.document.sentences[number].words[start:end])}: {full.how}"
                    )
        for title in self._titles(index, head, span.start, span.end, area):
            place = area if area.holds(title.start, title.end) else self.document.extent(sentence, title.end - 1)
            found = self.document.role_nouns.read(
                sentence, index, title, head if place is area else title.end - 1, place, context=False
            )
            if found is not None and found.code is not None:
                person = replace(found, name=name, kind="person", ner="Person", how=f"title {found.how}")
                return of_story(self.document, person, sentence, title.end - 1)
        return None

    def head_of(self, sentence: int, start: int, end: int) -> int:
        """The token of a span whose head lies outside it."""
        heads = self.document.sentences[sentence].heads
        return next((token for token in range(start, end) if not start <= heads[token] < end), start)

    def _titles(self, index: SentenceIndex, head: int, start: int, end: int, area: Area) -> Iterator[NounMatch]:
        """Role nouns beside a person's name, nearest evidence first: before it, then appositions either way."""
        deprels, heads = index.sentence.deprels, index.sentence.heads
        before = [
            match
            for match in index.nouns
            if match.end <= start
            # a title before a name may become a second subject: "Kenyan opposition leader | Ann Bell spoke"
            and (area.start <= match.start or (match.end == start and heads[match.end - 1] == heads[head]))
        ]
        before = [m for m in before if m.end >= start - 1 or deprels[m.end - 1] in _TITLE_RELATIONS]
        if before:
            last = max(match.end for match in before)
            yield min((match for match in before if match.end == last), key=lambda match: match.start)
        near = [child for child in index.children[head] if deprels[child] in {"appos", "nmod:desc", "flat"}]
        if deprels[head] in {"appos", "flat", "nmod:desc"} and heads[head] >= 0:
            near.append(heads[head])
        whole = replace(area, start=0, end=len(index.sentence), skip=frozenset())
        for token in near:
            if not start <= token < end:
                found = self.document.noun_at(index, token, whole)
                if found is not None:
                    yield found
