"""The parts of designations that vary, and the shorter forms in which designations are cited."""

from __future__ import annotations

from collections.abc import Iterator

from ..._store.lazily import regex
from ..text.tokens import Tokens

__all__ = ["ANY_BODY", "BODIES", "DOCUMENT_TYPES", "NATIONAL_PREFIXES", "is_other_part", "variants_of"]

Key = tuple[str, ...]

# "ISO/IEC FDIS 27090", "DIN EN ISO/IEC 42001", "ISO 24028": bodies, national prefixes and document
# types vary; the number stays. ISO/IEC Directives, Part 1; CEN-CENELEC Internal Regulations.
BODIES = frozenset(("iso", "iec"))
NATIONAL_PREFIXES = frozenset(
    "din en bs nf uni une sist ds ss nen oenorm prenen pren jis sn csa ansi incits".split()
)
DOCUMENT_TYPES = frozenset(
    "iec iso tr ts pas dis fdis cd wd awi prf is dtr dts cdts cdtr guide np pwi".split()
)

#: The ids of documents that their publishers number by parts.
_IN_PARTS = ("iso-", "iec-", "en-", "etsi-")
_PART = regex(r"[1-9][0-9]?")
_IS_PART = regex(r".*-[0-9]{1,2}")
#: The number of a document has at least so many digits; that of a part has fewer.
SHORTEST_NUMBER = 3

#: The key of all combinations of bodies, prefixes and types; with a space, so that it is no word of a text.
ANY_BODY = "iso "


def variants_of(key: Key) -> Iterator[Key]:
    """Yield the keys under which a designation is found: in full, and without its body."""
    yield key
    yield from _iso_variants(key)
    yield from _etsi_and_nist_variants(key)


def _iso_variants(key: Key) -> Iterator[Key]:
    """Yield a designation with any body in front.

    Pattern: (national prefix | body | document type)+ number …

    Examples::

        ISO/IEC TR 24030     ->  any body, 24030
        EN ISO/IEC 42001     ->  any body, 42001
    """
    if len(key) < 2 or (key[0] not in BODIES and key[0] not in NATIONAL_PREFIXES):
        return
    position = 0
    while position < len(key) and key[position] in NATIONAL_PREFIXES | BODIES | DOCUMENT_TYPES:
        position += 1
    if position < len(key) and key[position].isdigit() and set(key[:position]) & BODIES:
        yield (ANY_BODY, *key[position:])


def _etsi_and_nist_variants(key: Key) -> Iterator[Key]:
    """Yield the shorter and longer forms of designations by ETSI and NIST.

    Examples::

        NIST SP 800-53       ->  SP 800-53, NIST 800-53, NIST Special Publication 800-53
        NIST IR 8596         ->  IR 8596, NISTIR 8596, Internal Report 8596
        ETSI GR SAI 004      ->  GR SAI 004, SAI 004, ETSI SAI 004
    """
    designation = key
    if key[0] in ("etsi", "nist") and len(key) > 2:
        designation = key[1:]
        series, *number = designation
        if series in ("tr", "ts", "en", "gr", "gs", "es", "eg", "sp", "ai", "ir"):
            yield designation
        if series == "sp":
            yield ("special", "publication", *number)
            yield ("nist", "special", "publication", *number)
            yield ("nist", *number)
        if series == "ir":
            yield ("nistir", *number)
            yield ("internal", "report", *number)
            yield ("interagency", "report", *number)
    if designation[:2] in (("gr", "sai"), ("gs", "sai")):
        yield designation[1:]
        yield ("etsi", *designation[1:])


def is_other_part(tokens: Tokens, first: int, stop: int, standard: str) -> bool:
    """Tell whether the number of another part follows the number of a document.

    Examples::

        ISO/IEC 27035-2          yes, as the data have part 1, "ISO/IEC 27035" for short
        ISO/IEC 27001-27005      no, two documents
        iso-27001-2022           no, an edition
        ISO27001-5.2, ISO27001-5 no, a clause

    Args:
        tokens: The tokens of the text.
        first: The token with which the name begins.
        stop: The token before which it ends.
        standard: The id of the document.
    """
    if not standard.startswith(_IN_PARTS) or not tokens.is_number(stop) or tokens[stop].gap != "-":
        return False
    number = tokens[stop - 1]
    if not number.is_number or len(number.text) < SHORTEST_NUMBER or not _PART.fullmatch(tokens[stop].text):
        return False
    if tokens.is_number(stop + 1) and tokens[stop + 1].gap in (".", "-", ""):
        return False
    return number.gap != "" or stop - 1 == first or _IS_PART.fullmatch(standard) is not None
