"""Titles of lists before the first edition in the data."""

import pytest

from ai_security_standards.references.lexicon.earlier_titles import year_of_earlier_title


@pytest.mark.parametrize(
    ("number", "title", "year"),
    [
        (1, "Injection", "2017"),
        (7, "Cross-Site Scripting", "2017"),
        (7, "XSS", "2017"),
        (3, "Cross-Site Scripting (XSS)", "2013"),
        (4, "Insecure Direct Object Reference", "2013"),
        (1, "Broken Access Control", ""),
        (11, "Injection", ""),
        (1, "(of the)", ""),
        (3, "Broken Authentication and Session Management", "2010"),
    ],
)
def test_the_newest_earlier_edition_with_a_title_is_told(number: int, title: str, year: str) -> None:
    assert year_of_earlier_title("owasp-top-10", number, title) == year
    assert year_of_earlier_title("owasp-llm-top-10", number, title) == ""


def test_a_title_that_stays_is_of_no_earlier_edition() -> None:
    assert year_of_earlier_title("owasp-api-top-10", 3, "Excessive Data Exposure") == "2019"
    assert year_of_earlier_title("owasp-api-top-10", 1, "Broken Object Level Authorization") == ""
