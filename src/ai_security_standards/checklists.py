"""Audit checklists: what is asked of an AI system, one question each, and read back as an assessment."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from attrs import evolve, frozen

from . import _reading
from .algebra import Relation
from .assessments import Assessment, Result
from .dates import PartialDate
from .errors import InvalidData, nearest
from .formats import xlsx
from .mapping.scopes import view_of
from .records import Standard
from .refs import Ref
from .structures import Provision
from .tabular import Table, as_csv, plain
from .vocabulary import Completeness, Outcome, ProvisionKind, RiskClass, Verdict

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .applicability import Profile
    from .catalog import Catalog

__all__ = ["Checklist", "Item", "checklist"]

_SAME = " = "  # between the references of an item that several provisions ask for
_WORDS = [word.value.replace("_", " ") for word in Outcome]


@frozen(kw_only=True, repr=False)
class Item:
    """One question of a checklist, the evidence to ask for, and what was found.

    `provisions` are those behind it: several where the mapping shows that they ask the same; `names`
    are their names, `under` what they stand under. `result` is None until somebody has looked.
    """

    question: str
    ask_for: str
    provisions: tuple[Ref, ...]
    names: tuple[str, ...]
    under: tuple[str, ...]
    result: Outcome | None = None
    evidence: str | None = None
    assessor: str | None = None
    date: PartialDate | None = None
    note: str | None = None

    def __repr__(self) -> str:
        return f"<Item {self.id}: {self.question}>"

    @property
    def id(self) -> str:
        """What the item is known by in a sheet: the references of its provisions."""
        return _SAME.join(map(str, self.provisions))


class Checklist(Table[Item]):
    """Questions in the order of the documents, to be answered on paper or in a sheet.

    `undecided` counts the provisions of which the profile leaves open whether they apply, `partial`
    names documents of which only a part is shipped: neither's provisions are asked for.
    """

    __slots__ = ("partial", "undecided")

    columns = (
        "id", "question", "ask_for", "names", "under", "result", "evidence", "assessor", "date", "note",
    )  # fmt: skip

    partial: tuple[Ref, ...]
    undecided: int

    def __init__(self, records: Sequence[Item], partial: tuple[Ref, ...] = (), undecided: int = 0) -> None:
        super().__init__(records)
        object.__setattr__(self, "partial", partial)
        object.__setattr__(self, "undecided", undecided)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (tuple(self), self.partial, self.undecided)

    def row(self, record: Item) -> dict[str, Any]:
        """One item as plain values; the result in words without underscores."""
        row = {name: plain(getattr(record, name)) for name in self.columns}
        return {**row, "result": None if record.result is None else record.result.replace("_", " ")}

    def headline(self) -> str:
        """How many items, from how many provisions of how many documents, and what was left out."""
        provisions = [ref for item in self for ref in item.provisions]
        documents = {ref.document for ref in provisions}
        parts = [f"{len(self)} items for {len(provisions)} provisions of {len(documents)} documents"]
        parts += [f"{self.undecided} more may apply"] if self.undecided else []
        parts += [f"only a part is shipped of {document}" for document in self.partial]
        return "; ".join(parts)

    @property
    def assessment(self) -> Assessment:
        """What has been found so far, provision by provision; what nobody looked at is not in it."""
        found = ((item, item.result) for item in self)
        return Assessment(
            [
                Result(ref, result, item.evidence, item.assessor, item.date, item.note)
                for item, result in found
                if result is not None
                for ref in item.provisions
            ]
        )

    def filled(self, assessment: Assessment) -> Checklist:
        """The same with the results of an assessment entered.

        Of an item with several provisions, or with several rows of results, texts are joined. Raises
        InvalidData where the results of one item differ.
        """
        found: dict[Ref, list[Result]] = {}
        for each in assessment:
            found.setdefault(each.ref, []).append(each)
        items = [
            _fill(item, [each for ref in item.provisions for each in found.get(ref, ())]) for item in self
        ]
        return Checklist(items, self.partial, self.undecided)

    def to_csv(self) -> str:
        """CSV (RFC 4180); a value that a spreadsheet would take for a formula is led by an apostrophe.

        `read` takes the apostrophe away again.
        """
        return as_csv(
            self.columns, [dict(zip(self.columns, row, strict=True)) for row in self._cells(quoted=True)]
        )

    def to_xlsx(self, path: str | os.PathLike[str]) -> None:
        """Write a sheet for Excel: the results to choose from a list, no text taken for a formula.

        Needs the extra `xlsx`, else ImportError.
        """
        widths = dict.fromkeys(self.columns, 24) | {"question": 60, "ask_for": 40, "result": 16, "date": 12}
        xlsx.write(path, "Checklist", widths, self._cells(quoted=False), {"result": _WORDS})

    def _cells(self, quoted: bool) -> list[list[str]]:
        rows = []
        for row in self.rows():
            texts = ["; ".join(value) if isinstance(value, tuple) else value or "" for value in row.values()]
            # An apostrophe of the text's own is doubled, so that the one that leads a formula can be told.
            rows.append([f"'{text}" if quoted and text.startswith("'") else text for text in texts])
        return rows

    @classmethod
    def read(cls, source: str | os.PathLike[str]) -> Assessment:
        r"""The results that people entered: from a file (.xlsx or CSV), or from CSV as a text.

        Columns are known by their header and items by their id, so that rows may be sorted, filtered and
        hidden, and columns added, moved and left out; only id and result must be there. An item
        without a result is not_assessed. Raises InvalidData, which names file, row and column.

        >>> print(Checklist.read("result;id;mine\nPartly;owasp-llm-top-10@2025:LLM01;x\n"))
        <1 results: 1 partly>
        """
        results: list[Result] = []
        seen: dict[Ref, tuple[str, Outcome]] = {}
        name = "the text" if "\n" in os.fspath(source) else os.fspath(source)
        for place, cells in _entries(source, name):
            for each in _entered(place, cells, name):
                before = seen.setdefault(each.ref, (place, each.result))
                if before[1] is not each.result:
                    raise InvalidData(
                        f"{each.ref} is {each.result} here and {before[1]} in {before[0]}",
                        name,
                        place,
                        "result",
                        "keep one of the two rows, or one result",
                    )
                results.append(each)
        return Assessment(results)


def _fill(item: Item, found: list[Result]) -> Item:
    outcomes = dict.fromkeys(each.result for each in found)
    if len(outcomes) > 1:
        raise InvalidData(
            f"its provisions are {' and '.join(outcomes)}",
            record=item.id,
            field="result",
            repair="settle which",
        )

    def joined(name: str) -> str | None:
        texts = dict.fromkeys(getattr(each, name) for each in found if getattr(each, name))
        return "; ".join(texts) or None

    dates = sorted(each.date for each in found if each.date)
    return evolve(
        item,
        result=next(iter(outcomes), item.result),
        evidence=joined("evidence") or item.evidence,
        assessor=joined("assessor") or item.assessor,
        date=dates[-1] if dates else item.date,
        note=joined("note") or item.note,
    )


# ---------------------------------------------------------------- reading

_HEADER = ("id", "result")
_FURTHER = ("evidence", "assessor", "date", "note")


def _entries(source: str | os.PathLike[str], name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The filled rows below the header, each with its place, as mappings by column."""
    if name.lower().endswith(".xlsx"):
        sheets = [(f"sheet {title}, ", rows) for title, rows in xlsx.read(source)]
    else:
        text = os.fspath(source) if name == "the text" else _reading.read_text(source)
        sheets = [("", _csv(text))]
    for title, rows in sheets:
        for number, row in enumerate(rows[:_TOP]):
            header = [str(cell).strip().casefold() if cell is not None else "" for cell in row]
            if set(_HEADER) <= set(header):
                yield from _below(title, number, header, rows, name)
                return
    heads = [str(cell).strip() for _, rows in sheets for row in rows[:1] for cell in row if cell is not None]
    missing = next(each for each in _HEADER if each not in map(str.casefold, heads)) if heads else "id"
    near = nearest(missing, heads)
    raise InvalidData(
        f"there is no column {missing!r}{f', but {near[0]!r}' if near else ''}",
        name,
        "the header",
        missing,
        f"keep the columns {' and '.join(_HEADER)} under these names",
    )


