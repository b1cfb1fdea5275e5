"""Editions before the first one in the data, told by identifiers that only they have, or their spelling."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ..._store.lazily import regex

__all__ = ["EARLIER_EDITIONS", "EarlierEdition", "is_earlier_edition"]

#: So many identifiers of parts that only one edition has tell that a text speaks of it.
ENOUGH_OF_FAMILIES = 2

_NUMBER = regex(r"[0-9]+(?:\.[0-9]+)+")


class EarlierEdition(NamedTuple):
    """An edition that is known by name only.

    `spelling` is how identifiers of it are written, and later ones not. `ids` are those that no edition in
    the data has. `families` matches identifiers of parts that only it has, which are no identifiers to the
    data.
    """

    edition: str
    spelling: re.Pattern[str] | None = None
    ids: frozenset[str] = frozenset()
    families: re.Pattern[str] | None = None

    def has(self, written: str) -> bool:
        """Tell whether an identifier, as written, can only be of this edition: "Req-8.1.6"."""
        number = _NUMBER.search(written)
        is_spelt = self.spelling is not None and self.spelling.search(written) is not None
        return is_spelt or (number is not None and number[0] in self.ids)

    def is_listed_in(self, text: str) -> bool:
        """Tell whether a text has several identifiers of parts that only this edition has: "GRM-06, EKM-03".

        Args:
            text: The text.
        """
        if self.families is None:
            return False
        return len(set(self.families.findall(text))) >= ENOUGH_OF_FAMILIES


#: The last edition before the data of a document whose later editions number anew, or change titles, by its
#: id. Sources: the requirements of PCI DSS 3.2.1 (https://www.pcisecuritystandards.org/document_library/), as
#: the controls of ComplianceAsCode/content list them too, and the domains of CCM 3.0.1
#: (https://cloudsecurityalliance.org/research/cloud-controls-matrix), each without those of the data.
EARLIER_EDITIONS = {
    # Version 8 of May 2021 is no short form of 8.1: https://www.cisecurity.org/controls/v8-1
    "cis-controls": EarlierEdition("8"),
    # June 2019: https://www.first.org/cvss/v3-1/
    "cvss": EarlierEdition("3.1"),
    "csa-ccm": EarlierEdition(
        "3.0.1",
        families=re.compile(r"(?<![\w-])(?:AAC|DSI|EKM|GRM|MOS)-[0-9]{2}(?![0-9-])"),
    ),
    "pci-dss": EarlierEdition(
        "3.2.1",
        re.compile(r"\bReq-[0-9]"),  # as guides to hardening write the numbers of 3.2.1
        frozenset(
            (
                "1.1.3 1.1.4 1.1.5 1.1.6 1.1.7 1.3.4 1.3.5 1.3.6 1.3.7 2.4 2.5 2.6 3.2.2 3.2.3 "
                "3.5.2 3.5.3 3.5.4 3.6.2 3.6.3 3.6.4 3.6.5 3.6.6 3.6.7 3.6.8 4.3 6.4.4 6.4.5 "
                "6.4.5.1 6.4.5.2 6.4.5.3 6.4.5.4 6.4.6 6.5.7 6.5.8 6.5.9 6.5.10 6.6 6.7 7.1.3 "
                "7.1.4 8.1.3 8.1.4 8.1.5 8.1.6 8.1.7 8.1.8 8.7 8.8 9.1.3 9.6 9.6.1 9.6.2 9.6.3 "
                "9.7 9.7.1 9.8 9.8.1 9.8.2 9.9 9.9.1 9.9.2 9.9.3 9.10 10.2.3 10.2.4 10.2.5 10.2.6 "
                "10.2.7 10.3.5 10.3.6 10.5.2 10.5.3 10.5.4 10.5.5 10.8 10.8.1 11.2.3 11.3.3 "
                "11.3.4 11.3.4.1 12.3.5 12.3.6 12.3.7 12.3.8 12.3.9 12.3.10 12.5.4 12.5.5 12.11 "
                "12.11.1"
            ).split()
        ),
    ),
}


def is_earlier_edition(standard: str, version: Sequence[str]) -> bool:
    """Tell whether the parts of a version are those of the edition before the data, and no short form of it.

    >>> is_earlier_edition("cis-controls", ("8",)), is_earlier_edition("cis-controls", ("8", "1"))
    (True, False)

    Args:
        standard: The id of the document.
        version: The parts of the version: "8" and "1" of "8.1".
    """
    earlier = EARLIER_EDITIONS.get(standard)
    return earlier is not None and ".".join(version) == earlier.edition
