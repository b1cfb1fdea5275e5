"""Which document of the catalog a foreign one is, and which of its provisions an identifier means."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from functools import partial
from operator import methodcaller

from ..catalog import Catalog
from ..errors import AmbiguousReference, InvalidData, StandardsError, did_you_mean, nearest
from ..records.refs import Ref
from ..vocabulary import LossKind
from .foreign import ForeignDocument, ForeignProvision, Report
from .texts import tidy

__all__ = [
    "Identifiers",
    "edition_in",
    "edition_of",
    "find_document",
    "is_wider",
    "slug_of",
    "with_sound_ref",
]

#: The share of the identifiers that a document of the catalog must have to be taken for a foreign one.
_SHARE = 0.6
#: A version or a year in a name: "v8", "2.0", "2022", "Rev 5", "Rev. 5".
_VERSION = re.compile(
    r"(?:(?<=[vV])\d+(?:\.\d+)*|(?<![\d.])\d+(?:\.\d+)+|(?<!\d)20\d\d(?!\d)|(?<=Rev )\d+|(?<=Rev\. )\d+)"
)
#: The same at the end of a name, where a number alone may be anything.
_AT_END = re.compile(
    r"(?i)(?<![a-z0-9.])(?:(?:v|rev(?:ision)?[-_. ]?)(\d+(?:\.\d+)*)|(\d+(?:\.\d+)+|(?:19|20)\d\d))\Z"
)
_LONE_V = re.compile(r"(?<![A-Za-z])[vV](?![A-Za-z0-9])")
#: The most characters of an item below a provision: "a", "12", "iii".
_LONGEST_ITEM = 3
_OTHER = re.compile(r"[^a-z0-9]+")
_OTHER_IN_EDITION = re.compile(r"[^A-Za-z0-9._-]+")


def slug_of(*texts: str, limit: int = 100) -> str:
    """Return an id of small letters, digits and hyphens.

    >>> slug_of("urn:ACME", "Contrôles  2.0")
    'urn-acme-controles-2-0'
    """
    plain = unicodedata.normalize("NFKD", "-".join(texts)).encode("ascii", "ignore").decode().casefold()
    return _OTHER.sub("-", plain).strip("-")[:limit].strip("-") or "unnamed"


def edition_of(text: str | None) -> str:
    """Return an edition that a reference may have.

    >>> edition_of("v 4.1 (final)"), edition_of(None)
    ('v-4.1-final', 'undated')
    """
    plain = unicodedata.normalize("NFKD", text or "").encode("ascii", "ignore").decode()
    return _OTHER_IN_EDITION.sub("-", plain)[:60].strip("._-") or "undated"


def edition_in(name: str) -> str:
    """Return the edition that stands at the end of a name.

    >>> edition_in("scf-2025.2.2"), edition_in("adobe-ccf-v5"), edition_in("sp-800-53")
    ('2025.2.2', '5', 'undated')
    """
    found = _AT_END.search(name)
    return edition_of(found[1] or found[2]) if found is not None else "undated"


def with_sound_ref(document: ForeignDocument, report: Report) -> ForeignDocument:
    """Return a document with an id and an edition that a reference may have; the report says what changed."""
    slug = document.slug if _is_sound(Ref(document.slug)) else slug_of(document.slug)
    is_sound = _is_sound(Ref(slug, document.edition))
    edition = document.edition if is_sound else edition_of(document.edition)
    if (slug, edition) != (document.slug, document.edition):
        what = f"{document.slug}@{document.edition} is read as {slug}@{edition}"
        report.add(LossKind.REPAIRED, document.key, "", what)
    return document._replace(slug=slug, edition=edition)


def _is_sound(ref: Ref) -> bool:
    try:
        return Ref.parse(str(ref)) == ref
    except InvalidData:
        return False


def is_wider(found: str, text: str) -> bool:
    """Tell whether a text names a part of the provision that was found, such as an item of a list.

    >>> is_wider("CM-2(1)", "CM-2 (1)(a)"), is_wider("CM-2(1)", "CM-2 (1)"), is_wider("A.5", "A.5 Policies")
    (True, False, False)
    """
    narrow, wide = ("".join(filter(str.isalnum, each)).casefold() for each in (text, found))
    return narrow != wide and narrow.startswith(wide) and len(narrow) <= len(wide) + _LONGEST_ITEM


class Identifiers:
    """The provisions of a document of the catalog, found by identifiers as others write them."""

    def __init__(self, catalog: Catalog, document: Ref) -> None:
        self.document = document
        self._catalog = catalog
        register = catalog.snapshot.register
        self.is_shipped = str(document) in register.framework_loaders
        self._known = dict(register.provisions(str(document))) if self.is_shipped else {}
        self._folded = {name.casefold(): name for name in reversed(self._known)}
        titles = ((each.name.casefold(), each.id) for each in self._known.values())
        self._titled = _unambiguous(titles)
        self._read: dict[str, str | None] = {}

    def find(self, texts: Iterable[str]) -> str | None:
        """Return the provision that the first readable text means; None if none means one."""
        return next((found for text in texts if (found := self._find(text)) is not None), None)

    def count(self, ids: Collection[tuple[str, ...]]) -> int:
        """Return how many of these identifiers mean a provision; 0 where too few do to be this document."""
        found = missed = 0
        for texts in ids:
            if self.find(texts) is not None:
                found += 1
            else:
                missed += 1
                if missed > (1 - _SHARE) * len(ids):
                    return 0
        return found

    def count_titles(self, document: ForeignDocument) -> int:
        """Return how many provisions of a document have the titles that they have here."""
        pairs = ((self.find((each.id, *each.texts)), each.title) for each in document.provisions or ())
        known = ((self._known.get(name or ""), title) for name, title in pairs if title)
        return sum(
            each is not None and each.name.casefold() == str(title).casefold() for each, title in known
        )

    def _find(self, text: str) -> str | None:
        if text in self._known:
            return text
        if text not in self._read:
            folded = text.casefold()
            self._read[text] = self._folded.get(folded) or self._titled.get(folded) or self._resolved(text)
        return self._read[text]

    def _resolved(self, text: str) -> str | None:
        if not self.is_shipped:
            return text
        try:
            found = self._catalog.resolve(text, within=self.document)
        except StandardsError:
            return None
        return found.provision if found.document == self.document else None

    def has_other_texts(self, name: str, given: ForeignProvision) -> bool:
        """Tell whether a foreign provision has a summary or a note that the one of the catalog has not."""
        own = self._known.get(name)
        if own is None or not (given.summary or given.note):
            return False
        known = {own.summary, own.note, own.name, None}
        return tidy(given.summary) not in known or tidy(given.note) not in known

    def problem(self, text: str) -> str:
        """Return why an identifier is unknown, with near misses."""
        near = nearest(text, self._known, 2)
        return f"{self.document} has no provision {text!r}{did_you_mean(near)}"


def _unambiguous(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the value of each key that has one alone."""
    found: dict[str, str] = {}
    several: set[str] = set()
    for key, value in pairs:
        if found.setdefault(key, value) != value:
            several.add(key)
    return {key: value for key, value in found.items() if key not in several}


