"""What the values of a column mean as identifiers of a document, and how well its titles agree with that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..._store.lazily import regex
from ..text.columns_of_values import MEMBERS, Value, ValueColumn
from ..text.fields import Fields, plain_key
from ..text.languages import is_in_other_language, names_other_language
from ..text.title_keys import is_id_key, is_name_key
from ..text.titles import significant_words
from ..text.tokens import Tokens, normalize_text
from .page import Page

__all__ = ["FEW", "ColumnReadings", "Reading", "Scope", "is_column_of_ids", "is_meant"]

#: A column whose document its records do not name has at least so many different values: where a comment or
#: the head of the file names it, and where something else on the page does.
FEW, MANY = 3, 8

#: Of the titles beside numbers, so many are those of the document; beside other identifiers, some.
TITLED_SHARE, SIMILAR_SHARE = 0.6, 0.3

#: Where more of them are in other languages, they are not compared.
FOREIGN_SHARE = 0.15

#: A title is among so many fields after its identifier.
NEAREST_FIELDS = 6

#: What is put before values, and what is taken from them, to be identifiers: "A.5.1" where 5.1 is written.
_MANNERS = (("", ""), ("A.", ""), ("", "A."))

_CODES = regex(r"[a-z]*code|function(?:id)?|family|domain|category|id|ref|0")
_ID_ENDINGS = ("ref", "id", "code", "control", "clause", "criterion", "requirement", "identifier", "number")
_LAW = regex(r"(?:Article|Annex|Recital|Chapter|Section|Title|Part)\b")


class Scope(NamedTuple):
    """Documents that something around a column names: `is_near` as its records do, `is_page` in passing."""

    standards: Sequence[str]
    is_near: bool = False
    is_page: bool = False


class Reading(NamedTuple):
    """What a column means in one document: its provisions by value, how many different values are some.

    `titled` is how many of the titles beside them have words of their titles; None where none can be
    compared.
    """

    standard: str
    ids: Mapping[str, tuple[str, ...]]
    share: float
    titled: float | None


class ColumnReadings:
    """Reads columns of values in documents."""

    def __init__(self, page: Page, fields: Fields) -> None:
        """Prepare a text.

        Args:
            page: The text.
            fields: Its fields.
        """
        self._page = page
        self._fields = fields
        self._is_translated = names_other_language(page.text)

    def read(self, standard: str, values: Sequence[Value], least: float) -> Reading | None:
        """Return what the values of a column mean in a document; None where it has few, or in two manners.

        Examples::

            5.1, 5.9, 8.34 in ISO/IEC 27001      of Annex A, as no clause is 5.9
            5.1, 5.2, 5.3                        none, as both have them, unless a title tells

        Args:
            standard: The id of the document.
            values: The values.
            least: How many of the different values it must have, from 0 to 1.
        """
        distinct = {value.text for value in values}
        readings = []
        for prefix, removed in _MANNERS:
            matches = {
                text: self._ids(standard, prefix + text.removeprefix(removed))
                for text in distinct
                if text.startswith(removed)
            }
            ids = {text: found for text, found in matches.items() if found and found[0].startswith(prefix)}
            share = len(ids) / len(distinct)
            if ids and share >= least:
                readings.append(Reading(standard, ids, share, self._titled(standard, ids, values)))
        readings.sort(key=_rank, reverse=True)
        are_equal = len(readings) > 1 and _rank(readings[0]) == _rank(readings[1])
        return readings[0] if readings and not are_equal else None

    def _ids(self, standard: str, text: str) -> tuple[str, ...]:
        """Return the provisions of a document that a text is as a whole."""
        tokens = Tokens(normalize_text(text))
        match = self._page.lexicon.identifiers(standard).match_at(tokens, 0)
        return match.ids if match is not None and match.stop == len(tokens) else ()

    def _titled(
        self, standard: str, ids: Mapping[str, tuple[str, ...]], values: Sequence[Value]
    ) -> float | None:
        """Return how many of the English titles beside identifiers have words of their titles.

        Args:
            standard: The id of the document.
            ids: The provisions by value.
            values: The values.

        Returns:
            The share, from 0 to 1; None without such titles.
        """
        structures = self._page.lexicon.identifiers(standard).structures
        titles = [(ids[value.text], self._title_beside(value)) for value in values if value.text in ids]
        foreign = sum(is_in_other_language(title) for _, title in titles)
        if self._is_translated or foreign > FOREIGN_SHARE * len(titles):
            return None
        similar = []
        for provisions, title in titles:
            words = set(significant_words(title))
            official = [
                set(several)
                for provision in provisions
                for titles_of_edition in structures.title_words_of(provision).values()
                for several in titles_of_edition
            ]
            if words and official:
                fewest = (min(len(words), len(each)) for each in official)
                common = (len(words & each) for each in official)
                similar.append(any(2 * one >= other for one, other in zip(common, fewest, strict=True)))
        return sum(similar) / len(similar) if similar else None

    def _title_beside(self, value: Value) -> str:
        """Return the title behind an identifier in its object, or the item after it; "" without one."""
        fields = self._fields.all
        field = fields[value.number]
        if not field.key and self._fields.keys_of.get(field.owner):
            return ""  # the next member of a list
        stem = plain_key(field.key).removesuffix("id")
        for other in fields[value.number + 1 : value.number + NEAREST_FIELDS]:
            is_title = is_name_key(plain_key(other.key), stem) if field.key else not other.key
            if other.owner == field.owner and is_title:
                return self._page.text[other.start : other.end]
        return ""


def _rank(reading: Reading) -> tuple[float, float]:
    return reading.titled or 0, reading.share


def is_meant(reading: Reading, scope: Scope, column: ValueColumn) -> bool:
    """Tell whether a column has the identifiers of a document that a scope names.

    Examples::

        {"standard": "PCI DSS", … "ref": "3.4"}                yes, as its object names it
        // ISO 27001 … ref: '5.1', title: 'Policies …'         yes, by the titles
        // ISO 27001 … id: '4.1', title: 'Have you …'          no: a questionnaire's own numbers
        // NIST 800-53 … ['AC-1', 'AC-2', 'AU-3']              yes
        code: "GV", name: "Govern"                             yes, on a page that names the CSF

    Args:
        reading: What it means there.
        scope: The scope.
        column: The column.
    """
    number, titled = len(reading.ids), reading.titled
    is_titled = titled is not None and titled >= TITLED_SHARE
    if any(text[-1].isalpha() and text.replace(".", "").isalpha() for text in reading.ids):
        is_code = _CODES.fullmatch(plain_key(column.key)) is not None
        return is_code and reading.share == 1 and (is_titled or number >= FEW)
    if titled is not None and titled < SIMILAR_SHARE and number > 1:
        return False
    if any(_LAW.match(ids[0]) for ids in reading.ids.values()):
        return scope.is_near
    if all(text[0].isdigit() for text in reading.ids):
        is_clear = is_titled or (scope.is_near and not all(map(str.isdigit, reading.ids)))
        return is_clear and is_column_of_ids(column) and (scope.is_near or number >= FEW)
    return scope.is_near or number >= (MANY if scope.is_page and not is_titled else FEW)


def is_column_of_ids(column: ValueColumn) -> bool:
    """Tell whether a column is called as one of identifiers, or is first in its rows, or a list."""
    key = plain_key(column.key)
    return is_id_key(key) or key.endswith(_ID_ENDINGS) or column.key in ("0", MEMBERS)
