"""The provenance of the answers of a snapshot: release, digests, day and version."""

from __future__ import annotations

import datetime as dt

from .._store.register import Register, packaged_register
from ..records.provenance import DIGEST_LENGTH, OverlayProvenance, Provenance

__all__ = ["provenance_on"]


def provenance_on(register: Register, day: dt.date) -> Provenance:
    """Return the provenance of what a register answers for a day."""
    return Provenance(
        release=register.data_version,
        digest=register.digest[:DIGEST_LENGTH],
        day=day,
        installed=packaged_register().data_version,
        version=_version(),
        overlays=register.cached("overlays", _overlays),
    )


def _overlays(register: Register) -> tuple[OverlayProvenance, ...]:
    if not register.given_overlays:
        return ()
    from .._store.history.overlays import overlay_digests

    return tuple(
        OverlayProvenance(digest[:DIGEST_LENGTH], release)
        for digest, release in overlay_digests(register.given_overlays)
    )


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("ai-security-standards")
    except PackageNotFoundError:  # a source tree that nobody installed
        return "of a source tree"
