"""Tables that give each provision of a target a word, count the words of the whole target, and differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any, NamedTuple

from attrs import Factory, field, frozen

from ..errors import UnknownCriterion
from ..records.cards import html_of
from ..records.refs import Ref
from .table import Cells, Choice, Record, Table, attach_provenance
from .text import quantity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Never  # noqa: F401 - of the text below

    from .rows import WordChangeCells  # noqa: F401 - of the text below

__all__ = ["CountedTable", "WordChange", "WordChanges"]


class WordChange(NamedTuple):
    """A provision whose word is another than before; None where a table does not have it."""

    ref: Ref
    name: str
    before: str | None
    after: str | None

    def _repr_html_(self) -> str:
        return html_of(self)


@frozen(eq=False, repr=False)
class WordChanges(Table[WordChange, "WordChangeCells", "Never"]):
    """What changed between two answers on one target, in the order of the later one.

    `of` is the number of provisions that were compared.
    """

    columns = WordChange._fields
    noun = "change"

    of: int = field(kw_only=True)

    def headline(self) -> str:
        """Return how many provisions changed, of how many, and from what to what."""
        steps = Counter((each.before or "nothing", each.after or "nothing") for each in self)
        parts = ", ".join(f"{number} {before} to {after}" for (before, after), number in steps.most_common())
        return f"{len(self)} of {quantity(self.of, 'provision')} changed{': ' if parts else ''}{parts}"


@frozen(eq=False, repr=False)
class CountedTable(Table[Record, Cells, Choice]):
    """A word for each provision of a target, in the order of the target.

    `notes` says what a reader must know of the denominator. `counts` is of the whole target, also where
    `only` picked some rows.
    """

    notes: tuple[str, ...] = ()
    _counts: Mapping[str, int] = field(default=Factory(Table._word_counts, takes_self=True))

    def _word_counts(self) -> Mapping[str, int]:
        return self._counts

    def difference(self, before: CountedTable[Any, Any, Any]) -> WordChanges:
        """Return the provisions whose word is another than in an earlier answer to the same question.

        Args:
            before: The earlier answer.

        Raises:
            UnknownCriterion: It is another kind of table, or is about other provisions.

        >>> catalog = load()
        >>> before = catalog.coverage("uk-ai-cyber-code", ["iso-iec-42001"])
        >>> after = catalog.coverage("uk-ai-cyber-code", ["iso-iec-42001", "etsi-en-304-223"])
        >>> change = after.difference(before)[0]
        >>> str(change.ref), change.before, change.after
        ('uk-ai-cyber-code@2025:1.1', 'partial', 'full')
        """
        if type(before) is not type(self):
            kind = type(self).__name__
            raise UnknownCriterion(f"before must be of the same kind, {kind}, not {type(before).__name__}")
        old, new = _words_by_ref(before), _words_by_ref(self)
        if old and new and old.keys().isdisjoint(new):
            raise UnknownCriterion(
                "before is about other provisions: ask both questions about the same target"
            )
        changes = [
            WordChange(ref, (new.get(ref) or old[ref])[0], _word(old, ref), _word(new, ref))
            for ref in {**new, **old}
            if _word(old, ref) != _word(new, ref)
        ]
        return attach_provenance(WordChanges(changes, of=len(old.keys() | new.keys())), self._provenance)


def _words_by_ref(table: CountedTable[Any, Any, Any]) -> dict[Ref, tuple[str, str]]:
    """Return the name and the word of each provision in a table."""
    return {row.ref: (row.name, str(getattr(row, table.word_field))) for row in table}


def _word(words: Mapping[Ref, tuple[str, str]], ref: Ref) -> str | None:
    return words[ref][1] if ref in words else None
