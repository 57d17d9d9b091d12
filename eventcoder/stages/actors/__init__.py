"""From a phrase to an actor: names, role nouns and what they belong to, at a date."""

from eventcoder.stages.actors.dictionary import CompiledActors

__all__ = ["CompiledActors"]
