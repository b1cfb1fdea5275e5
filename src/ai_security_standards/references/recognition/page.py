"""A text prepared for reading: its tokens, the names in it, and the parts that it falls into.

Every question about a position is answered by look-up or bisection, so that reading takes time in
proportion to the text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from ..._store.lazily import cached_property, regex
from ..lexicon import Lexicon
from ..lexicon.document_names import NameMatch
from ..lexicon.first_words import FirstWords
from ..text.beside import BesideReader
from ..text.delimiters import CELL_DELIMITERS, cell_delimiter
from ..text.escapes import ESCAPED_END, without_escapes
from ..text.tables import Cell, cells_under_headers
from ..text.titles import significant_words
from ..text.tokens import Tokens, normalize_text
from .bodies import standards_of_bodies
from .legal_texts import LegalText
from .scopes import Scopes
from .shared_names import of_other_bodies, settle_names, without_publishers
from .sightings import Sighting
from .sister_lists import standards_of_publisher
from .topics import Topics
from .versions import DocumentField, VersionFields

__all__ = ["Page", "Sighting"]

_SENTENCE_END = regex(rf"[.!?;](?:\s|\\n)|\n\s*\n|\\n\\n|(?:{ESCAPED_END}){{2}}|[|]")
_BLANK_LINE = regex(r"\n\s*\n")
_LINE_END = regex(r"\n")
_QUOTE = regex('"')
_BAR = regex(r"(?<!\\)\|")
_SPACES = regex(r"[ ':]{1,2}")
#: What precedes a name that is a heading, or the value of a key.
_LEAD = regex(r"[ ]*#|.*[:=][ ]*[\"']?\Z")

#: What precedes a law of which an article is cited: "Article 4(1) of ".
_CITED = regex(r"\b(?:[Aa]rti\w+|[Aa]rts?\.?) [0-9][^.;:\n]{0,40}\Z")
_NUMBER_OF_ACT = regex(r"[0-9]{4}/[0-9]")
#: Parts of a document that stand behind its name: "FedRAMP High", "CMMC ML1".
_LEVELS = frozenset("high moderate low tailored level ml".split())

#: A heading or key before a name has at most so many characters.
LONGEST_LEAD = 80

#: A subject is first named in this part of a text, if it is named again.
EARLY_PART = 2
#: How many names before and after an identifier are tried as its document.
NAMES_BEFORE, NAMES_AFTER = 8, 3

#: A name is near an identifier if it ends or begins within this many characters of it.
NEAR_BEFORE, NEAR_AFTER = 90, 40


class Page:
    """A text prepared for reading, with the sightings found in it so far.

    `names` are the names of documents in it, `standards` their standards ("" for other laws).
    """

    def __init__(
        self, lexicon: Lexicon, text: str, within: str | None, lenient: bool, suffix: str = ""
    ) -> None:
        """Prepare a text.

        Args:
            lexicon: The names and identifiers to recognise.
            text: The text to read.
            within: The standard that the surroundings name.
            lenient: Whether the text is one reference, so that weaker signs suffice.
            suffix: The suffix of its file, if it is one.
        """
        self.lexicon = lexicon
        self.original = text
        self.text = normalize_text(without_escapes(text, suffix))
        self.tokens: Tokens = Tokens(self.text)
        self.within = within
        self.lenient = lenient
        names = lexicon.names.find_all(self.tokens)
        names = settle_names(lexicon, self.tokens, of_other_bodies(lexicon, self.tokens, names))
        self.names_by_first = {name.first: name for name in names}
        self.names = names if lenient else without_publishers(lexicon, self.tokens, names)
        self.standards = frozenset(name.standard for name in self.names)
        self.sightings: list[Sighting] = []
        self._last_names: tuple[int, list[NameMatch]] = (-1, [])  # those before the token asked about last
        self._name_firsts = [name.first for name in self.names]
        self._name_stops = frozenset(name.stop for name in self.names)
        self._name_ends = [self.tokens[name.stop - 1].end for name in self.names]
        self._suffix = suffix
        self._headings: frozenset[str] | None = None
        self.listed: dict[int, NameMatch] = {}  # the names behind lists of numbers
        self.longest_numbers: dict[str, int] = {}  # how many parts an identifier of a document can have
        self._subject_from: dict[str, int] = {}
        self.own_series: dict[tuple[str, str], bool] = {}  # whether "AST-01" and the like are the project's
        self.numbered: dict[str, bool] = {}  # whether a document's identifiers are written as its versions
        self._significant_words: dict[str, tuple[str, ...]] = {}
        self.prefixes: frozenset[str] | None = None  # the prefixes of namespaces that the text declares

    # ------------------------------------------------------------ parts, which most texts never need

    @cached_property
    def is_tag(self) -> bool:
        """Whether the text is one line that has no mere space between its tokens."""
        return "\n" not in self.text.strip() and not any(
            self.tokens[position].gap.isspace() for position in range(1, len(self.tokens))
        )

    @cached_property
    def _blank_lines(self) -> list[int]:
        return [match.start() for match in _BLANK_LINE.finditer(self.text)]

    @cached_property
    def _sentence_ends(self) -> list[int]:
        return [match.start() for match in _SENTENCE_END.finditer(self.text)]

    @cached_property
    def _bars(self) -> list[int]:
        return [match.start() for match in _BAR.finditer(self.text)]

    @cached_property
    def _cells(self) -> list[Cell]:
        return list(cells_under_headers(self.text, self._standards_in)) if self._bars else []

    @cached_property
    def _line_ends(self) -> list[int]:
        return [match.start() for match in _LINE_END.finditer(self.text)] if self._cells else []

    @cached_property
    def _cell_starts(self) -> list[int]:
        return [cell.start for cell in self._cells]

    @cached_property
    def _name_starts(self) -> list[int]:
        return [self.tokens[first].start for first in self._name_firsts]

    @cached_property
    def first_words(self) -> FirstWords:
        """The standards in context by the first words of their identifiers."""
        in_headers = (standard for cell in self._cells for standard in cell.standards)
        of_bodies = standards_of_bodies(self.lexicon, self.tokens)
        return self.lexicon.first_words_of(frozenset((*self.context_standards, *of_bodies, *in_headers)))

    @cached_property
    def scopes(self) -> Scopes:
        """The records of a structured text, and the documents that they name."""
        return Scopes(self.original, self._suffix, self.names, self._name_starts)

    @cached_property
    def legal_text(self) -> LegalText:
        """The text of a law, where the page is one."""
        return LegalText(self.text, self.names, self._name_starts)

    @cached_property
    def beside(self) -> BesideReader:
        """What can be a title beside each place."""
        return BesideReader(self.original, self._suffix, self.scopes.fields)

    @cached_property
    def versions(self) -> VersionFields:
        """The fields that state a document or its version."""
        return VersionFields(self.text, self._suffix, lambda: self.scopes.fields)

    @cached_property
    def _delimiter(self) -> str:
        """What separates the cells of a delimited file, "" for other texts."""
        return cell_delimiter(self.text, self._suffix)

    @cached_property
    def _quotes(self) -> list[int]:
        return [match.start() for match in _QUOTE.finditer(self.text)]

    def ends_cell(self, joint: str, place: int) -> bool:
        """Tell whether what joins two words separates cells, or records, of a delimited file.

        Args:
            joint: What stands between the words.
            place: Where it stands.
        """
        if not (joint.strip(" ") in CELL_DELIMITERS or "\n" in joint) or not self._delimiter:
            return False
        closes = self.text.startswith('"' + self._delimiter, place)  # "AC-2, AU-2","3, 4"
        is_quoted = bisect_left(self._quotes, place) % 2 == 1 and not closes
        return not is_quoted and (self._delimiter in joint or "\n" in joint)

    @cached_property
    def _document_starts(self) -> list[int]:
        return [document.start for document in self.versions.documents]

    def _standards_in(self, header: str) -> tuple[str, ...] | None:
        """Return the standards that a column header names; None if it names no document at all."""
        names = self.lexicon.names.find_all(Tokens(header))
        named = tuple(name.standard for name in names if name.standard)
        return named if names else standards_of_publisher(header, self.standards)

    def text_of(self, first: int, stop: int) -> str:
        """Return the text from one token up to before another."""
        return self.text[self.tokens[first].start : self.tokens[stop - 1].end]

    def significant_words(self, text: str) -> tuple[str, ...]:
        """Return the significant words of a piece of the text; pieces repeat in lists and tables."""
        words = self._significant_words.get(text)
        if words is None:
            words = self._significant_words[text] = significant_words(text)
        return words

    # ------------------------------------------------------------ names

    def names_before(self, first: int) -> list[NameMatch]:
        """Return the last few names of a block that end before a token and can hold at it, nearest first."""
        if self._last_names[0] != first:
            self._last_names = first, self._find_names_before(first)
        return self._last_names[1]

    def _find_names_before(self, first: int) -> list[NameMatch]:
        place, blank_lines, starts = self.tokens[first].start, self._blank_lines, self._name_starts
        blank_line = bisect_left(blank_lines, place) - 1
        floor = blank_lines[blank_line] if blank_line >= 0 else -1
        stop = bisect_left(self._name_firsts, first)
        found = []
        for number in range(stop - 1, max(stop - NAMES_BEFORE, 0) - 1, -1):
            if starts[number] <= floor:
                break
            name = self.names[number]
            if name.stop <= first and self.scopes.is_related(starts[number], place):
                found.append(name)
        return found

    def names_after(self, first: int) -> list[NameMatch]:
        """Return the next few names after a token."""
        start = bisect_right(self._name_firsts, first)
        return self.names[start : start + NAMES_AFTER]

    def follows_name(self, first: int) -> bool:
        """Tell whether a name ends directly before a token."""
        return first in self._name_stops

    def is_subject(self, standard: str, place: int) -> bool:
        """Tell whether the text is about a standard at a place, rather than naming it later in passing.

        That holds from the first name on; before it, where a heading or key has it, or where it is repeated
        and comes early. A law that is only cited by its articles is no subject.

        Args:
            standard: The id of the standard.
            place: The place in the text.
        """
        if standard not in self._subject_from:
            names = [name for name in self.names if name.standard == standard]
            starts = [self.tokens[name.first].start for name in names]
            line = self.text[max(starts[0] - LONGEST_LEAD, 0) : starts[0]].rpartition("\n")[2]
            is_early = len(starts) > 1 and starts[0] <= len(self.text) // EARLY_PART
            is_lead = _LEAD.match(line) is not None
            subject_from = 0 if is_early or is_lead else starts[0]
            is_cited = all(
                _CITED.search(self.text, max(start - LONGEST_LEAD, 0), start)
                or _NUMBER_OF_ACT.search(self.text_of(name.first, name.stop))
                for name, start in zip(names, starts, strict=True)
            )
            self._subject_from[standard] = len(self.text) if is_cited and not is_lead else subject_from
        return self._subject_from[standard] <= place

    def is_in_name(self, first: int) -> bool:
        """Tell whether a token is part of a name."""
        number = bisect_right(self._name_firsts, first) - 1
        return number >= 0 and first < self.names[number].stop

    def is_named_near(self, first: int, standard: str) -> bool:
        """Tell whether a standard is named close to a token, or no other is: many have "Clause 6.1"."""
        start = self.tokens[first].start
        if standard in (self.column_standards(start) or ()) or self.standards <= {standard}:
            return True
        begin = bisect_right(self._name_ends, start - NEAR_BEFORE)
        end = bisect_left(self._name_ends, start + NEAR_AFTER)
        return any(name.standard == standard for name in self.names[begin:end])

    def topic_standards(self, place: int) -> tuple[str, ...]:
        """Return the standards that the headings above a place name; none where other law is near."""
        standards = self.topics.at(place)
        return () if "" in standards else standards

    @cached_property
    def topics(self) -> Topics:
        """The documents that headings name."""
        return Topics(self.text, self.names, self._name_starts)

    @cached_property
    def only_standards(self) -> frozenset[str]:
        """The standards that the whole page names, none where it names law outside the register."""
        values = self.tokens.values  # another management system of ISO is named in passing
        has_other = any(not name.standard and values[name.first] != "iso" for name in self.names)
        return frozenset() if has_other or self.scopes.has_lines else self.standards - {""}

    def document_field(self, start: int, end: int, standard: str) -> DocumentField | None:
        """Return the field that holds the name of a document and little else, with the version beside it.

        Args:
            start: Where the name starts.
            end: Where it ends.
            standard: The id of the document.
        """
        number = bisect_right(self._document_starts, start) - 1
        if number < 0 or end > self.versions.documents[number].end:
            return None
        field = self.versions.documents[number]
        rest = Tokens(self.text[field.start : start] + " " + self.text[end : field.end])
        known = self.lexicon.document_words(standard)
        others = [
            token for token in rest
            if not self.lexicon.is_publisher(token, standard)
            and not set(significant_words(token.text)) <= known
            and not token.is_number
            and token.value not in _LEVELS
        ]  # fmt: skip
        return None if others else field

    def standards_within(self, start: int, end: int) -> set[str]:
        """Return the standards whose names begin in a part of the text."""
        first, stop = bisect_left(self._name_ends, start), bisect_right(self._name_ends, end)
        return {name.standard for name in self.names[first:stop]}

    def include_publisher(self, first: int, standard: str) -> int:
        """Return where a reference begins, its publisher included: at "ETSI" in "ETSI EN 304 223"."""
        if (
            first
            and self.lexicon.is_publisher(self.tokens[first - 1], standard)
            and _SPACES.fullmatch(self.tokens[first].gap)
        ):
            return first - 1
        return first

    def has_company(self, sighting: Sighting) -> bool:
        """Tell whether the text names a document or its publisher elsewhere, or is one reference.

        A bill has company in the words of law-making as well: "S. 146 was signed into law".
        """
        if self.lenient or sighting.standard == self.within:
            return True
        words = self.lexicon.company_words(sighting.standard)
        if words.isdisjoint(self.tokens.values):
            return any(
                other.standard == sighting.standard and not other.weak and other.start != sighting.start
                for other in self.sightings
            )
        return True

    @property
    def context_standards(self) -> tuple[str, ...]:
        """The standards that the text names, and the one that its surroundings name."""
        standards = sorted(self.standards - {""})
        return (*standards, self.within) if self.within else tuple(standards)

    def is_heading(self, word: str) -> bool:
        """Tell whether a word such as "Clause" precedes identifiers of a standard that the text names."""
        if self._headings is None:
            identifiers = map(self.lexicon.identifiers, self.context_standards)
            self._headings = frozenset(heading for each in identifiers for heading in each.headings)
        return word in self._headings

    # ------------------------------------------------------------ parts

    def block_number(self, place: int) -> int:
        """Return the number of the block in which a place is: how many blank lines precede it."""
        return bisect_left(self._blank_lines, place)

    def same_block(self, one: int, other: int) -> bool:
        """Tell whether no blank line separates two places."""
        return self.block_number(one) == self.block_number(other)

    def same_sentence(self, one: int, other: int) -> bool:
        """Tell whether no sentence, paragraph or cell ends between two places."""
        return bisect_left(self._sentence_ends, one) == bisect_left(self._sentence_ends, other)

    def same_cell(self, one: int, other: int) -> bool:
        """Tell whether no bar separates two places."""
        return bisect_left(self._bars, one) == bisect_left(self._bars, other)

    def same_row(self, one: int, other: int) -> bool:
        """Tell whether two places of a table are in one row."""
        return bisect_left(self._line_ends, one) == bisect_left(self._line_ends, other)

    def column_standards(self, place: int) -> tuple[str, ...] | None:
        """Return the standards in the header of the table column at a place; None without such a header."""
        cell = self._cell_at(place)
        return None if cell is None else cell.standards

    def column_header(self, place: int) -> tuple[int, int] | None:
        """Return where the header of the column at a place is; None without one that names a document."""
        cell = self._cell_at(place)
        return None if cell is None else cell.header

    def _cell_at(self, place: int) -> Cell | None:
        """Return the cell at a place below a header that names documents."""
        number = bisect_right(self._cell_starts, place) - 1
        return self._cells[number] if number >= 0 and place < self._cells[number].end else None
