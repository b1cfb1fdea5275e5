"""Documents of files that are in the catalog: what the files say of them that the catalog says otherwise."""

from __future__ import annotations

from ..catalog import Catalog
from ..records.refs import Ref
from ..tables.text import quantity
from ..vocabulary import LossKind
from .ends import FoundEnds
from .foreign import ForeignDocument, Report
from .identity import Identifiers, is_wider, states_edition
from .packing import PackedRows
from .titles import TitleReader

__all__ = ["Matching"]


class Matching:
    """Lists what becomes of documents and provisions that are taken for those of the catalog."""

    def __init__(self, catalog: Catalog, report: Report) -> None:
        self._catalog, self._report = catalog, report
        self._titles = TitleReader(catalog)

    def report_document(self, document: ForeignDocument, known: Identifiers, is_chosen: bool) -> None:
        """List that a document is one of the catalog, and what of it the catalog has otherwise.

        Args:
            document: The document.
            known: The document of the catalog.
            is_chosen: Whether it was found by its name, and not named by the caller.
        """
        report, ref = self._report, known.document
        what = f"{document.title} is {ref}"
        if is_chosen and not states_edition(document, ref):
            # The version of a file that holds provisions is often its own, and not that of the document.
            says = document.edition if document.provisions is None and document.edition != "undated" else ""
            if says or len(self._catalog.editions(ref.standard)) > 1:
                stated = f", and say {says}" if says else ""
                what = f"{what}; this edition was chosen: the files do not state it{stated}"
        report.add(LossKind.MATCHED, document.key, "", what)
        replaced = 0
        for each in document.provisions or ():
            report.file = each.file or document.file
            found = known.find((each.id, *each.texts))
            if found is None:
                problem = known.problem(each.id or each.key)
                report.add(LossKind.UNRESOLVED, document.key, each.key, problem)
                continue
            replaced += known.has_other_texts(found, each)
            if is_wider(found, each.id):
                what = f"{each.id} is read as {found}, which it is a part of"
                report.add(LossKind.REPAIRED, document.key, each.key, what)
            else:
                other = self._titles.problem(ref._replace(provision=found), each.title)
                if other is not None:
                    report.add(LossKind.CONTRADICTION, document.key, each.key, other)
        report.file = document.file
        if replaced:
            what = f"texts of {quantity(replaced, 'provision')}: {ref} has its own"
            report.add(LossKind.DROPPED, document.key, "summary", what)
        published = self._catalog.standard(ref).published
        if document.date and published and document.date[: len(published)] != published[: len(document.date)]:
            what = f"{document.date}: {ref} has {published}"
            report.add(LossKind.DROPPED, document.key, "date", what)

    def report_titles(self, ends: FoundEnds, rows: PackedRows, set_id: str) -> None:
        """List the ends of rows whose title is that of another provision.

        Args:
            ends: The provisions at the ends.
            rows: The rows.
            set_id: The mapping set.
        """
        for number, title in ends.titles.items():
            problem = self._titles.problem(Ref.parse(ends.name(ends.numbers[number])), title)
            if problem is not None:
                self._report.add(LossKind.CONTRADICTION, set_id, rows.place_of(number), problem)
