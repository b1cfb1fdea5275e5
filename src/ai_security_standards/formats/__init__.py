"""Formats of the outside world, one module each, imported only when it is asked for."""
