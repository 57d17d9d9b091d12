"""From text to parsed sentences: the Stanza engine with its bundled model, and the CoNLL-U reader."""
