"""Words that syntax needs and that no codebook should repeat: light verbs, reporting verbs, cues of factuality."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from eventcoder.model.tree_pattern import TreePattern


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The closed word lists of one language, from codebooks/lexicon/en.yaml. All lemmas, lower case.

    transparent_nouns: nouns that count or frame an act ("a *series* of attacks"); unreal_nouns: nouns under which an
    act has not happened ("the *threat* of war").
    reversed_light_verbs: their subject suffers the event noun ("*faced* criticism from X", "*came* under attack").
    effect_verbs: what an event noun as subject does to its victim ("the air strike *killed* ten").
    lemma_corrections, noun_corrections: `form=lemma` pairs of verbs ("lent=lend") and nouns ("bases=base") where the
    lemmatizer is wrong; known_verbs, known_nouns: every lemma that a list or a codebook of the run holds, against which
    doubtful lemmas are mended.
    body_nouns, country_nouns: what points back with a bare "the" ("the group", "the country").
    tie_participles: word forms that join a name to those it stands behind ("Iran-*backed* rebels").
    mutual_verbs, mutual_nouns: what those who do it together do to each other ("A and B *met*", "held *talks*").
    willing_adjectives: what only somebody can be, so that "it is *willing* to" has a subject.
    document_nouns: texts that act for who wrote them ("passed a *resolution* condemning X"), where one of the
    publishing_verbs stands above.
    known_companions: head lemma of event nouns that are one only beside certain words ("*state* of emergency") ->
    those words; put together from the run's codebooks.
    known_patterns: (kind, lemma) -> the tree patterns that frames of the run ask for at such a predicate.
    habit_words: adverbs that make an act a habit ("*regularly* attacks").
    event_nouns: nouns that name an act ("attack", "talks"); the pipeline adds the nouns of the run's codebooks.
    """

    light_verbs: frozenset[str]
    occurrence_verbs: frozenset[str]
    reporting_verbs: frozenset[str]
    aspect_verbs: frozenset[str]
    negative_verbs: frozenset[str]
    request_verbs: frozenset[str]
    alleging_verbs: frozenset[str]
    intending_verbs: frozenset[str]
    negators: frozenset[str]
    alleging_words: frozenset[str]
    object_control_verbs: frozenset[str]
    group_nouns: frozenset[str]
    person_nouns: frozenset[str]
    event_nouns: frozenset[str]
    time_nouns: frozenset[str]
    transparent_nouns: frozenset[str] = frozenset()
    unreal_nouns: frozenset[str] = frozenset()
    effect_verbs: frozenset[str] = frozenset()
    reversed_light_verbs: frozenset[str] = frozenset()
    lemma_corrections: frozenset[str] = frozenset()
    noun_corrections: frozenset[str] = frozenset()
    habit_words: frozenset[str] = frozenset()
    body_nouns: frozenset[str] = frozenset()
    country_nouns: frozenset[str] = frozenset()
    tie_participles: frozenset[str] = frozenset()
    mutual_verbs: frozenset[str] = frozenset()
    mutual_nouns: frozenset[str] = frozenset()
    willing_adjectives: frozenset[str] = frozenset()
    document_nouns: frozenset[str] = frozenset()
    publishing_verbs: frozenset[str] = frozenset()
    known_patterns: Mapping[tuple[str, str], tuple[TreePattern, ...]] = field(default_factory=dict)
    known_companions: Mapping[str, frozenset[str]] = field(default_factory=dict)
    known_verbs: frozenset[str] = frozenset()
    known_nouns: frozenset[str] = frozenset()
