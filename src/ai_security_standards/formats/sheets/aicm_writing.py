"""A matrix of the Cloud Security Alliance as a workbook: controls, questions with answers, and mappings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...assessments import Result, worst_results
from ...catalog import Catalog
from ...records.provisions import Provision
from ...records.refs import Ref
from ...tables.xlsx import Cell, SheetContent
from ...vocabulary import LossKind, Outcome, ProvisionKind
from ..foreign import Report, Selection
from .writing import provisions_of, sheets_bytes

__all__ = ["write"]

_ANSWERS: Mapping[Outcome, str] = {
    Outcome.SATISFIED: "Yes",
    Outcome.NOT_SATISFIED: "No",
    Outcome.PARTLY: "No",
    Outcome.NOT_APPLICABLE: "NA",
    Outcome.NOT_ASSESSED: "",
}
#: What the sheets of a matrix and of its questionnaire are called.
_SHORT = {"csa-aicm": "AICM", "csa-ai-caiq": "AICM", "csa-ccm": "CCM"}
_CONTROL_WIDTHS = {"Control Domain": 26, "Control Title": 36, "Control ID": 12, "Control Specification": 70}


def write(selection: Selection, catalog: Catalog, report: Report, syntax: str = "xlsx") -> tuple[bytes, str]:
    """Write a matrix, or a questionnaire with the answers of an assessment.

    Mapping sets from the controls of the matrix become its sheet of scope applicability. The texts of
    controls and questions are those that the catalog has: titles, and labels in our words.

    Args:
        selection: One document of the Cloud Security Alliance; an assessment; mapping sets.
        catalog: The catalog that has them.
        report: Takes what is not carried.
        syntax: xlsx or csv.

    Raises:
        InvalidData: Not one matrix is given, or CSV is to hold several sheets.
        UnknownCriterion: The syntax is another.
    """
    documents = selection.documents or _assessed(selection)
    if len(documents) != 1 or documents[0].standard not in _SHORT:
        repair = f"name one of {', '.join(_SHORT)}, with its edition"
        raise report.error("", "", "such a workbook is of one matrix", repair)
    (document,) = documents
    provisions = provisions_of(catalog, document)
    designation = catalog.standard(document).designation
    stamp = f'{{"specification_name":"{designation}","specification_version":"{document.edition}"}}'
    made = []
    questions = [each for each in provisions.values() if each.kind is ProvisionKind.QUESTION]
    if questions:
        made.append(_questionnaire(questions, provisions, selection, report, stamp))
    else:
        made.append(_matrix(provisions, _SHORT[document.standard], stamp))
        if selection.assessment is not None:
            made.append(_questionnaire(_controls(provisions), provisions, selection, report, stamp))
    if selection.sets:
        made.append(_applicability(document, provisions, selection.sets, catalog, report, stamp))
    return sheets_bytes(made, syntax, report, f"Source: {catalog.provenance}")


def _assessed(selection: Selection) -> tuple[Ref, ...]:
    """Return the documents that results are of."""
    return tuple(dict.fromkeys(each.ref.document for each in selection.assessment or ()))


def _controls(provisions: Mapping[str, Provision]) -> list[Provision]:
    return [each for each in provisions.values() if each.kind is ProvisionKind.CONTROL]


def _control_cells(each: Provision, provisions: Mapping[str, Provision]) -> list[Cell]:
    domain = provisions.get(each.parent or "")
    return [domain.name if domain else "", each.title or "", each.id, each.summary or each.label or ""]


def _matrix(provisions: Mapping[str, Provision], short: str, stamp: str) -> SheetContent:
    rows = [_control_cells(each, provisions) for each in _controls(provisions)]
    return SheetContent(short, _CONTROL_WIDTHS, rows, above=[[stamp]])


def _questionnaire(
    questions: Sequence[Provision],
    provisions: Mapping[str, Provision],
    selection: Selection,
    report: Report,
    stamp: str,
) -> SheetContent:
    """Return the sheet of questions, with answers where there are results."""
    results: dict[str, list[Result]] = {}
    short = _SHORT[questions[0].standard]
    for result in selection.assessment or ():
        if result.ref.document == questions[0].ref.document and result.ref.provision in provisions:
            results.setdefault(str(result.ref.provision), []).append(result)
        else:
            report.add(LossKind.DROPPED, str(result.ref), "", result.result.value)
    columns = {
        "Question ID": 12, "Question": 60, "Service Provider CAIQ Answer": 16, "SSRM Control Ownership": 24,
        "Service Provider Implementation Description": 60, "Service Customer Responsibilities": 40,
        f"{short} Control ID": 12, f"{short} Control Title": 36, f"{short} Domain Title": 26,
    }  # fmt: skip
    rows: list[list[Cell]] = []
    for each in questions:
        control = each if each.kind is ProvisionKind.CONTROL else provisions.get(each.parent or "", each)
        domain, title, code, _ = _control_cells(control, provisions)
        found = results.pop(each.id, [])
        answer, owner, description, customer = _answer(each, found, report)
        identifier = f"{each.id}.1" if each.kind is ProvisionKind.CONTROL else each.id
        rows.append(
            [identifier, each.summary or each.name, answer, owner, description, customer, code, title, domain]
        )
    for listed in results.values():
        for result in listed:
            report.add(LossKind.DROPPED, str(result.ref), "", result.result.value)
    title = "CAIQ" if short == "CCM" else "AI-CAIQ"
    return SheetContent(
        title, columns, rows, {"Service Provider CAIQ Answer": ["Yes", "No", "NA"]}, [[stamp]]
    )


def _answer(question: Provision, found: Sequence[Result], report: Report) -> tuple[str, str, str, str]:
    """Return the answer, the owner, the description and the responsibilities that results give."""
    if not found:
        return "", "", "", ""
    worst = worst_results(found)[0]
    if worst.result is Outcome.PARTLY:
        report.add(LossKind.DROPPED, str(worst.ref), "result", "partly is answered with No")
    for other in found:
        if other is not worst:
            report.add(
                LossKind.DROPPED,
                str(other.ref),
                "result",
                f"{other.result.value}, beside {worst.result.value}",
            )
    for field in ("assessor", "date", "subject"):
        if getattr(worst, field) is not None:
            report.add(LossKind.DROPPED, str(question.ref), field, getattr(worst, field))
    said = [part.partition(": ") for part in (worst.note or "").split("; ") if part.startswith(_NOTES)]
    parts = {name: text for name, _, text in said}
    rest = "; ".join(part for part in (worst.note or "").split("; ") if part and not part.startswith(_NOTES))
    description = "; ".join(filter(None, [worst.evidence, rest]))
    return _ANSWERS[worst.result], parts.get(_NOTES[0], ""), description, parts.get(_NOTES[1], "")


#: How a note says who owns a control, and what is left to the customer.
_NOTES = ("SSRM control ownership", "customer responsibilities")


def _applicability(
    document: Ref,
    provisions: Mapping[str, Provision],
    sets: Sequence[str],
    catalog: Catalog,
    report: Report,
    stamp: str,
) -> SheetContent:
    """Return the sheet of mappings: three columns for each framework."""
    mapped: dict[Ref, dict[str, list[str]]] = {}
    gaps: dict[tuple[Ref, str], list[str]] = {}
    comments: dict[tuple[Ref, str], list[str]] = {}
    for name in sets:
        for row in catalog.mapping_set(name).relationships:
            subject, target = row.subject, row.object
            if target.document == document:
                subject, target = target, subject
            if subject.document != document or row.negated or not subject.provision or not target.provision:
                report.add(LossKind.DROPPED, name, "", row)
                continue
            if row.type.value != "related":
                report.add(LossKind.DROPPED, str(row), "type", row.type.value)
            place = (target.document, subject.provision)
            mapped.setdefault(target.document, {}).setdefault(subject.provision, []).append(target.provision)
            gaps.setdefault(place, []).append(dict(row.other).get("gap_level", ""))
            comments.setdefault(place, []).append(row.comment or "")
    columns = dict(_CONTROL_WIDTHS)
    for ref in sorted(mapped):
        name = catalog.standard(ref).designation
        columns |= {f"{name} Control Mapping": 24, f"{name} Gap Level": 14, f"{name} Addendum": 50}
    rows: list[list[Cell]] = []
    for each in _controls(provisions):
        cells = _control_cells(each, provisions)
        for ref in sorted(mapped):
            place = (ref, each.id)
            cells += [
                "\n".join(dict.fromkeys(mapped[ref].get(each.id, []))) or "No Mapping",
                _joined(gaps.get(place, [])),
                _joined(comments.get(place, [])),
            ]
        rows.append(cells)
    return SheetContent("Scope Applicability (Mappings)", columns, rows, above=[[stamp]])


def _joined(texts: Sequence[str]) -> str:
    return "\n".join(filter(None, dict.fromkeys(texts)))
