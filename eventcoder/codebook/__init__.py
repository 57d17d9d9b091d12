"""YAML to Codebook: loading, the static check, the lexicon."""
