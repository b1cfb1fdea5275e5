"""Names of documents that are part of the name or the logo of a site."""

import pytest

from ai_security_standards import load

CATALOG = load()


@pytest.mark.parametrize(
    "text",
    [
        "<title>Page not found | NIS2-Tools.eu</title>",
        '<a class="logo">NIS2<span class="logo__rest">Tools</span>.it</a>',
        '<a href="https://nis2-tools.pl">nis2-tools.pl</a>',
        "GDPR-for-all.com",
    ],
)
def test_the_name_of_a_site_is_no_reference(text: str) -> None:
    assert [each.text for each in CATALOG.audit(text)] == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("see NIS2-checklist.md", "NIS2"),
        ("NIS2-Tools.eu is on NIS2.", "NIS2"),
        ("<b>NIS2</b><span>Tools</span>", "NIS2"),
    ],
)
def test_a_name_beside_something_else_is(text: str, name: str) -> None:
    assert [each.text for each in CATALOG.audit(text)] == [name]


def test_a_name_typed_by_a_user_is() -> None:
    assert str(CATALOG.resolve("NIS2")) == "eu-nis2@2022/2555"
