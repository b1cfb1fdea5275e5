"""The targets: a reader of what others wrote, with sound inputs from which the fuzzers go on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property, partial

from ai_security_standards import StandardsError

from . import foreign, readers, seeds
from .readers import LLM, Reader, overlay
from .seeds import as_json, packaged, small

__all__ = ["TARGETS", "Target", "run"]


class Target:
    """A reader: what it does with bytes, and sound inputs, which are made when they are needed."""

    def __init__(self, read: Reader, make_seeds: Callable[[], Iterable[bytes]]) -> None:
        self.read = read
        self._make_seeds = make_seeds

    @cached_property
    def seeds(self) -> tuple[bytes, ...]:
        """Sound inputs, from which the fuzzers go on."""
        return tuple(self._make_seeds())


def _texts(*texts: str) -> tuple[bytes, ...]:
    return tuple(text.encode() for text in texts)


_OWN_LAW = overlay("applicability/nyc-ll144.json", readers.ask_law)
_MAPPING = "mappings/owasp-agentic-top-10-2026--owasp-llm-top-10-2025.sssom.tsv"

TARGETS: dict[str, Target] = {
    "register": Target(
        overlay("register/ours.json", readers.ask_documents),
        lambda: (small("register/ieee.json"), small("register/bsi.json")),
    ),
    "framework": Target(
        overlay("frameworks/owasp-llm-top-10/2025.json", readers.ask_provisions),
        lambda: (
            small("frameworks/owasp-llm-top-10/2025.json", provisions=4),
            small("frameworks/eu-ai-act/2024-1689.json"),
        ),
    ),
    "mapping set": Target(
        overlay("mappings/ours.sssom.tsv", readers.ask_relationships), lambda: (seeds.some_rows(_MAPPING),)
    ),
    "grammar": Target(overlay("register/grammars.json", readers.ask_references), lambda: (seeds.grammars(),)),
    "dialect": Target(
        overlay("dialects/garak.json", readers.ask_tags),
        lambda: (packaged("dialects/garak.json"), small("dialects/promptfoo.json")),
    ),
    "applicability": Target(readers.law, lambda: (packaged("applicability/nyc-ll144.json"),)),
    "law overlay": Target(_OWN_LAW, lambda: (packaged("applicability/nyc-ll144.json"),)),
    "overlay folder": Target(readers.folder_overlay(readers.ask_all), lambda: (as_json(seeds.folder()),)),
    "checklist csv": Target(
        readers.sheet_text, lambda: (seeds.checklist_csv(), f"result;id\nPartly;{LLM}:LLM01\n".encode())
    ),
    "checklist xlsx": Target(readers.workbook, lambda: (seeds.checklist_xlsx(),)),
    "workbook parts": Target(
        readers.workbook_of_parts, lambda: (as_json(seeds.workbook_parts(seeds.checklist_xlsx())),)
    ),
    "assessment": Target(readers.assessment, lambda: (as_json(seeds.ROWS),)),
    "rows json": Target(readers.rows_file(".json"), lambda: (as_json(seeds.ROWS[:1]),)),
    "rows csv": Target(readers.rows_file(".csv"), lambda: _texts(seeds.ROWS_CSV)),
    "exchange": Target(readers.exchange, seeds.exchanged),
    "settings": Target(readers.settings, lambda: _texts(seeds.SETTINGS, seeds.PROJECT)),
    "profile": Target(readers.profile, lambda: _texts(seeds.PROFILE)),
    "baseline": Target(readers.baseline, lambda: (seeds.baseline(),)),
    "comments": Target(readers.comments, lambda: _texts(seeds.COMMENTED)),
    "normalize": Target(readers.normalizing, lambda: (as_json(seeds.FINDINGS),)),
    "reference": Target(readers.reference, lambda: _texts(*seeds.SHORT)),
    "resolve": Target(readers.resolving, lambda: _texts(*seeds.TEXTS, *seeds.SHORT)),
    "find references": Target(readers.finding, lambda: _texts(*seeds.TEXTS, seeds.MARKDOWN)),
    "audit": Target(readers.auditing, lambda: _texts(*seeds.TEXTS)),
    "audit json": Target(
        readers.audited_file(".json"), lambda: _texts(seeds.TEXTS[2], as_json(seeds.FINDINGS).decode())
    ),
    "audit yaml": Target(readers.audited_file(".yaml"), lambda: _texts(seeds.YAML)),
    "audit toml": Target(readers.audited_file(".toml"), lambda: _texts(seeds.TOML)),
    "audit csv": Target(readers.audited_file(".csv"), lambda: _texts(seeds.CSV)),
    "audit markdown": Target(readers.audited_file(".md"), lambda: _texts(seeds.MARKDOWN)),
    **{
        f"{name} csv": Target(readers.sheet_of(name, ".csv"), lambda name=name: _texts(seeds.SHEETS[name]))  # type: ignore[misc]
        for name in seeds.SHEETS
    },
    **{
        f"{name} xlsx": Target(readers.sheet_of_parts(name), lambda name=name: (seeds.sheet_parts(name),))  # type: ignore[misc]
        for name in seeds.SHEETS
    },
    "fix": Target(readers.fixing, lambda: _texts(*seeds.TEXTS, seeds.MARKDOWN, seeds.YAML)),
    **{
        f"format {name.replace('-', ' ')}": Target(foreign.foreign(name), partial(foreign.seeds_of, name))
        for name in foreign.NAMES
    },
}


def run(name: str, content: bytes) -> None:
    """Give bytes to a target; return where it reads them, or raises what is documented."""
    try:
        TARGETS[name].read(content)
    except StandardsError as error:
        str(error).encode()
