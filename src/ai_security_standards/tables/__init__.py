"""Tables: immutable sequences of records with `rows()`, and every output format made from those."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import Enum
from typing import Any, ClassVar, Generic, TypeVar, cast, overload

from attrs import evolve, field, fields, frozen

from ..records.provenance import Provenance
from ..vocabulary import Word
from .deferred import Deferred, DeferredRecords
from .text import as_csv, as_html, as_json, as_markdown, quantity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Self

    import pandas
    import polars
    import pyarrow

__all__ = [
    "DeferredRecords",
    "Table",
    "as_csv",
    "as_html",
    "as_json",
    "as_markdown",
    "attach_provenance",
    "quantity",
    "require_extra",
    "to_plain_value",
]

Record = TypeVar("Record")
Result = TypeVar("Result", bound="Table[Any]")


@frozen(eq=False, repr=False)
class Table(Sequence[Record], Generic[Record]):
    """An immutable sequence of records that can be read as rows of plain values.

    It compares and hashes by its records. In a notebook it shows itself as an HTML table.

    A subclass names its `columns` and the `noun` for one record. One with further attributes is itself
    decorated with `@frozen(eq=False, repr=False)` and declares them as fields; `DeferredRecords` in the
    place of the records makes these when they are first looked at.
    """

    #: The columns of `rows()`, in their order; without annotation, so that an instance may have its own.
    columns = cast("tuple[str, ...]", ())
    #: The types of the columns whose values are not those of the record's attributes of that name.
    column_types: ClassVar[Mapping[str, Any]] = {}
    #: What one record is called in the headline.
    noun: ClassVar[str] = "row"

    _records: Sequence[Record]
    _provenance: Deferred[Provenance] | Provenance | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if not isinstance(self._records, DeferredRecords):
            object.__setattr__(self, "_records", tuple(self._records))

    def __reduce__(self) -> tuple[Any, ...]:
        attributes = {each.alias: getattr(self, each.name) for each in fields(type(self))}
        return _rebuilt, (type(self), attributes)

    def __len__(self) -> int:
        return len(self._records)

    @overload
    def __getitem__(self, index: int) -> Record: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Record, ...]: ...
    def __getitem__(self, index: int | slice) -> Record | tuple[Record, ...]:
        return cast("Record | tuple[Record, ...]", self._records[index])

    def __iter__(self) -> Iterator[Record]:
        return iter(self._records)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Table):
            return NotImplemented
        return type(self) is type(other) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"<{self.headline()}>"

    @property
    def provenance(self) -> Provenance | None:
        """Where the answer comes from; None for a table that no catalog returned."""
        provenance = self._provenance
        return provenance.value if isinstance(provenance, Deferred) else provenance

    def _source_line(self) -> str:
        """Return the line on provenance that exports end with; empty where there is none."""
        provenance = self.provenance
        return "" if provenance is None else f"Source: {provenance}"

    def headline(self) -> str:
        """Return one line that says what the table holds."""
        return quantity(len(self), self.noun)

    def row(self, record: Record) -> dict[str, Any]:
        """Return one record as plain values by column."""
        return {column: to_plain_value(getattr(record, column)) for column in self.columns}

    def rows(self) -> tuple[dict[str, Any], ...]:
        """Return every record as a mapping of column to plain value.

        A plain value is a text, a number, a truth value, None, or a tuple of plain values.
        """
        return tuple(self.row(record) for record in self)

    def to_markdown(self) -> str:
        """Return a GitHub-flavoured Markdown table, with everything escaped that Markdown would read.

        The last line names the provenance.
        """
        return as_markdown(self.columns, self.rows(), self._source_line())

    def to_csv(self) -> str:
        """Return CSV (RFC 4180), with an apostrophe before what a spreadsheet would take for a formula.

        CSV has no place for provenance: keep `provenance` beside it.
        """
        return as_csv(self.columns, self.rows())

    def to_json(self) -> str:
        """Return the rows as a JSON array of objects; `to_dict` keeps the records and attributes too.

        >>> from ai_security_standards import load
        >>> load().provisions("owasp-llm-top-10@2025").to_json()[:36]
        '[{"ref": "owasp-llm-top-10@2025:LLM0'
        """
        return as_json(self.rows())

    def to_html(self) -> str:
        """Return an HTML table with everything escaped; its footer names the provenance."""
        return as_html(self.columns, self.rows(), self.headline(), self._source_line())

    _repr_html_ = to_html

    def to_pandas(self) -> pandas.DataFrame:
        """Return a pandas DataFrame, with the provenance in `attrs`; needs the extra `pandas`."""
        frame = require_extra("pandas").DataFrame(self._lists(), columns=list(self.columns))
        frame.attrs.update(self._metadata())
        return cast("pandas.DataFrame", frame)

    def to_polars(self) -> polars.DataFrame:
        """Return a polars DataFrame, which has no place for provenance; needs the extra `polars`."""
        library = require_extra("polars")
        frame = library.DataFrame(self._lists(), schema=list(self.columns), infer_schema_length=None)
        return cast("polars.DataFrame", frame)

    def to_arrow(self) -> pyarrow.Table:
        """Return a pyarrow Table, with the provenance in its schema's metadata; needs the extra `arrow`."""
        library = require_extra("pyarrow", "arrow")
        rows = self._lists()
        columns = {name: [row[name] for row in rows] for name in self.columns}
        return library.table(columns, metadata=self._metadata() or None)

    def _metadata(self) -> dict[str, str]:
        """Return the provenance as metadata of a file format; empty where there is none."""
        provenance = self.provenance
        return {} if provenance is None else {"provenance": str(provenance)}

    def _lists(self) -> list[dict[str, Any]]:
        return [
            {name: list(value) if isinstance(value, tuple) else value for name, value in row.items()}
            for row in self.rows()
        ]

    def _filter(self, accept: Callable[[Record], bool]) -> Self:
        """Return the same table with the accepted records alone."""
        return evolve(self, records=[record for record in self if accept(record)])

    def _filter_words(self, name: str, words: type[Word], wanted: Iterable[str]) -> Self:
        """Return the same table with the records whose attribute is one of some words alone.

        Args:
            name: The attribute, which holds a word.
            words: The list that the word is of.
            wanted: The words as given; hyphens and underscores are the same.

        Raises:
            UnknownCriterion: A word is not of the list; the message names near misses.
        """
        from ..vocabulary.criteria import known_value

        by_text = {word.value.replace("-", "_"): word for word in words}
        accepted = {by_text[known_value(word.replace("-", "_"), list(by_text), name)] for word in wanted}
        return self._filter(lambda record: getattr(record, name) in accepted)


def _rebuilt(kind: Callable[..., Any], attributes: dict[str, Any]) -> Any:
    return kind(**attributes)


def attach_provenance(table: Result, provenance: Deferred[Provenance] | Provenance | None) -> Result:
    """Return a table with its provenance, and that of the tables in its attributes, where it has none.

    Args:
        table: A table that nobody else has yet: it is not copied.
        provenance: Where the answer comes from.
    """
    if table._provenance is None:
        object.__setattr__(table, "_provenance", provenance)
    for each in fields(type(table)):
        value = getattr(table, each.name)
        if isinstance(value, Table):
            attach_provenance(value, provenance)
    return table


def require_extra(library: str, extra: str = "") -> Any:
    """Return an optional library, or raise an ImportError that says how to get it."""
    from importlib import import_module

    try:
        return import_module(library)
    except ImportError as missing:
        raise ImportError(
            f"{library} is not installed: pip install 'ai-security-standards[{extra or library}]'",
            name=library,
        ) from missing


def to_plain_value(value: Any) -> Any:
    """Return a field's value as text, number, truth value, None or tuple of plain values."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return tuple(to_plain_value(each) for each in value)
    if value is None or isinstance(value, (bool, int, float)):
        return value
    return str(value)
