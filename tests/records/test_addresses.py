"""Address patterns: what their placeholders stand for, and where shipped provisions are found."""

import attrs
import pytest

from ai_security_standards import load
from ai_security_standards.records.addresses import AddressPattern
from ai_security_standards.vocabulary import ProvisionKind

CATALOG = load().as_of("2026-11-24")


@pytest.mark.parametrize(
    ("address", "id", "name", "url"),
    [
        ("https://x.org/{id}", "AC-2(1)", "", "https://x.org/AC-2%281%29"),
        ("https://x.org/{lower}", "AVID-2023-V001", "", "https://x.org/avid-2023-v001"),
        ("https://x.org/{slug}/", "LLM05", "Improper Output Handling", "https://x.org/improper-output-handling/"),
        ("https://x.org/{2:2}-{1}", "AC-2", "", "https://x.org/02-AC"),
        ("https://x.org/{4}", "AC-2", "", None),
        ("https://x.org#:~:text={id}", "AID-M-001", "", "https://x.org#:~:text=AID%2DM%2D001"),
        ("https://x.org#search={name}", "1", "Bias & harm", "https://x.org#search=Bias%20%26%20harm"),
    ],
)  # fmt: skip
def test_placeholders_are_filled(address: str, id: str, name: str, url: str | None) -> None:
    assert AddressPattern(address).fill(ProvisionKind.CONTROL, id, name) == url


def test_kind_and_prefix_select() -> None:
    pattern = AddressPattern("https://x.org/{id}", (ProvisionKind.ANNEX,), "Annex")
    assert pattern.fill(ProvisionKind.ANNEX, "Annex I", "") == "https://x.org/Annex%20I"
    assert pattern.fill(ProvisionKind.ARTICLE, "Annex I", "") is None
    assert pattern.fill(ProvisionKind.ANNEX, "Appendix I", "") is None


@pytest.mark.parametrize(
    ("ref", "url"),
    [
        ("eu-ai-act:Article 15(5)", "https://eur-lex.europa.eu/eli/reg/2024/1689/oj/eng#015.005"),
        ("eu-ai-act:Annex III", "https://eur-lex.europa.eu/eli/reg/2024/1689/oj/eng#anx_III"),
        ("eu-nis2:Article 21(2)", "https://eur-lex.europa.eu/eli/dir/2022/2555/oj/eng#021.002"),
        ("cwe@4.19.1:CWE-20", "https://cwe.mitre.org/data/definitions/20.html"),
        ("iso-iec-42001:A.6.2.4", "https://www.iso.org/obp/ui/en/#iso:std:iso-iec:42001:ed-1:v1:en:sec:A.6.2.4"),
        ("owasp-llm-top-10@2025:LLM01", "https://genai.owasp.org/llmrisk/llm01-prompt-injection/"),
    ],
)  # fmt: skip
def test_shipped_provisions_are_found_where_the_publisher_has_them(ref: str, url: str) -> None:
    assert CATALOG.provision(ref).url == url


def test_every_shipped_provision_has_an_address() -> None:
    register = CATALOG.snapshot.register
    for ref in register.framework_loaders:
        assert [each.id for each in register.framework(ref).provisions if each.url is None] == [], ref


def test_a_provision_without_patterns_has_none() -> None:
    found = CATALOG.provision("mitre-atlas@2026.09:AML.T0051")
    bare = attrs.evolve(found, addresses=())
    assert bare.url is None
    assert bare == found
