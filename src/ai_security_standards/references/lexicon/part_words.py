"""What the part of an annex is called in other languages of the Union: "Anhang I Teil II"."""

from __future__ import annotations

__all__ = ["PART_WORDS"]

#: The words, folded, with the one that is printed in English.
PART_WORDS = dict.fromkeys("teil teils teile partie parte deel czesc del".split(), "part")
