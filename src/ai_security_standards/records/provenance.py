"""Where an answer comes from: which release of the data, with what overlays, by which version."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

__all__ = ["DIGEST_LENGTH", "OverlayProvenance", "Provenance"]

#: How many characters of a digest are printed.
DIGEST_LENGTH = 12


class OverlayProvenance(NamedTuple):
    """One overlay of a catalog: the digest of its records, and its own release where it names one."""

    digest: str
    release: str | None = None

    def __str__(self) -> str:
        return f"overlay {self.release} ({self.digest})" if self.release else f"overlay {self.digest}"


class Provenance(NamedTuple):
    """Where an answer comes from; printed as one line.

    `release` is the data release whose records answer, and `digest` begins the SHA-256 of its canonical
    records. `day` is the day that is answered for. `installed` is the data release of the installed package,
    another one under `as_known`, and `version` the version of its code.

    >>> from ai_security_standards import load
    >>> load().as_known("2026.11.0").provenance.release
    '2026.11.0'
    """

    release: str
    digest: str
    day: dt.date
    installed: str
    version: str
    overlays: tuple[OverlayProvenance, ...] = ()

    def __str__(self) -> str:
        parts = [f"data {self.release} ({self.digest})", *map(str, self.overlays), f"as of {self.day}"]
        code = f"ai-security-standards {self.version}"
        if self.installed != self.release:
            code += f" with data {self.installed}"
        return f"{', '.join(parts)}; {code}"
