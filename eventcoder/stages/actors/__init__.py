"""From a phrase to an actor: names, role nouns and what they belong to, at a date."""

from eventcoder.stages.actors.dictionary import CompiledActors, compile_actors

__all__ = ["CompiledActors", "compile_actors"]
