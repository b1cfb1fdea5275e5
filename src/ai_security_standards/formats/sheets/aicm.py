"""The matrices of the Cloud Security Alliance, AICM and CCM, and their questionnaires, both ways."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from ...assessments import Result
from ...catalog import Catalog
from ...errors import StandardsError
from ...records.refs import Ref
from ...vocabulary import LossKind, Outcome, ProvisionKind, RelationshipType
from ..foreign import End, Foreign, ForeignRow, ForeignSet, Report
from ..grids import Grid
from ..identity import edition_of, slug_of
from ..inputs import Input
from ..packing import PackedRows
from .aicm_writing import write
from .layout import SheetRow, SheetTable, find_table, folded, stem_of, tables_of
from .naming import Documents, identifiers_in, is_nothing

__all__ = ["read", "recognizes", "write"]

_PUBLISHER = "Cloud Security Alliance"
_METHOD = "A sheet of scope applicability of the Cloud Security Alliance: a control, and what it maps to."
_CONTROL, _QUESTION = re.compile(r"(?:.* )?control id"), re.compile(r"(?:.* )?question id")
_MAPPING = re.compile(r"(?i)(?:.*\(mappings\) )?(.*?) ?control mapping")
_CODE = re.compile(r"([A-Z][A-Z&]{1,3})-\d\d(?:\.\d+)?")
_NAME = re.compile(r"(?i)(ai[-_ ]?caiq|caiq|aicm|ccm)[-_ ]*v?(\d+(?:\.\d+)*)?")
_NOT_LETTER = re.compile(r"[^A-Za-z]")
_STAMP = re.compile(r'"specification_version"\s*:\s*"([^"]{1,40})"')
_NUMBERED = re.compile(r"(\d{5})\s*:\s*(.+)")
_ANSWERS: Mapping[str, Outcome] = {
    "yes": Outcome.SATISFIED,
    "no": Outcome.NOT_SATISFIED,
    "na": Outcome.NOT_APPLICABLE,
    "n/a": Outcome.NOT_APPLICABLE,
    "not applicable": Outcome.NOT_APPLICABLE,
    "partial": Outcome.PARTLY,
    "partially": Outcome.PARTLY,
}
_READ = (
    "control id", "question id", "control title", "control domain", "domain title", "control specification",
    "question", "caiq answer", "implementation description", "ssrm control ownership",
    "customer responsibilities", "csc responsibilities", "control mapping", "gap level", "addendum",
)  # fmt: skip


def _is_header(columns: frozenset[str]) -> bool:
    # Several such columns are those of a crosswalk between two editions.
    controls, questions = (sum(map(bool, map(each.fullmatch, columns))) for each in (_CONTROL, _QUESTION))
    has_text = any(name.endswith("control specification") for name in columns)
    return questions == 1 or (questions == 0 and controls == 1 and has_text)


def recognizes(grids: Sequence[Grid]) -> bool:
    """Tell whether a sheet of a file has the columns of a matrix or of a questionnaire, and their codes."""
    for grid in grids:
        table = find_table(grid, _is_header, "")
        if table is not None and any(
            _CODE.fullmatch(text) for row in islice(grid.rows, 200) for text in row.cells.values()
        ):
            return True
    return False


def read(inputs: Sequence[Input], catalog: Catalog, report: Report) -> Foreign:
    """Read matrices and questionnaires: domains, controls, questions, mappings, and answers as results.

    Args:
        inputs: The files; every sheet with the columns of one is read.
        catalog: The catalog: results name its document where it has that edition.
        report: Takes what is not carried over.

    Raises:
        InvalidData: A formula has no value.
    """
    documents = Documents(report)
    sets: list[ForeignSet] = []
    results: list[Result] = []
    for given in inputs:
        report.file = given.name
        reading = _Reading(given, documents, catalog, report)
        for table in tables_of(given.value, _is_header, given.name):
            results += reading.table(table)
        sets += reading.sets()
    return Foreign(documents.listed(), tuple(sets), tuple(results))


class _Columns(NamedTuple):
    """The places of the columns of a sheet, by what they are."""

    control: int | None
    question: int | None
    title: int | None
    domain: int | None
    specification: int | None
    text: int | None
    answer: int | None
    description: int | None
    ownership: int | None
    responsibilities: int | None


class _Reading:
    """What one file says: its document, and what its controls map to."""

    def __init__(self, given: Input, documents: Documents, catalog: Catalog, report: Report) -> None:
        self._given, self._documents, self._catalog, self._report = given, documents, catalog, report
        self._rows: dict[str, PackedRows] = {}
        stamps = (
            found[1]
            for grid in given.value
            for row in islice(grid.rows, 1)
            for text in row.cells.values()
            if (found := _STAMP.search(text))
        )
        names = list(_NAME.finditer(stem_of(given.name)))
        self._version = next(iter((*stamps, *(found[2] for found in names if found[2]))), None)
        words = {_NOT_LETTER.sub("", found[1]).casefold() for found in names}
        self._is_ai = not words or bool(words & {"aicm", "aicaiq"})
        self._mapped: set[tuple[str, str, str]] = set()
        self._keys: dict[bool, str] = {}

    # ------------------------------------------------------------ documents

    def _key(self, is_questionnaire: bool) -> str:
        """Return the document of a sheet: the questionnaire is one of its own."""
        if is_questionnaire not in self._keys:
            short = ("CAIQ", "AI-CAIQ")[self._is_ai] if is_questionnaire else ("CCM", "AICM")[self._is_ai]
            name = f"CSA {short} v{self._version}" if self._version else f"CSA {short}"
            self._keys[is_questionnaire] = self._documents.add(
                name, slug=f"csa-{short.casefold()}", edition=self._version, publisher=_PUBLISHER
            )
        return self._keys[is_questionnaire]

    def _ref(self, key: str) -> Ref:
        """Return the document that results are of: that of the catalog where it has it."""
        slug = slug_of(key.partition(" v")[0])
        own = Ref(slug, edition_of(self._version))
        try:
            found = self._catalog.resolve(key)
        except StandardsError:
            return own
        return found if found.provision is None and found.edition == own.edition else own

    # ------------------------------------------------------------ rows

    def table(self, table: SheetTable) -> Iterator[Result]:
        """Note the provisions and the mappings of a sheet, and yield its answers."""
        columns = _columns(table)
        frameworks = _frameworks(table)
        self._report_others(table)
        key = self._key(columns.question is not None)
        domain: str | None = None
        for row in table.rows():
            code = _at(row, columns.control)
            question = _at(row, columns.question)
            named = _at(row, columns.domain)
            if named is not None:
                domain = named
            code = code if code is not None and _CODE.fullmatch(code) else None
            question = question if question is not None and _CODE.fullmatch(question) else None
            if question is not None:
                code = code or question.rpartition(".")[0]
            if code is None:
                continue
            control = self._control(key, code, domain, row, columns)
            if question is not None:
                self._documents.end(key, question, None, _at(row, columns.text), ProvisionKind.QUESTION, code)
                yield from self._result(key, question, row, columns)
            if frameworks and columns.question is not None:  # mappings are of the matrix
                control = self._control(self._key(False), code, domain, row, columns)
            for name, place in frameworks.items():
                self._map(control, name, place, row)

    def _control(self, key: str, code: str, domain: str | None, row: SheetRow, columns: _Columns) -> End:
        found = _CODE.fullmatch(code)
        group = found[1] if found else ""
        above = self._documents.end(key, group, domain, None, ProvisionKind.DOMAIN)
        self._documents.add_details(above, assessable=False)
        title, specification = _at(row, columns.title), _at(row, columns.specification)
        return self._documents.end(key, code, title, specification, ProvisionKind.CONTROL, group)

    def _result(self, key: str, question: str, row: SheetRow, columns: _Columns) -> Iterator[Result]:
        answer = _at(row, columns.answer)
        if answer is None:
            return
        outcome = _ANSWERS.get(folded(answer))
        if outcome is None:
            self._report.add(LossKind.DROPPED, question, "answer", answer)
            return
        notes = (
            ("SSRM control ownership", _at(row, columns.ownership)),
            ("customer responsibilities", _at(row, columns.responsibilities)),
        )
        note = "; ".join(f"{name}: {text}" for name, text in notes if text is not None)
        ref = self._ref(key)._replace(provision=question)
        yield Result(ref, outcome, _at(row, columns.description), note=note or None)

    def _map(self, control: End, framework: str, place: int, row: SheetRow) -> None:
        gap, addendum = (
            None if is_nothing(text) else text for text in (_at(row, place + 1), _at(row, place + 2))
        )
        texts = {"gap_level": gap or "", "comment": addendum or ""}
        cell = row.raw.get(place, "")
        if (control.key, framework, cell) in self._mapped:
            return  # a table of questions repeats what their control says
        self._mapped.add((control.key, framework, cell))
        for text in identifiers_in(cell):
            name, identifier = _document_of(text, framework)
            target = self._documents.end(self._documents.add(name), identifier)
            rows = self._rows.setdefault(framework, PackedRows(self._report.budget))
            rows.add(ForeignRow(row.place, control, RelationshipType.RELATED, target, texts=texts))

    def _report_others(self, table: SheetTable) -> None:
        table.report_others(
            lambda name: any(name.endswith(known) for known in _READ), self._report, is_by_place=True
        )

    def sets(self) -> Iterator[ForeignSet]:
        """Yield a mapping set for each framework that controls map to."""
        for framework, rows in self._rows.items():
            key = self._key(False)
            title = f"{key} to {framework}"
            version, file = self._version, self._given.name
            yield ForeignSet(slug_of(title), title, _PUBLISHER, rows, _METHOD, version=version, file=file)


def _columns(table: SheetTable) -> _Columns:
    """Return the places of the columns that end with these words."""

    def place(*ends: str) -> int | None:
        found = (
            at
            for end in ends
            for name, at in table.columns.items()
            if name == end or name.endswith((f" {end}", f"-{end}"))
        )
        return next(found, None)

    return _Columns(
        control=place("control id"),
        question=place("question id"),
        title=place("control title"),
        domain=place("control domain", "domain title"),
        specification=place("control specification"),
        text=place("assessments question", "assessment question", "question"),
        answer=place("caiq answer"),
        description=place("implementation description"),
        ownership=place("ssrm control ownership"),
        responsibilities=place("customer responsibilities", "csc responsibilities"),
    )


def _frameworks(table: SheetTable) -> dict[str, int]:
    """Return the place of the mappings to each framework: it is named in the header, or in the row above."""
    groups = table.above[-1].cells if table.above else {}
    found: dict[str, int] = {}
    for place, text in sorted(table.header.cells.items()):
        match = _MAPPING.fullmatch(" ".join(text.replace("_", " ").split()))
        name = match[1] or " ".join(groups.get(place, "").split()) if match is not None else ""
        if name:
            found[name] = place
    return found


def _document_of(text: str, framework: str) -> tuple[str, str]:
    """Return the document of an identifier, which may begin with a number where a framework is several.

    >>> _document_of("27002: 5.1 (l)", "ISO/IEC 27001:2022, 27002:2022")
    ('ISO/IEC 27002:2022', '5.1 (l)')
    """
    found = _NUMBERED.fullmatch(text)
    names = [each.strip() for each in framework.split(",")]
    if found is None or len(names) == 1:
        return framework, found[2] if found and found[1] in framework else text
    body = names[0].rpartition(" ")[0]
    for name in names:
        if found[1] in name:
            return name if name.startswith(body) else f"{body} {name}", found[2]
    return framework, text


def _at(row: SheetRow, place: int | None) -> str | None:
    """Return the text at a place on one line; None where there is none."""
    text = "" if place is None else " ".join(row.raw.get(place, "").split())
    return text or None
