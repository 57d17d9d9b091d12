"""Sentences by hand: `form|UPOS|head|relation|entity|features` a word, heads 1-based, the last two may be left out."""

from __future__ import annotations

from eventcoder.model.predication import Phrase
from eventcoder.model.sentence import Sentence


def sentence(compact: str, sentence_id: int = 0) -> Sentence:
    rows = [word.split("|") for word in compact.split()]
    count = len(rows)
    forms = tuple(row[0] for row in rows)
    starts = tuple(sum(len(form) + 1 for form in forms[:i]) for i in range(count))
    return Sentence(
        doc_id="test",
        sentence_id=sentence_id,
        text=" ".join(forms),
        start=0,
        end=len(" ".join(forms)),
        words=forms,
        lemmas=tuple(form.lower() for form in forms),
        upos=tuple(row[1] for row in rows),
        feats=tuple(row[5] if len(row) > 5 else "" for row in rows),
        heads=tuple(int(row[2]) - 1 for row in rows),
        deprels=tuple(row[3] for row in rows),
        starts=starts,
        ends=tuple(start + len(form) for start, form in zip(starts, forms, strict=True)),
        ner=tuple(row[4] if len(row) > 4 else "O" for row in rows),
    )


def phrase(parsed: Sentence, words: str, *, skip: tuple[int, ...] = ()) -> Phrase:
    """The phrase with these words; its head is the word whose governor stands outside it."""
    wanted = words.replace(" ", "").replace("-", "")
    for start in range(len(parsed)):
        if parsed.upos[start] == "PUNCT" and not parsed.words[start].strip("-"):
            continue
        for end in range(start + 1, len(parsed) + 1):
            if "".join(parsed.words[start:end]).replace("-", "") == wanted:
                head = next(i for i in range(start, end) if not start <= parsed.heads[i] < end and i not in skip)
                return Phrase(parsed.sentence_id, head, start, end, skip)
    raise AssertionError(f"no {words!r} in {parsed.words}")
