"""Find a record by its canonical reference, or name near misses."""

from __future__ import annotations

import datetime as dt
import re

from .._store.register import Register
from ..errors import InvalidData, UnknownReference, did_you_mean, nearest
from ..records.refs import Ref
from ..records.standards import Standard
from ..vocabulary import Completeness

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..records.provisions import Framework, Provision

#: What stands between the bodies of a joint committee, or a body and its part: ISO/IEC, ITU-T.
_BETWEEN = re.compile("[/-]")

__all__ = ["fallback_edition", "find_document", "find_edition", "find_provision", "publisher_ids"]


def find_document(register: Register, day: dt.date, text: str) -> Standard:
    """Return the document of a reference with its status on a day.

    Raises:
        UnknownReference: The register has none, or it was not known to exist on that day.
    """
    ref = text if text in register.files_by_ref else find_edition(register, day, text)
    record = register.standard(ref).on(day)
    if record is None:
        first = register.standard(ref).history[0]
        raise UnknownReference(
            f"{ref} was not known to exist on {day}; its first status, {first.status}, dates from "
            f"{first.since}",
            text,
        )
    return record


def find_edition(register: Register, day: dt.date, text: str) -> str:
    """Return a document reference completed with its edition, the one current on a day if none is named.

    Raises:
        UnknownReference: The register has no such standard or edition.
    """
    try:
        ref = Ref.parse(text)
    except InvalidData as invalid:
        near = nearest(text, register.editions)
        hint = f" catalog.resolve({text[:80]!r}) reads what people write{did_you_mean(near)}"
        raise UnknownReference(f"{invalid}{hint}", text, near) from None
    if ref.standard not in register.editions:
        near = nearest(ref.standard, register.editions)
        raise UnknownReference(f"unknown standard {ref.standard!r}{did_you_mean(near)}", text, near)
    if ref.edition is not None:
        editions = register.ordered(ref.standard)
        raise UnknownReference(
            f"{ref.standard} has no edition {ref.edition!r}; it has {', '.join(editions)}", text, editions
        )
    current = register.current(ref.standard, day.isoformat())
    if current is None:
        first = register.standard(register.ordered(ref.standard)[0])
        raise UnknownReference(
            f"no edition of {ref.standard} was known to exist on {day}; the first, "
            f"{first.ref}, dates from {first.history[0].since}",
            text,
            (str(first.ref),),
        )
    return current


def fallback_edition(register: Register, day: dt.date, document: Standard, printed: str) -> str | None:
    """Return the last edition that is shipped whole, for a provision that the current one lacks.

    Args:
        register: The register.
        day: The day on which the edition must be known.
        document: The current edition.
        printed: The identifier of the provision.

    Returns:
        A document reference; None where the structure of the current edition is whole, or where no whole
        one has the provision.
    """
    loaders = register.framework_loaders
    current = str(document.ref)
    if current in loaders:
        whole = register.framework(current).completeness is Completeness.COMPLETE
        if whole or printed in register.provisions(current):
            return None
    for ref in reversed(register.ordered(document.id)):
        if (
            ref != current
            and ref in loaders
            and register.framework(ref).completeness is Completeness.COMPLETE
            and printed in register.provisions(ref)
            and register.standard(ref).on(day) is not None
        ):
            return ref
    return None


def find_provision(register: Register, framework: Framework, document: Standard, text: str) -> Provision:
    """Return the provision of a document by its printed identifier.

    Raises:
        UnknownReference: The shipped structure has none; near misses are named.
    """
    _, printed = Ref.split(text)
    by_id = register.provisions(str(document.ref))
    if printed in by_id:
        return by_id[printed]
    near = nearest(printed, by_id)
    part = "" if framework.completeness == "complete" else " (only a part of it is shipped)"
    raise UnknownReference(
        f"{document.ref}{part} has no provision {printed!r}{did_you_mean(near)}",
        text,
        [str(by_id[miss].ref) for miss in near],
    )


def publisher_ids(register: Register, text: str) -> tuple[str, ...]:
    """Return the ids of the bodies that a name means, an id, a short name or a full name, case aside.

    The short name of a body also means its joint committees. Any other text comes back as it is.

    >>> register = load().snapshot.register
    >>> publisher_ids(register, "OWASP Foundation"), publisher_ids(register, "ISO")
    (('owasp',), ('iso', 'iso-iec'))
    """
    if text in register.publishers:
        return (text,)
    # "National Institute of Standards and Technology (NIST)" is the name without its bracket.
    folded = " ".join(text.casefold().partition(" (")[0].split())
    found = []
    for raw in (file.publishers[known] for known, file in register.publishers.items()):
        short = (raw.get("short_name") or "").casefold()
        is_part = len(folded) > 2 and folded in short and folded in _BETWEEN.split(short)
        if is_part or folded in (raw["id"].replace("-", " "), raw["id"], raw["name"].casefold(), short):
            found.append(raw["id"])
    return tuple(sorted(found, key=len)) or (text,)
