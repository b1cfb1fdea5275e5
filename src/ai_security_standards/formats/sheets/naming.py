"""Documents as sheets name them: "NIST CSF 2.0", "Secure Controls Framework (SCF) version 2026.1"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...vocabulary import ProvisionKind
from ..foreign import End, ForeignDocument, Report
from ..identity import edition_of, slug_of
from ..packing import PackedProvisions

__all__ = ["Documents", "identifiers_in", "is_nothing"]

_VERSION = re.compile(
    r"(?i)\b(?:version|v|rev(?:ision)?\.?|r|release)\s*(\d[\w.]*)|[:\s](20\d\d(?:\.\d+)*)\b|(?<![\w.])(\d+(?:\.\d+)+)"
)
_REFERENCE = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)*)@([A-Za-z0-9._/-]+)")
_NOTHING = frozenset(("", "-", "n/a", "na", "none", "no mapping", "not applicable", "tbd", "—"))
_SEPARATOR = re.compile(r"\s*[\n;]\s*")
_COMMA = re.compile(r"\s*,(?![^(]*\))\s*")
_LETTERS, _FROM_DIGIT = re.compile(r"[^\W\d]+"), re.compile(r"\d.*", re.DOTALL)


def is_nothing(text: str | None) -> bool:
    """Tell whether a cell says that there is nothing.

    >>> is_nothing(" N/A "), is_nothing("No Mapping"), is_nothing("A.5.1")
    (True, True, False)
    """
    return text is None or text.strip().casefold() in _NOTHING


def identifiers_in(cell: str) -> list[str]:
    """Return the identifiers of a cell, which may list several: one a line, or with semicolons between.

    A comma separates those that begin alike; elsewhere it is part of an identifier.

    >>> identifiers_in("AC-2(1), SI-4"), identifiers_in("A.5.1; Annex III, 1")
    (['AC-2(1)', 'SI-4'], ['A.5.1', 'Annex III, 1'])
    """
    found = []
    for text in _SEPARATOR.split(cell.strip()):
        pieces = _COMMA.split(text)
        found += pieces if len(set(map(_beginning, pieces))) == 1 else [text]
    return [" ".join(each.split()) for each in found if not is_nothing(each)]


def _beginning(text: str) -> str:
    """Return the form of a text up to its first digit, each run of letters as one."""
    return _FROM_DIGIT.sub("9", _LETTERS.sub("a", text))


class Documents:
    """The documents that sheets name, with the provisions that their rows do."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._documents: dict[str, ForeignDocument] = {}
        self._provisions: dict[str, PackedProvisions] = {}

    def add(
        self,
        key: str,
        names: Sequence[str] = (),
        *,
        slug: str | None = None,
        edition: str | None = None,
        title: str | None = None,
        publisher: str = "unknown",
        address: str | None = None,
        date: str | None = None,
    ) -> str:
        """Add a document, if it is new, and return its key.

        Args:
            key: What names it in the files.
            names: Texts by which the catalog may know it; the key alone where there are none.
            slug: Its id; made of its name without the version where it is not given.
            edition: Its edition; the version in its names where it is not given.
            title: Its title; the first name where it is not given.
            publisher: Who publishes it.
            address: Where it can be opened.
            date: When it was published.
        """
        if key not in self._documents:
            self._report.budget.spend_document()
            listed = tuple(dict.fromkeys((*names, key)))
            stated = next((found for name in listed for found in _VERSION.finditer(name)), None)
            version = next(filter(None, stated.groups())) if stated else None
            plain = _VERSION.sub(" ", listed[0]).strip() or listed[0]
            own = _REFERENCE.fullmatch(key)
            if own is not None:  # named as references are written
                slug, edition = own[1], own[2]
            self._documents[key] = ForeignDocument(
                key=key,
                names=listed,
                slug=slug or slug_of(plain, limit=60),
                edition=edition_of(edition or version),
                title=title or listed[0],
                publisher=publisher,
                address=address,
                date=date,
                file=self._report.file,
            )
            self._provisions[key] = PackedProvisions(file=self._report.file)
        return key

    def end(
        self,
        key: str,
        identifier: str,
        title: str | None = None,
        summary: str | None = None,
        kind: ProvisionKind = ProvisionKind.REQUIREMENT,
        parent: str | None = None,
    ) -> End:
        """Return the end that an identifier names, and note the provision.

        Args:
            key: The document.
            identifier: The identifier, as it is printed.
            title: The title of the provision.
            summary: What it says.
            kind: What it is.
            parent: The identifier of what is above it.
        """
        known = self._provisions[key]
        title, summary = (None if is_nothing(text) else text for text in (title, summary))
        is_new = known.keys.find(identifier) is None
        number = known.add(identifier, kind, self._report.file)
        above = parent if is_new else None
        known.fill(number, self._report.file, title=title, summary=summary, parent=above)
        return End(key, identifier)

    def add_details(
        self,
        end: End,
        assessable: bool,
        retired: bool = False,
        level: str | None = None,
        note: str | None = None,
    ) -> None:
        """Add what a sheet says of a provision that has been noted.

        Args:
            end: The provision.
            assessable: Whether people assess it.
            retired: Whether it is no longer in use.
            level: Its level; the first that is stated counts.
            note: Remarks, likewise.
        """
        known = self._provisions[end.document]
        number = known.add(end.key, ProvisionKind.REQUIREMENT, self._report.file)
        known.fill(number, self._report.file, level=level, note=note)
        known.mark(number, assessable, retired)

    def listed(self) -> tuple[ForeignDocument, ...]:
        """Return the documents, in the order in which they were named."""
        return tuple(
            document._replace(provisions=self._provisions[key]) for key, document in self._documents.items()
        )