_TOP = 30  # rows in which the header is sought: people write titles above it


def _below(
    title: str, number: int, header: list[str], rows: list[tuple[Any, ...]], name: str
) -> Iterator[tuple[str, dict[str, Any]]]:
    wanted = (*_HEADER, *_FURTHER)
    twice = [each for each in wanted if header.count(each) > 1]
    if twice:
        raise InvalidData(
            f"there are two columns {twice[0]!r}", name, f"{title}row {number + 1}", twice[0], "rename one"
        )
    places = {each: header.index(each) for each in wanted if each in header}
    for line, row in enumerate(rows[number + 1 :], number + 2):
        cells = {each: row[place] if place < len(row) else None for each, place in places.items()}
        if any(cell not in (None, "") for cell in cells.values()):
            yield f"{title}row {line}", cells


def _csv(text: str) -> list[tuple[Any, ...]]:
    """The rows of CSV, whatever a spreadsheet took for its delimiter."""
    import csv
    import io

    def rows(delimiter: str) -> list[tuple[Any, ...]]:
        lines = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=delimiter)
        return [tuple(map(_bare, line)) for line in lines]

    def fitness(found: list[tuple[Any, ...]]) -> int:
        return max((len(set(map(str.casefold, row)) & set(_HEADER)) for row in found[:_TOP]), default=0)

    return max((rows(delimiter) for delimiter in ",;\t"), key=fitness)


