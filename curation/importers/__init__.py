"""Importers: each turns one publisher's own machine-readable file into a raw framework."""
