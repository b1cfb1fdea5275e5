"""Fuzzers: one target for each reader of what others wrote; see `python -m fuzz --help`."""
