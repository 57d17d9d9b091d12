"""Our own driver of the bundled model's networks: the same weights as in stanza, computed in fewer and larger steps.

Every matrix product has a row a token, or a sentence of one length, never padding that depends on the neighbours, so
that an annotation is the same, bit by bit, whatever else is in the batch.
"""
