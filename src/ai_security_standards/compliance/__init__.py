"""What is covered by what is implemented, what is left, and what it would take.

Everything here rests on what follows from mapping sets, and keeps apart what does not: untyped,
supportive and threat relationships lead to candidates, which count for nothing until somebody looks.
"""

from .covering import Bounds, Coverage, Covered, Part, Parts, coverage

__all__ = ["Bounds", "Coverage", "Covered", "Part", "Parts", "coverage"]
