"""Clauses that leave out the verb of the clause before: "Iran criticised France and *Syria Britain*"."""

from __future__ import annotations

from eventcoder.stages.triples.tree import Tree

GAP_CONJUNCTIONS = frozenset({"and", "but", "while", "whereas", ",", ";"})


def find_gap_of_noun(tree: Tree, i: int) -> None:
    """ "Latvia expelled three diplomats, and *Estonia two attachés*"."""
    first = tree.heads[i]
    subject = tree.child(i, "nsubj")
    if subject < 0 or subject > i or first < 0 or tree.rels[first] not in ("obj", "obl") or tree.child(i, "cop") >= 0:
        return
    verb = tree.heads[first]
    if verb >= 0 and tree.upos[verb] == "VERB":
        tree.attach(i, verb, "dep")
        tree.attach(subject, verb, "dep")
        tree.gaps.append((verb, subject, i))


def find_gap(tree: Tree, i: int) -> None:
    """ "Iran criticised France and Syria Britain": two names side by side after the conjunction are a clause."""
    first = tree.heads[i]
    if first < 0 or tree.lower[i - 1] not in GAP_CONJUNCTIONS:
        return
    if tree.upos[first] == "VERB":
        verb, role = first, ""
    elif tree.rels[first] in ("obj", "obl") and tree.upos[tree.heads[first]] == "VERB":
        verb, role = tree.heads[first], tree.preposition(first)
    else:
        return
    subject = next((k for k in tree.children[verb] if tree.rels[k] == "nsubj" and k < verb), -1)
    if subject < 0 or not (first == verb or tree.ner[first][2:] == tree.ner[i][2:]):
        return
    end = i + 1
    while end < len(tree.words) and tree.ner[end][:2] in ("I-", "E-"):
        end += 1
    at = next((k for k in range(end, min(end + 3, len(tree.words))) if tree.ner[k][:2] in ("B-", "S-")), -1)
    between = tree.lower[end:at] if at >= 0 else [","]
    small_words = {"the", *role.split()}
    if any(word not in small_words for word in between) or (role and not between):
        return
    # the names' heads: the parser may take the last word of a name for it
    partner = at
    while tree.heads[partner] >= at and tree.ner[tree.heads[partner]][:2] in ("I-", "E-"):
        partner = tree.heads[partner]
    same = tree.ner[i][2:] == tree.ner[partner][2:] == tree.ner[subject][2:] != ""
    if same and tree.heads[partner] in (i, first, verb):
        tree.attach(partner, verb, "dep")
        tree.attach(i, verb, "dep")
        tree.gaps.append((verb, i, partner))
