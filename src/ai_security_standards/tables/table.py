"""Tables: immutable sequences of records with `rows()`, and every output format made from those."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import Enum
from itertools import islice
from operator import itemgetter
from types import MappingProxyType
from typing import Any, ClassVar, Generic, TypeVar, cast, overload

from attrs import evolve, field, fields, frozen

from ..records.cards import table_card
from ..records.provenance import Provenance
from .deferred import Deferred, DeferredRecords
from .text import as_csv, as_html, as_json, as_markdown, as_text, quantity

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
    "as_text",
    "attach_provenance",
    "quantity",
    "require_extra",
    "to_plain_value",
]

Record = TypeVar("Record")
Result = TypeVar("Result", bound="Table[Any, Any, Any]")
#: The type of a row: a `TypedDict` of `rows`.
Cells = TypeVar("Cells", bound=Mapping[str, Any])
#: The words that `only` takes: those of one list, as members or as texts.
Choice = TypeVar("Choice", bound=str)

#: The largest number of rows that `repr` and a notebook show.
_PRINTED, _SHOWN = 10, 20


@frozen(eq=False, repr=False)
class Table(Sequence[Record], Generic[Record, Cells, Choice]):
    """An immutable sequence of records that can be read as rows of plain values.

    A slice of a table is a table of the same kind, and so is what `head`, `sort` and `only` return;
    all other attributes stay. It compares and hashes by its records. `repr` and notebooks show the
    first rows.

    A subclass names its `columns` and the `noun` for one record. One with further attributes is itself
    decorated with `@frozen(eq=False, repr=False)` and declares them as fields; `DeferredRecords` in the
    place of the records makes these when they are first looked at.
    """

    #: The columns of `rows()`, in their order; without annotation, so that an instance may have its own.
    columns = cast("tuple[str, ...]", ())
    #: The columns to print, the most telling first, where that is another order than that of `columns`.
    shown: ClassVar[tuple[str, ...]] = ()
    #: The types of the columns whose values are not those of the record's attributes of that name.
    column_types: ClassVar[Mapping[str, Any]] = {}
    #: What one record is called in the headline.
    noun: ClassVar[str] = "row"
    #: The words that `only` and `counts` know, and the attribute of a record that holds one.
    words: ClassVar[Iterable[str]] = ()
    word_field: ClassVar[str] = "word"
    #: Whether the rows are a selection of documents or provisions, which somebody may have implemented.
    is_selection: ClassVar[bool] = False

    _records: Sequence[Record]
    _provenance: Deferred[Provenance] | Provenance | None = field(
        default=None, kw_only=True, alias="provenance"
    )

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
    def __getitem__(self, index: slice) -> Self: ...
    def __getitem__(self, index: int | slice) -> Record | Self:
        return self._with(self._records[index]) if isinstance(index, slice) else self._records[index]

    def __iter__(self) -> Iterator[Record]:
        return iter(self._records)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Table):
            return NotImplemented
        return type(self) is type(other) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        rows = [self.row(record) for record in islice(self, _PRINTED)]
        return as_text(self.headline(), self.shown or self.columns, rows, len(self))

    def _repr_html_(self) -> str:
        rows = [self.row(record) for record in islice(self, _SHOWN)]
        return table_card(self.headline(), self.columns, rows, len(self))

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

    @property
    def counts(self) -> Mapping[Choice, int]:
        """The number of records with each word, every word of the list included."""
        counts = self._word_counts() if self.words else {}
        return MappingProxyType({cast("Choice", word): counts.get(word, 0) for word in self.words})

    def _word_counts(self) -> Mapping[str, int]:
        return Counter(getattr(record, self.word_field) for record in self)

    def _counts_text(self) -> str:
        """Return the number of records with each word that there is, in the order of the list."""
        return ", ".join(f"{count} {word}" for word, count in self.counts.items() if count)

    def head(self, number: int = 10) -> Self:
        """Return the first records."""
        from ..vocabulary.criteria import check_instance

        check_instance("number", number, int)
        return self[:number]

    def sort(self, by: str | Callable[[Record], Any], *, reverse: bool = False) -> Self:
        """Return the same table in another order; records without a value come last.

        Args:
            by: A column, or a function that returns the value of a record.
            reverse: Whether the largest value comes first.

        Raises:
            UnknownCriterion: There is no such column; near misses are named.

        >>> newest = load().standards(publisher="etsi").sort(by="published", reverse=True)
        >>> newest[0].published >= newest[1].published
        True
        """
        from ..vocabulary.criteria import check_function, known_value

        if isinstance(by, str):
            column = known_value(by, self.columns, "column")
            values = [self.row(record)[column] for record in self]
        else:
            check_function("by", by)
            values = list(map(by, self))
        pairs = list(zip(values, self, strict=True))
        valued = sorted((pair for pair in pairs if pair[0] is not None), key=itemgetter(0), reverse=reverse)
        return self._with([record for _, record in (*valued, *(pair for pair in pairs if pair[0] is None))])

    def only(self, *words: Choice, where: Callable[[Record], bool] | None = None) -> Self:
        """Return the same table with the records that have one of these words, and pass a test.

        Args:
            *words: Words of `words`; hyphens and underscores are the same.
            where: A test of a record; given alone, the words do not matter.

        Raises:
            UnknownCriterion: A word is unknown; near misses are named.

        >>> len(load().provisions("owasp-llm-top-10@2025").only("risk"))
        10
        """
        return self._chosen(words, where)

    def _chosen(self, words: Sequence[str], where: Callable[[Record], bool] | None) -> Self:
        from ..vocabulary.criteria import check_function, known_value, text_of

        if where is not None:
            check_function("where", where)
        by_text = {str(word).replace("-", "_"): word for word in self.words}
        texts = (text_of(self.word_field, word).replace("-", "_") for word in words)
        wanted = {by_text[known_value(text, by_text, self.word_field)] for text in texts}
        any_word = where is not None and not words
        return self._with(
            [
                record
                for record in self
                if (any_word or getattr(record, self.word_field) in wanted)
                and (where is None or where(record))
            ]
        )

    def _with(self, records: Sequence[Record]) -> Self:
        """Return the same table with other records."""
        return evolve(self, records=records)

    def row(self, record: Record) -> Cells:
        """Return one record as plain values by column."""
        return cast("Cells", {name: to_plain_value(getattr(record, name)) for name in self.columns})

    def rows(self) -> tuple[Cells, ...]:
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
