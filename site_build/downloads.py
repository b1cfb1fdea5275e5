"""Downloads: sheets that people fill in, one checklist for each document with a structure."""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from ai_security_standards import Ref

from .content import Content

__all__ = ["links_to", "sheets", "without_times"]

_SECOND = re.compile(rb">\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ<")


def sheets(content: Content) -> Iterator[tuple[Ref, str, bytes]]:
    """Yield document, path and bytes of each checklist; one without an item has no sheet."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "checklist.xlsx"
        for ref in content.structures:
            if ref not in content.current:
                continue
            checklist = content.catalog.checklist(ref)
            if len(checklist) == 0:
                continue
            name = f"downloads/{ref.slug}-checklist"
            yield ref, f"{name}.csv", checklist.to_csv().encode()
            checklist.to_xlsx(path)
            yield ref, f"{name}.xlsx", without_times(path.read_bytes(), content.catalog.date)


def without_times(workbook: bytes, day: date) -> bytes:
    """Return a workbook that says the day of the catalog in place of the second of its making."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                data = _SECOND.sub(f">{day}T00:00:00Z<".encode(), data)
            new.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def links_to(made: Iterable[tuple[Ref, str, bytes]]) -> dict[Ref, list[tuple[str, str]]]:
    """Return the links to sheets by document: path and label."""
    links: dict[Ref, list[tuple[str, str]]] = {}
    for ref, path, _ in made:
        kind = "Excel" if path.endswith(".xlsx") else "CSV"
        links.setdefault(ref, []).append((path, f"Checklist ({kind})"))
    return links
