"""The ends of relationships: which provision the key and the texts of a foreign file mean."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ..errors import InvalidData
from ..records.refs import LONGEST_PROVISION, Ref
from .identity import Identifiers
from .packing import PackedProvisions, PackedRows, Texts
from .stated import End, ForeignProvision
from .texts import tidy

__all__ = ["Ends", "FoundEnds", "FoundProvision", "SameIds", "find_ends", "longest_id", "unique_ids"]


def longest_id(document: Ref) -> int:
    """Return how many characters an identifier may have, so that its reference is not too long.

    >>> longest_id(Ref("nist-csf", "2.0"))
    287
    """
    return LONGEST_PROVISION + 1 - len(str(document))


class FoundProvision(NamedTuple):
    """A provision that an end names; None for the document itself. And why it is unknown; None if known."""

    provision: str | None
    problem: str | None


class Ends:
    """The provisions of one document, by the keys that mapping sets use."""

    def __init__(
        self,
        ref: Ref,
        ids: Mapping[str, str] | None,
        known: Identifiers | None,
        packed: PackedProvisions | None = None,
    ) -> None:
        """Keep what tells of a document which provision a key means.

        Args:
            ref: The document.
            ids: The identifier of each key that the files list; None where they list none.
            known: The provisions of the catalog, where the document is there.
            packed: The provisions that the files list, where `ids` need not hold them.
        """
        self.ref, self._ids, self._known, self._packed = ref, ids, known, packed
        self._limit = longest_id(ref)
        self._folded: dict[str, str] | None = None

    @property
    def is_known(self) -> bool:
        """Whether the document is in the catalog."""
        return self._known is not None

    def find(self, end: End) -> FoundProvision:
        """Return the provision that an end names."""
        if not end.key:
            return FoundProvision(None, None)
        if self._known is None:
            listed = self._listed(end.key)
            if listed is not None:
                return FoundProvision(listed, None)
        texts = [text for each in (*end.texts, end.key) if (text := tidy(each)) is not None]
        texts = texts or ["unnamed"]
        if self._known is not None:
            found = self._known.find((*self._forms(end.key), *texts))
            problem = None if found is not None else self._known.problem(texts[0])
        elif self._ids is None and not self._packed:
            found, problem = texts[0], None
        else:
            found = self._find_folded((end.key, *texts))
            problem = None if found is not None else f"{self.ref} has no provision {texts[0]!r}"
        return FoundProvision((found or texts[0])[: self._limit], problem)

    def _listed(self, key: str) -> str | None:
        """Return the identifier that is written for a key, where the files list it."""
        if self._ids is not None:
            return self._ids.get(key)
        return key if self._packed is not None and self._packed.keys.find(key) is not None else None

    def _forms(self, key: str) -> tuple[str, ...]:
        """Return the identifier of a key and its further forms, as the files list them."""
        if self._packed is not None:
            number = self._packed.keys.find(key)
            return () if number is None else (self._packed[number].id, *self._packed[number].texts)
        return tuple(filter(None, [(self._ids or {}).get(key)]))

    def _find_folded(self, texts: Iterable[str]) -> str | None:
        """Return the identifier of the first text that is a key or an identifier, whatever its case."""
        if self._folded is None:
            packed = self._packed.keys if self._packed is not None else ()
            listed = self._ids if self._ids is not None else dict(zip(packed, packed, strict=True))
            self._folded = {name.casefold(): name for name in listed.values()}
            self._folded.update((each.casefold(), name) for each, name in listed.items())
        return next((found for text in texts if (found := self._folded.get(text.casefold()))), None)


class FoundEnds(NamedTuple):
    """The provisions that the ends of rows name.

    Attributes:
        documents: The documents by number.
        texts: The distinct provisions: the number of a document, and an identifier after a colon.
        numbers: For each end of the rows, its number in the texts.
        problems: For each end that names nothing, why.
        titles: For each end of the catalog that is written with a title, the title.
    """

    documents: list[Ref]
    texts: Texts
    numbers: array[int]
    problems: dict[int, str]
    titles: dict[int, str]

    def pairs(self, rows: PackedRows) -> Iterator[tuple[int, int]]:
        """Yield the numbers of the two ends of each row."""
        for subject, target in zip(rows.subjects, rows.objects, strict=True):
            yield self.numbers[subject], self.numbers[target]

    def problem(self, subject: int, object: int) -> str:
        """Return why either end of a row names nothing; empty where both do."""
        listed = (self.problems.get(subject), self.problems.get(object))
        return "; ".join(filter(None, listed))

    def name(self, number: int) -> str:
        """Return the reference of a provision by its number."""
        document, colon, provision = self.texts[number].partition(":")
        return f"{self.documents[int(document)]}{colon}{provision}"


def find_ends(rows: PackedRows, documents: Mapping[str, Ends]) -> FoundEnds:
    """Return the provisions that the ends of rows name.

    Args:
        rows: The rows.
        documents: The documents by key.

    Raises:
        InvalidData: An end names another document.
    """
    found = FoundEnds([], Texts(), array("I"), {}, {})
    numbers: dict[Ref, int] = {}
    for number, end in enumerate(rows.each_end()):
        ends = documents.get(end.document)
        if ends is None:
            problem = f"{end.document!r} is not a document of the file"
            raise InvalidData(problem, record=rows.place_of(number), repair="name the document, too")
        provision, problem_of_end = ends.find(end)
        document = numbers.setdefault(ends.ref, len(numbers))
        text = str(document) if provision is None else f"{document}:{provision}"
        found.numbers.append(found.texts.add(text))
        if problem_of_end is not None:
            found.problems[number] = problem_of_end
        elif end.title and ends.is_known:
            found.titles[number] = end.title
    found.documents.extend(numbers)
    return found


# ---------------------------------------------------------------- identifiers


class SameIds(dict[str, str]):
    """The identifiers of provisions whose keys are these."""

    def __missing__(self, key: str) -> str:
        return key


def unique_ids(provisions: Iterable[ForeignProvision], limit: int) -> dict[str, str]:
    """Return an identifier for each key: the printed one where it is unique, else the key."""
    if isinstance(provisions, PackedProvisions) and _are_ids(provisions, limit):
        return SameIds()
    printed = [(each.key, (tidy(each.id) or "")[:limit]) for each in provisions]
    counts = Counter(name for _, name in printed)
    found: dict[str, str] = {}
    taken = {name for name, count in counts.items() if count == 1}
    numbers: Counter[str] = Counter()
    for key, name in printed:
        if name and counts[name] == 1:
            found[key] = name
            continue
        # The last part of a URN or an address, which is what people see of it.
        base = tidy(key.rpartition(":")[2].rpartition("#")[2]) or tidy(key) or "unnamed"
        name = base = base[:limit]
        while name in taken:
            numbers[base] += 1
            name = f"{base[: limit - 8]} ({numbers[base] + 1})"
        taken.add(name)
        found[key] = name
    return found


def _are_ids(provisions: PackedProvisions, limit: int) -> bool:
    """Tell whether every key is the identifier that is written."""
    return provisions.has_plain_keys and all(
        len(key) <= limit and tidy(key) == key for key in provisions.keys
    )