def states_edition(document: ForeignDocument, ref: Ref) -> bool:
    """Tell whether a foreign document states the edition of one of the catalog: as its own, or in a name."""
    edition = str(ref.edition)
    stated = {version for name in document.names for version in _VERSION.findall(name)}
    is_written = any(name.endswith(f"@{edition}") for name in document.names)
    return is_written or edition_of(edition) == document.edition or edition in stated


def find_document(
    catalog: Catalog,
    document: ForeignDocument,
    ids: Iterable[tuple[str, ...]],
    match: bool,
) -> Identifiers | None:
    """Return the document of the catalog that a foreign one is; None where it is new.

    It must bear the name, and have most of the identifiers.

    Args:
        catalog: The catalog.
        document: The foreign document.
        ids: The texts of each identifier that the files have of it.
        match: Whether to look for it by name.
    """
    if not match:
        return None
    known = catalog.snapshot.register.files_by_ref
    exact = next((name for name in document.names if "@" in name and name in known), None)
    if exact is not None:  # written as references are, so that nothing is left to guess
        return Identifiers(catalog, Ref.parse(exact))
    stated = {version for name in document.names for version in _VERSION.findall(name)}
    listed: list[tuple[str, ...]] | None = None
    for name in document.names:
        editions = [each for ref in _named(catalog, name) for each in _editions(catalog, ref, name, stated)]
        if not editions:
            continue
        if listed is None:  # a list of all only where there is something to compare it with
            listed = list(dict.fromkeys(ids))
        counts = [
            (each.count(listed), each) for each in map(partial(Identifiers, catalog), dict.fromkeys(editions))
        ]
        most = max(count for count, _ in counts)
        if listed and most >= _SHARE * len(listed):
            best = [each for count, each in counts if count == most]
            return best[0] if len(best) == 1 else max(best, key=methodcaller("count_titles", document))
    return None


def _named(catalog: Catalog, name: str) -> list[Ref]:
    """Return the documents that a name may mean: the one, or each that a longer title mentions."""
    try:
        return [catalog.resolve(name)]
    except AmbiguousReference:
        return [ref for mention in catalog.find_references(name) for ref in mention.refs]
    except StandardsError:
        return []


def _is_of_many(catalog: Catalog, ref: Ref) -> bool:
    """Tell whether a reference is a document, or a part of it such as Annex A."""
    return ref.provision is None or (str(ref) in catalog and not catalog.provision(ref).assessable)


def _means(catalog: Catalog, text: str, ref: Ref) -> bool:
    """Tell whether a text means a reference."""
    try:
        return catalog.resolve(text) == ref
    except StandardsError:
        return False


def _editions(catalog: Catalog, ref: Ref, name: str, stated: Collection[str]) -> list[Ref]:
    """Return the editions with a structure that a name may mean: the one that it states, else all.

    Args:
        catalog: The catalog.
        ref: What the name means to the catalog.
        name: The name.
        stated: The versions that any name of the document states.
    """
    if not _is_of_many(catalog, ref):
        return []
    others = [each.ref for each in reversed(catalog.editions(ref.standard))]
    if _VERSION.search(name):
        is_read = ref.edition in stated or not _means(catalog, _LONE_V.sub("", _VERSION.sub("", name)), ref)
        candidates = [
            *([ref.document] if is_read else []),
            *(each for each in others if each.edition in stated),
        ]
    else:
        candidates = [each for each in (ref.document, *others) if not stated or each.edition in stated]
    shipped = catalog.snapshot.register.framework_loaders
    return [each for each in dict.fromkeys(candidates) if str(each) in shipped]
