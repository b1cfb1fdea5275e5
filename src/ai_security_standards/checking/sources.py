"""Rules of sources and releases, which records of every kind keep: addresses, days, data versions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from urllib.parse import urlsplit

from .._store.findings import Finding, field_finding
from ..records.dates import PartialDate
from ..records.standards import Source

__all__ = [
    "address_findings",
    "data_version_findings",
    "future_findings",
    "is_address",
    "is_data_version",
    "source_findings",
]

_DATA_VERSION = re.compile(r"20\d\d\.(?:0[1-9]|1[0-2])\.\d+\Z")
_BRANCH = re.compile(r"https://github\.com/[^/]+/[^/]+/(blob|tree)/(HEAD|main|master)/")


def is_address(text: str) -> bool:
    """Tell whether a text is a web address with a host.

    >>> is_address("https://www.etsi.org/"), is_address("javascript:alert(1)")
    (True, False)
    """
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and "." in parts.netloc and not re.search(r"\s", text)


def address_findings(field: str, address: str | None) -> Iterator[Finding]:
    """Find an address that cannot be opened; None is no finding."""
    if address is not None and not is_address(address):
        yield field_finding(field, f"{address!r} is not a web address", "write https://, host and path")


def is_data_version(text: str) -> bool:
    """Tell whether a text is the number of a data release.

    >>> is_data_version("2026.11.0"), is_data_version("2026.13.0")
    (True, False)
    """
    return bool(_DATA_VERSION.match(text))


def data_version_findings(recorded: str) -> Iterator[Finding]:
    """Find what is no number of a data release."""
    if not is_data_version(recorded):
        yield field_finding("recorded", f"{recorded!r} is not a data version", "write YYYY.MM.N")


def future_findings(field: str, day: PartialDate) -> Iterator[Finding]:
    """Find a day that has not come yet."""
    if day.first > date.today():
        yield field_finding(field, f"{day} is in the future", "give the day of the check")


def source_findings(sources: Iterable[Source]) -> Iterator[Finding]:
    """Find sources that cannot be opened, or whose address moves."""
    for i, source in enumerate(sources):
        field = f"sources[{i}].address"
        yield from address_findings(field, source.address)
        if _BRANCH.match(source.address):
            yield field_finding(field, "the address follows a branch, which moves", "name the commit")
