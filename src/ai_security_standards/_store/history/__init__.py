"""Earlier data releases: canonical records, reverse deltas, and the data folder of a release."""