def _bare(cell: str) -> str:
    return cell[1:] if _LED.match(cell) else cell


_LED = re.compile("'[=+\\-@\t\r\n']")


def _entered(place: str, cells: Mapping[str, Any], name: str) -> Iterator[Result]:
    """The results of one row: one for each provision of its item."""
    if not cells["id"]:
        raise InvalidData(
            "something is entered for no item", name, place, "id", "copy the id of the item into this row"
        )
    for ref in str(cells["id"]).split(_SAME):
        try:
            yield from Assessment.of([{**cells, "ref": ref}], strict=False)
        except InvalidData as wrong:
            field = "id" if wrong.field == "ref" else wrong.field
            raise InvalidData(wrong.problem, name, place, field, wrong.repair) from None


# ---------------------------------------------------------------- making


def checklist(
    catalog: Catalog, about: Profile | str | Ref | Standard | Collection[str | Ref | Standard]
) -> Checklist:
    """See `Catalog.checklist`."""
    from .applicability import Profile

    undecided = 0
    if isinstance(about, Profile):
        rulings = [each for each in catalog.applicable(about) if each.ref.provision is not None]
        wanted = (Verdict.APPLIES, Verdict.WILL_APPLY)
        found = [catalog.provision(each.ref) for each in rulings if each.verdict in wanted]
        undecided = sum(each.verdict is Verdict.MAY_APPLY for each in rulings)
    else:
        several = [about] if isinstance(about, str | Ref | Standard) else about
        found = [each for one in several for each in catalog.provisions(one)]
    chosen = _askable(found)
    documents = dict.fromkeys(each.ref.document for each in chosen)
    partial = [each for each in documents if catalog.framework(each).completeness is Completeness.PARTIAL]
    items = [_item(catalog, group) for group in _groups(catalog, chosen)]
    return Checklist(items, tuple(partial), undecided)


def _askable(found: Iterable[Provision]) -> list[Provision]:
    """What can be assessed, each once; of an article of law whose paragraphs are asked for, only these."""
    chosen = {each.ref: each for each in found if each.assessable and not each.retired}
    above = {each.ref._replace(provision=each.parent) for each in chosen.values()}
    return [
        each for ref, each in chosen.items() if each.kind is not ProvisionKind.ARTICLE or ref not in above
    ]


def _groups(catalog: Catalog, chosen: Sequence[Provision]) -> list[list[Provision]]:
    """Provisions that ask the same together: equal in what certainly follows over at most two steps."""
    view = view_of(catalog)
    graph = view.graph
    nodes = {graph.node(str(each.ref)): each for each in chosen}
    groups = {node: [each] for node, each in nodes.items()}
    for node in nodes:
        for other, bits in view.reach(node, 2)[-1].items():
            if Relation(bits).certain == "equal" and other in nodes and groups[other] is not groups[node]:
                groups[node] += groups[other]
                for each in groups[other]:
                    groups[graph.index[str(each.ref)]] = groups[node]
    return list({id(group): group for group in groups.values()}.values())


