"""The shipped structures of a standard's editions: its provisions, how they nest, and their titles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..._store.lazily import cached_property, regex
from ..._store.register import Register
from ..._store.shapes import Raw
from ..text.titles import significant_words
from .title_index import TitleIndex

__all__ = ["Structures"]

Words = tuple[str, ...]

_LAST_PART = regex(r"(?:[.-]|\()[^.(-]*\Z")


#: Of what is shipped in part, the parts of one provision are all there if they are at least so many.
FEWEST_SIBLINGS = 2

#: A series that is shipped whole has at least so many members.
SHORTEST_SERIES = 10

_COUNTED = regex(r"([A-Za-z]+) ([0-9]{1,3})")
_DIGIT = regex(r"[0-9]")

#: Letters and a number of fixed length: "TA0001".
_PADDED = regex(r"([A-Z]+)0[0-9]{2,}")
#: A part of the text of a control: "(a)(1)" of "RA-1(a)(1)".
_SECTION = regex(r"[0-9]+(?:\.[0-9]+)+")
_LETTER_PART = regex(r"[ ]?\([a-z]\)(?:\([0-9]+\))?\Z")

#: What people call a weakness, behind its title: "… to a Restricted Directory ('Path Traversal')".
_CALLED = regex(r" \('([^']*[^\W\d_] [^']+|[^']+-[^']+)'\)\Z")
#: A title that tells signs only, not words, from others: "Path Traversal: '....//'".
_OF_SIGNS = regex(r": '[^\w']+'\Z")


class Structures:
    """The raw provisions of a standard, by edition and id, oldest edition first."""

    def __init__(self, register: Register, standard: str) -> None:
        self._loaders = [
            register.framework_loaders[ref]
            for ref in register.ordered(standard) if ref in register.framework_loaders
        ]  # fmt: skip
        self._titles_of: dict[str, dict[str, tuple[str, ...]]] = {}
        self._title_words: dict[str, dict[str, tuple[Words, ...]]] = {}
        self._titles: TitleIndex | None = None
        self._shapes: set[str] | None = None
        self._ids_by_title: dict[Words, list[tuple[str, str]]] | None = None
        self._ids_by_beginning: dict[Words, list[tuple[Words, tuple[str, str]]]] | None = None

    @cached_property
    def _raws(self) -> list[Raw]:
        return [load() for load in self._loaders]

    @cached_property
    def by_edition(self) -> dict[str, Mapping[str, Raw]]:
        """The raw provisions by edition and id; the files are read at the first use."""
        return {raw["edition"]: {each["id"]: each for each in raw["provisions"]} for raw in self._raws}

    @cached_property
    def complete(self) -> frozenset[str]:
        """The editions whose structure ships with every provision."""
        return frozenset(raw["edition"] for raw in self._raws if raw["completeness"] == "complete")

    @property
    def are_shipped(self) -> bool:
        """Tell whether the structure of any edition is shipped."""
        return bool(self._loaders)

    def ancestors(self, edition: str, provision_id: str) -> set[str]:
        """Return the ids of the provisions that contain a provision."""
        provisions = self.by_edition.get(edition, {})
        ancestors = set()
        while provision_id in provisions and provisions[provision_id].get("parent"):
            provision_id = provisions[provision_id]["parent"]
            ancestors.add(provision_id)
        return ancestors

    def are_nested(self, edition: str, one: str, other: str) -> bool:
        """Tell whether one of two provisions contains the other.

        Args:
            edition: The edition.
            one: The id of one provision.
            other: The id of the other.
        """
        return one in self.ancestors(edition, other) or other in self.ancestors(edition, one)

    def ships_siblings(self, provision_id: str) -> bool:
        """Tell whether an id that no edition has would be among those shipped.

        That holds where a whole edition is shipped, or several parts of what would contain it: "A.6.2.99". Of
        what has no parts in the data, such as a criterion "CC3.2", people number parts of their own.
        """
        if self.complete:
            whole = _LETTER_PART.sub("", provision_id)
            is_statement = whole != provision_id and self._has_no_letters(whole)
            is_part = self._is_without_parts(provision_id.rpartition(".")[0])
            is_part = is_part and self._shape_of(provision_id) not in self._shapes_of_ids()
            is_section = self._is_section_of_text(provision_id)
            return not (is_statement or is_part or is_section or self._has_none_of_this_kind(provision_id))
        parent = _LAST_PART.sub("", provision_id)
        return parent != provision_id and any(
            parent in provisions
            and sum(raw.get("parent") == parent for raw in provisions.values()) >= FEWEST_SIBLINGS
            for provisions in self.by_edition.values()
        )

    def is_after_the_last(self, provision_id: str) -> bool:
        """Tell whether an id counts on after a series that is shipped whole: Article 47 after 1 to 46."""
        counted = _COUNTED.fullmatch(provision_id)
        if counted is None:
            return False
        for provisions in self.by_edition.values():
            found = map(_COUNTED.fullmatch, provisions)
            numbers = {int(each[2]) for each in found if each and each[1].casefold() == counted[1].casefold()}
            if len(numbers) >= SHORTEST_SERIES and numbers == set(range(1, max(numbers) + 1)):
                return int(counted[2]) > max(numbers)
        return False

    def _has_no_letters(self, provision_id: str) -> bool:
        """Tell whether a provision is shipped without the parts of its text: "AC-2" without "AC-2(a)"."""
        editions = [
            provisions for provisions in self.by_edition.values() if provision_id.upper() in provisions
        ]
        return bool(editions) and not any(
            _LETTER_PART.sub("", other) == provision_id.upper() != other
            for provisions in editions for other in provisions
        )  # fmt: skip

    def _is_section_of_text(self, provision_id: str) -> bool:
        """Tell whether an id is a number with dots, where none that is shipped begins with a digit."""
        return _SECTION.fullmatch(provision_id) is not None and not any(
            each[:1].isdigit() for provisions in self.by_edition.values() for each in provisions
        )

    def _has_none_of_this_kind(self, provision_id: str) -> bool:
        """Tell whether nothing is shipped that begins with the same word: no recital of a law."""
        word = provision_id.partition(" ")[0]
        return (
            word.isalpha()
            and word.istitle()
            and not any(
                other.startswith(word) for provisions in self.by_edition.values() for other in provisions
            )
        )

    @staticmethod
    def _shape_of(provision_id: str) -> str:
        """Return an id with each digit as a zero: what ids are made of, such as "AML.T0000.000"."""
        return _DIGIT.sub("0", provision_id)

    def _shapes_of_ids(self) -> set[str]:
        """Return the shapes of all ids of the editions that are shipped whole."""
        if self._shapes is None:
            self._shapes = {
                self._shape_of(each) for edition in self.complete for each in self.by_edition[edition]
            }
        return self._shapes

    def _is_without_parts(self, provision_id: str) -> bool:
        """Tell whether a provision is shipped, and nothing that it contains."""
        editions = [provisions for provisions in self.by_edition.values() if provision_id in provisions]
        return bool(editions) and not any(
            raw.get("parent") == provision_id for provisions in editions for raw in provisions.values()
        )

    def ids_between(self, first: str, last: str) -> tuple[str, ...]:
        """Return the ids between two of one kind, in the order of the newest edition with both.

        Examples::

            Article 9, Article 11    ->  Article 10
            4, 7                     ->  5, 6: without 4.1, which 4 holds
            TA0001, TA0004           ->  TA0002, TA0003: by number, as the list is in another order
        """
        one, other = _PADDED.fullmatch(first), _PADDED.fullmatch(last)
        is_padded = one is not None and other is not None and one[1] == other[1] and first < last
        for provisions in reversed(self.by_edition.values()):
            if first in provisions and last in provisions:
                if is_padded:
                    between = (each for each in provisions if len(each) == len(first) and first < each < last)
                    return tuple(sorted(each for each in between if _PADDED.fullmatch(each)))
                start, end = provisions[first], provisions[last]
                parent = start.get("parent") if start.get("parent") == end.get("parent") else None
                ids = list(provisions)
                siblings, inside, around = [], {first}, set(self._above(provisions, last))
                for provision_id in ids[ids.index(first) + 1 : ids.index(last)]:
                    raw = provisions[provision_id]
                    same_kind = raw.get("kind") == start.get("kind") == end.get("kind")
                    if raw.get("parent") in inside:
                        inside.add(provision_id)
                    elif same_kind and parent in (None, raw.get("parent")) and provision_id not in around:
                        inside.add(provision_id)
                        siblings.append(provision_id)
                return tuple(siblings)
        return ()

    @staticmethod
    def _above(provisions: Mapping[str, Raw], provision_id: str) -> Iterator[str]:
        """Yield what holds a provision, the nearest first: "10" of "10.2"."""
        parent = provisions[provision_id].get("parent")
        while parent is not None:
            yield parent
            parent = provisions[parent].get("parent")

    def titles_of(self, provision_id: str) -> dict[str, tuple[str, ...]]:
        """Return a provision's titles by edition, labels and former titles included."""
        titles = self._titles_of.get(provision_id)
        if titles is None:
            titles = {}
            for edition, provisions in self.by_edition.items():
                raw = provisions.get(provision_id)
                if raw is not None:
                    former = [alias for alias in raw.get("aliases", ()) if " " in alias]
                    called = _CALLED.findall(raw.get("title") or "")
                    several = (raw.get("title"), raw.get("label"), *former, *called)
                    titles[edition] = tuple(filter(None, several))
            self._titles_of[provision_id] = titles
        return titles

    def title_words_of(self, provision_id: str) -> dict[str, tuple[Words, ...]]:
        """Return the significant words of each of a provision's titles, by edition."""
        words = self._title_words.get(provision_id)
        if words is None:
            titles = self.titles_of(provision_id).items()
            words = {edition: tuple(map(significant_words, several)) for edition, several in titles}
            self._title_words[provision_id] = words
        return words

    def find_by_title(self, words: Words) -> tuple[tuple[str, str], ...]:
        """Return the edition and id of each provision whose title has exactly these significant words.

        Examples::

            Cross-Site Request Forgery      CWE-352
            Path Traversal                  CWE-22, which is called so, not CWE-35, "Path Traversal: '.../'"
        """
        if self._ids_by_title is None:
            ids_by_title: dict[Words, list[tuple[str, str]]] = {}
            for edition, provisions in self.by_edition.items():
                for provision_id, raw in provisions.items():
                    title = raw.get("title") or ""
                    for name in (title, *_CALLED.findall(title)) if not _OF_SIGNS.search(title) else ():
                        if name:
                            owners = ids_by_title.setdefault(significant_words(name), [])
                            owners.append((edition, provision_id))
            self._ids_by_title = ids_by_title
        return tuple(self._ids_by_title.get(words, ()))

    def find_by_beginning(self, words: Words) -> tuple[tuple[str, str], ...]:
        """Return the edition and id of each provision whose title begins with some significant words.

        Args:
            words: The words, two at least.
        """
        if self._ids_by_beginning is None:
            ids_by_beginning: dict[Words, list[tuple[Words, tuple[str, str]]]] = {}
            for edition, provisions in self.by_edition.items():
                for provision_id, raw in provisions.items():
                    title = significant_words(raw["title"]) if raw.get("title") else ()
                    entry = title, (edition, provision_id)
                    ids_by_beginning.setdefault(title[:2], []).append(entry)
            self._ids_by_beginning = ids_by_beginning
        entries = self._ids_by_beginning.get(words[:2], ())
        return tuple(owner for title, owner in entries if title[: len(words)] == words)

    @property
    def titles(self) -> TitleIndex:
        """The titles of all editions, to be compared by their words; made at the first use."""
        if self._titles is None:
            titles = {
                (edition, provision_id): self.title_words_of(provision_id)[edition]
                for edition, provisions in self.by_edition.items()
                for provision_id in provisions
            }
            self._titles = TitleIndex(titles)
        return self._titles
