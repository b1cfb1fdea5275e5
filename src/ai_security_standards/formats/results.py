"""Results of an assessment as another format has them, as results of provisions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ..assessments import Result
from ..catalog import Catalog
from ..errors import StandardsError
from ..records.refs import Ref
from ..vocabulary import LossKind
from .foreign import End, ForeignResult, Report
from .rows import date_of
from .texts import tidy

__all__ = ["results_of"]

#: Returns the reference of an end, and why it is unknown; None where no file names its document.
Find = Callable[[End], tuple[Ref, str | None] | None]


def results_of(
    foreign: Iterable[ForeignResult], find: Find, catalog: Catalog, report: Report
) -> Iterator[Result]:
    """Yield the results of known provisions; others are reported.

    Args:
        foreign: The results as the files have them.
        find: Finds the provisions that the files list.
        catalog: Reads the texts of others.
        report: Takes what names no provision.
    """
    for each in foreign:
        report.file = each.file
        ref, problem = find(each.end) or _read(each.end, catalog)
        if problem is not None:
            report.add(LossKind.DROPPED, each.place, "requirement", problem)
            continue
        yield Result(
            ref,
            each.result,
            tidy(each.evidence),
            tidy(each.assessor),
            date_of(each.date, each.place, report),
            tidy(each.note),
            tidy(each.subject),
        )


def _read(end: End, catalog: Catalog) -> tuple[Ref, str | None]:
    """Return the provision of the catalog that a text means, or the document that it names in full."""
    try:
        ref = catalog.resolve(end.key)
    except StandardsError as error:
        return Ref("unknown"), str(error)
    is_known = ref.provision is not None or end.key == str(ref)
    return ref, None if is_known else f"{ref} names no provision"