def _item(catalog: Catalog, group: Sequence[Provision]) -> Item:
    first = group[0]
    above = [next(iter(catalog.ancestors(each.ref)), None) for each in group]
    unders = [
        f"{catalog.standard(each.ref.document).designation}{f', {parent.id} {parent.name}' if parent else ''}"
        for each, parent in zip(group, above, strict=True)
    ]
    return Item(
        question=question(first),
        ask_for=ask_for(first, above[0]),
        provisions=tuple(each.ref for each in group),
        names=tuple(each.name for each in group),
        under=tuple(dict.fromkeys(unders)),
    )


_THREATS = frozenset("risk threat technique subtechnique tactic weakness case-study".split())
_AIMS = frozenset("function category subcategory objective principle commitment".split())
_LAW = frozenset("article paragraph clause annex".split())


def question(provision: Provision) -> str:
    """The question on a provision: its title, or our label, in one of a few plain forms by its kind.

    >>> from ai_security_standards import load
    >>> question(load().provision("owasp-llm-top-10@2025:LLM01"))
    'Is this risk dealt with: Prompt Injection?'
    """
    name = " ".join(provision.name.split()).rstrip(".?")
    if RiskClass.PROHIBITED in provision.risk_classes:
        return f"Is this ruled out: {name}?"
    if provision.kind in _THREATS:
        return f"Is this {'risk' if provision.kind is ProvisionKind.RISK else 'threat'} dealt with: {name}?"
    if provision.kind is ProvisionKind.TEST:
        return f"Has this been tested: {name}?"
    if provision.kind in _AIMS:
        return f"Is this achieved: {name}?"
    return f"Is this {'met' if provision.kind in _LAW else 'in place'}: {name}?"


# What to ask for, by words in the name of a provision or of what it stands under; the first that
# fits. Matched at the beginning of words.
_EVIDENCE: tuple[tuple[str, str], ...] = (
    ("incident breach", "incident plan, records of incidents and exercises, reports made to authorities"),
    ("log logging audit record-keeping", "samples of logs, retention settings, records of reviews"),
    ("monitor detect alert", "monitoring settings, alerts of the last months and what was done about them"),
    ("dataset data poison", "data sheets with origin and rights, results of checks, access list"),
    ("supplier supply third procure vendor", "supplier list, contracts, assessments, bills of materials"),
    ("inject jailbreak advers evasion robust", "threat model, results of attacks tried, settings of guards"),
    ("access identity authent privilege credential", "access list, role settings, last review of rights"),
    ("risk", "risk register, method and criteria, decisions on treatment with owner and date"),
    ("oversight human approv", "description of who can step in and how, records of such cases"),
    ("transparen inform instruct document", "the document, its version and approval, who was given it"),
    ("train aware competen literacy", "training material, attendance records, results"),
    ("test evaluat valid verif", "test plan, results, findings open and closed"),
    ("vulnerab patch", "scan results, list of open findings with dates, disclosure policy"),
    ("encrypt crypto key", "list of keys and algorithms, settings, key management records"),
    ("design develop code change", "design documents, reviews, change records"),
)  # fmt: skip
_ANY = {
    "threat": "threat model, controls in place, results of tests",
    "law": "the policy or document that answers it, a record that shows it in use",
    "other": "the policy or procedure, a record that shows it in use, a test or a walk-through",
}


def ask_for(provision: Provision, above: Provision | None) -> str:
    """The evidence to ask for: documents, mechanisms, activities, people.

    The table is this project's own; its sorts of objects, and the ways to look at them (examine,
    interview, test), are those of NIST SP 800-53A Rev. 5.

    >>> from ai_security_standards import load
    >>> ask_for(load().provision("owasp-llm-top-10@2025:LLM01"), None)
    'threat model, results of attacks tried, settings of guards'
    """
    for name in (provision.name, above.name if above else ""):
        words = re.findall(r"[\w-]+", name.casefold())
        for stems, evidence in _EVIDENCE:
            if any(word.startswith(tuple(stems.split())) for word in words):
                return evidence
    sort = "threat" if provision.kind in _THREATS else "law" if provision.kind in _LAW else "other"
    return _ANY[sort]
