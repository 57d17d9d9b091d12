"""The stages: pure functions from tables and values to tables and values; each imports only the floors below."""
