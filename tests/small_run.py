"""A small codebook and four hand-made documents: a whole run without the real parser."""

from __future__ import annotations

import json
from pathlib import Path

from eventcoder.model.sentence import Document
from eventcoder.parsing.conllu import read_documents

CODES = """\
code	label	quad_class	goldstein
04	Consult	verbal cooperation	1.0
040	Consult, not specified below	verbal cooperation	1.0
11	Disapprove	verbal conflict	-2.0
111	Criticize	verbal conflict	-2.0
"""
FRAMES = """\
frames:
  - id: meet
    verbs: [meet]
    code: "040"
    symmetric: true
    target: [object, with]
    examples: {match: [{text: "Norway and Chad met.", source: Norway, target: Chad, code: "040"}], no_match: []}
  - id: criticize
    verbs: [criticize]
    code: "111"
    examples: {match: [{text: "Kenya criticized Peru.", source: Kenya, target: Peru, code: "111"}], no_match: []}
"""


def sentence_rows(*words: str) -> str:
    """CoNLL-U of one sentence; a word is `form/lemma/upos/head/deprel`, and may end in `/feats` or `/feats/ner`."""
    lines = []
    for number, word in enumerate(words, 1):
        form, lemma, upos, head, deprel, *rest = word.split("/")
        feats, ner = [*rest, "_", "_"][:2]
        misc = [
            part for part in (f"ner={ner}" if ner != "_" else "", "SpaceAfter=No" if number == len(words) - 1 else "")
        ]
        columns = (number, form, lemma, upos, "_", feats, head, deprel, "_", "|".join(filter(None, misc)) or "_")
        lines.append("\t".join(map(str, columns)))
    return "\n".join(lines) + "\n\n"


def criticizes(source: str, target: str, tense: str = "Tense=Past") -> str:
    return sentence_rows(
        f"{source}/{source}/PROPN/2/nsubj/_/S-Location",
        f"criticized/criticize/VERB/0/root/{tense}",
        f"{target}/{target}/PROPN/2/obj/_/S-Location",
        "././PUNCT/2/punct",
    )


MEETING = "# newdoc id = meeting\n" + sentence_rows(
    "Norway/Norway/PROPN/4/nsubj/_/S-Location",
    "and/and/CCONJ/3/cc",
    "Chad/Chad/PROPN/1/conj/_/S-Location",
    "met/meet/VERB/0/root/Tense=Past",
    "././PUNCT/4/punct",
)
# the heading has the same actors the other way round
HEADED = (
    "# newdoc id = headed\n"
    + sentence_rows(
        "Peru/Peru/PROPN/2/nsubj/_/S-Location",
        "criticizes/criticize/VERB/0/root/Tense=Pres",
        "Kenya/Kenya/PROPN/2/obj/_/S-Location",
    ).replace("SpaceAfter=No", "_")
    + "# newpar\n"
    + criticizes("Kenya", "Peru")
)
DENIED = "# newdoc id = denied\n" + sentence_rows(
    "Mali/Mali/PROPN/4/nsubj/_/S-Location",
    "did/do/AUX/4/aux/Tense=Past",
    "not/not/PART/4/advmod",
    "criticize/criticize/VERB/0/root/VerbForm=Inf",
    "Ghana/Ghana/PROPN/4/obj/_/S-Location",
    "././PUNCT/4/punct",
)
LAST = "# newdoc id = last\n" + criticizes("Egypt", "Sudan")
CONLLU = MEETING + HEADED + DENIED + LAST


def write_codebook(folder: Path) -> Path:
    """The small codebook as a folder."""
    (folder / "frames").mkdir(parents=True)
    (folder / "codebook.yaml").write_text('name: small\ntitle: Small\nversion: "1"\n', encoding="utf-8")
    (folder / "codes.tsv").write_text(CODES, encoding="utf-8")
    (folder / "frames" / "all.yaml").write_text(FRAMES, encoding="utf-8")
    return folder


def write_articles(path: Path) -> Path:
    """The documents of CONLLU as JSONL, and one that no parse is stored of."""
    documents = [document for document, _ in read_documents(CONLLU)]
    documents.insert(1, Document("unparsed", "Nobody parsed this text."))
    lines = [json.dumps({"id": one.doc_id, "text": one.text, "date": "2017-05-03"}) for one in documents]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path
