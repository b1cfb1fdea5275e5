"""What is seen in a text: a place that refers to something, before it is known to what."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Sighting"]


class Sighting(NamedTuple):
    """A place in a text that refers to something: a document, a provision, or one that does not exist.

    Attributes:
        start: Where it starts in the text.
        end: The position after its last character.
        standard: The id of the document.
        edition: The edition that is written with it; None without one, "" for an unknown one.
        ids: The provisions that it may mean; empty for a document.
        unknown_edition: The text of an edition that does not exist.
        unknown_id: The text of an identifier that no edition has.
        range_ids: The provisions inside a range that starts here.
        alternatives: Further standards with the same name or identifier.
        weak: Whether it is a name that means little without an identifier.
        needs_company: Whether it is weak only unless the text names the document or publisher elsewhere.
        doubtful: Whether it may be of an act that the register lacks.
    """

    start: int
    end: int
    standard: str
    edition: str | None
    ids: tuple[str, ...] = ()
    unknown_edition: str = ""
    unknown_id: str = ""
    range_ids: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()
    weak: bool = False
    needs_company: bool = False
    doubtful: bool = False

    @property
    def is_document(self) -> bool:
        """Tell whether it refers to a document without a provision."""
        return not self.ids and not self.unknown_id
