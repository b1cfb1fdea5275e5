"""The limits of untrusted input: depth, and how much a text may grow where it becomes values."""

from __future__ import annotations

from ..errors import InvalidData

__all__ = [
    "MAX_DEPTH",
    "PairBudget",
    "RowBudget",
    "TextBudget",
    "refuse_dense",
    "refuse_dense_values",
    "too_deep",
]

#: The number of levels that a value may have.
MAX_DEPTH = 200
#: A list or an object for every so many characters, beyond the first ten thousand: denser input is hostile.
_CHARACTERS_EACH, _FREE = 10, 10_000
#: The same for the values of lists and objects.
_CHARACTERS_EACH_VALUE = 4

#: How much longer a text may be that is put together from parts of a file, beyond the first million.
_TIMES, _FREE_TEXT = 4, 1_000_000
#: The same for the texts of rows, and how many cells a table may have for each character of its file.
_TIMES_IN_ROWS, _CELLS_EACH = 8, 2
#: How many documents files may name, and one more for every so many characters.
_FREE_DOCUMENTS, _CHARACTERS_EACH_DOCUMENT = 500, 500


def refuse_dense(containers: int, characters: int, name: str) -> None:
    """Refuse more lists and objects than honest data have in so many characters.

    Raises:
        InvalidData: There are more.
    """
    if containers > _FREE + characters // _CHARACTERS_EACH:
        raise _too_dense(name)


def refuse_dense_values(values: int, characters: int, name: str) -> None:
    """Refuse more values than honest data have in so many characters.

    Raises:
        InvalidData: There are more.
    """
    if values > _FREE + characters // _CHARACTERS_EACH_VALUE:
        raise _too_dense(name)


class TextBudget:
    """How much text may be put together from a file: references to the same text can multiply it."""

    def __init__(self, characters: int, name: str) -> None:
        self._left, self._name = _FREE_TEXT + _TIMES * characters, name

    def spend(self, text: str) -> str:
        """Return a text that was put together, while there is room for it.

        Raises:
            InvalidData: More was put together than the size of the file explains.
        """
        self._left -= len(text)
        if self._left < 0:
            raise _too_dense(self._name)
        return text


class PairBudget:
    """How many pairs may be made of lists on both sides: two lists of a thousand make a million."""

    def __init__(self, characters: int, name: str) -> None:
        self._left, self._name = _FREE + characters // _CHARACTERS_EACH, name

    def spend(self, subjects: int, objects: int) -> None:
        """Take the pairs of two lists, while there is room for them.

        Raises:
            InvalidData: There are more pairs than the size of the file explains.
        """
        self._left -= max(0, subjects * objects - subjects - objects)
        if self._left < 0:
            problem = f"lists of {subjects} and {objects} make more pairs than the size of the file explains"
            raise InvalidData(problem, self._name, repair="relate fewer with each other")


class RowBudget:
    """How much text and how many cells rows may have: a text may be repeated in each of them."""

    def __init__(self, characters: int) -> None:
        self._left = _FREE_TEXT + _TIMES_IN_ROWS * characters
        self._cells = _FREE_TEXT + _CELLS_EACH * characters
        self._documents = _FREE_DOCUMENTS + characters // _CHARACTERS_EACH_DOCUMENT

    def spend(self, characters: int) -> None:
        """Take the texts of a row, while there is room for them.

        Raises:
            InvalidData: The rows repeat more text than the size of the files explains.
        """
        self._left -= characters
        if self._left < 0:
            raise _too_dense("")

    def spend_document(self) -> None:
        """Take a document, while there is room for it: each is two files.

        Raises:
            InvalidData: There are more documents than the size of the files explains.
        """
        self._documents -= 1
        if self._documents < 0:
            problem = "the files name far more documents than their size explains"
            raise InvalidData(problem, repair="name each document in one way, such as by a prefix")

    def spend_cells(self, rows: int, columns: int) -> None:
        """Take the cells of a table, while there is room for them; most may be blank.

        Raises:
            InvalidData: The table has more cells than the size of the files explains.
        """
        self._cells -= rows * columns
        if self._cells < 0:
            problem = f"{rows} rows with {columns} columns are larger than the size of the files explains"
            raise InvalidData(problem, repair="leave out the columns that are nearly empty")


def _too_dense(name: str) -> InvalidData:
    problem = "the file has far more lists and values than its size explains"
    return InvalidData(problem, name, repair="give a file with data")


def too_deep(name: str) -> InvalidData:
    """Return the error of values that are nested too deeply."""
    return InvalidData("the values are nested too deeply", name, repair=f"nest at most {MAX_DEPTH} levels")
