"""Values that every floor shares: sentences, predications, actors, codebooks. Frozen, slotted, no behaviour."""
