"""The parser's own lemmas of the shipped codebook's forms, kept so that tests need no parser.

    python -m tests.evaluation.stored_lemmas [FOLDER OF A PARSE CACHE]

writes them anew: minutes where nothing is cached. Run it when many entries were added.
"""

from __future__ import annotations

import gzip
import sys
from functools import lru_cache
from pathlib import Path

from eventcoder.evaluation.lemma_check import ENTRIES, FormResult, all_forms, check_forms
from eventcoder.parsing.registry import find_parser
from eventcoder.storage.parse_cache import ParseCache
from tests.golden.stored import GOLDEN, shipped_coder

STORE = GOLDEN / "lemmas.tsv.gz"


@lru_cache
def stored_lemmas() -> dict[tuple[str, str], str]:
    """(form, part of speech) -> the parser's lemma. The lemmatizer looks at nothing else."""
    lines = gzip.decompress(STORE.read_bytes()).decode("utf-8").splitlines()
    found = {}
    for line in lines:
        form, upos, lemma = line.split("\t")
        found[form, upos] = lemma
    return found


def is_one_token(form: str) -> bool:
    """Whether the tokenizer leaves a form whole: "cease-fires" it does not."""
    return form.isalpha()


def lemmas_of(results: list[FormResult]) -> dict[tuple[str, str], str]:
    """What is to be stored of results: forms of one token that were tagged as what they are."""
    return {
        (result.form.text, result.form.word.upos): result.parser_lemma.lower()
        for result in results
        if is_one_token(result.form.text) and result.upos == result.form.word.upos
    }


def main(arguments: list[str]) -> int:
    coder = shipped_coder()
    parser = find_parser("stanza")("bundled", "cpu")
    forms = [form for form in all_forms(coder.codebooks[0].codebook) if form.word.kind in ENTRIES]
    cache = ParseCache(Path(arguments[0]), parser.name) if arguments else None
    found = lemmas_of(check_forms(forms, coder, parser, cache))
    text = "".join(f"{form}\t{upos}\t{lemma}\n" for (form, upos), lemma in sorted(found.items()))
    # mtime=0: the same lemmas give the same bytes
    STORE.write_bytes(gzip.compress(text.encode("utf-8"), mtime=0))
    print(f"{STORE.name}: {len(found)} forms")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
