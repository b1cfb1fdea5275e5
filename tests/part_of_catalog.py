"""A part of the shipped catalog: some documents in full, which makes tables and queries over them quick."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path

from ai_security_standards import Catalog
from ai_security_standards._store.folders import read_overlay
from ai_security_standards._store.register import Register, packaged_register
from ai_security_standards._store.register.overlaying import add_overlays
from ai_security_standards.snapshot import Snapshot

#: Documents that are related, some with caveats, with lineage of three grades, rules of law, and days that moved.
DOCUMENTS = (
    "aiuc-1@2026-Q1", "aiuc-1@2026-Q2", "etsi-en-304-223@2.1.1", "etsi-ts-104-223@1.1.1", "eu-ai-act@2024/1689",
    "eu-gpai-code@2025", "iso-iec-42001@2023", "nist-ai-rmf@1.0",
    "owasp-agentic-top-10@2026", "owasp-llm-top-10@2023", "owasp-llm-top-10@2025", "owasp-llm-top-10@2026",
    "owasp-top-10@2021", "owasp-top-10@2025", "uk-ai-cyber-code@2025",
)  # fmt: skip
DAY = dt.date(2026, 12, 1)


@cache
def part_register(documents: tuple[str, ...] = DOCUMENTS) -> Register:
    """Return the register of these documents alone: the files of all of them, as they are shipped."""
    whole = packaged_register()
    mine = {ref: whole.files_by_ref[ref] for ref in documents}
    laws = {ref.partition("@")[0] for ref in documents}
    names = {file.name for file in mine.values()}
    return Register(
        whole.data_version,
        mine,
        {body: file for body, file in whole.publishers.items() if file.name in names},
        annotations={},
        overlays=(),
        framework_loaders={ref: load for ref, load in whole.framework_loaders.items() if ref in mine},
        mappings={name: each for name, each in whole.mappings.items() if each.documents <= mine.keys()},
        law_loaders={law: load for law, load in whole.law_loaders.items() if law in laws},
        digest=whole.digest,
    )


@cache
def part_of_catalog() -> Catalog:
    """Return the catalog of these documents alone."""
    return Catalog(Snapshot(part_register(), DAY))


def overlay_alone(folder: Path, *documents: str) -> Catalog:
    """Return the catalog of an overlay, and of some shipped documents."""
    return Catalog(Snapshot(add_overlays(part_register(documents), list(read_overlay(folder))), DAY))
