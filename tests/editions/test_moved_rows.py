"""How a reference is written again: as the old one was, if it is then read as the new one."""

from collections.abc import Callable

import pytest

from ai_security_standards import Ref, load
from ai_security_standards.editions.moved_rows import respelled

CATALOG = load().as_of("2026-11-29")
OLD, NEW = Ref.parse("owasp-llm-top-10@2025:LLM05"), Ref.parse("owasp-llm-top-10@2026:LLM10")


def unknown(text: str) -> Ref:
    raise LookupError(text)


def test_a_document_is_written_as_the_catalog_prints_it() -> None:
    assert respelled("OWASP LLM Top 10 2025", OLD.document, NEW.document, CATALOG.resolve) == str(
        NEW.document
    )
    assert respelled("LLM05:2025", OLD, OLD, CATALOG.resolve) == "LLM05:2025"


@pytest.mark.parametrize("resolve", [unknown, lambda _: OLD])
def test_what_would_be_read_otherwise_is_written_as_the_catalog_prints_it(
    resolve: Callable[[str], Ref],
) -> None:
    assert respelled("LLM05:2025", OLD, NEW, CATALOG.resolve) == "LLM10:2026"
    assert respelled("LLM05:2025", OLD, NEW, resolve) == str(NEW)
