"""Titles of lists before the first edition in the data, which number the same risks in another way."""

from __future__ import annotations

from ..text.titles import significant_words

__all__ = ["EARLIER_LISTS", "year_of_earlier_title"]

#: The titles of earlier editions, newest first, by the id of the document: the first is that of A1. Sources:
#: https://owasp.org/www-project-top-ten/2017/Top_10, https://wiki.owasp.org/index.php/Top_10_2013-Top_10,
#: https://wiki.owasp.org/index.php/Top_10_2010-Main, https://wiki.owasp.org/index.php/Top_10_2007 and
#: https://owasp.org/API-Security/editions/2019/en/0x11-t10/
EARLIER_LISTS: dict[str, dict[str, tuple[str, ...]]] = {
    "owasp-top-10": {
        "2017": (
            "Injection",
            "Broken Authentication",
            "Sensitive Data Exposure",
            "XML External Entities (XXE)",
            "Broken Access Control",
            "Security Misconfiguration",
            "Cross-Site Scripting (XSS)",
            "Insecure Deserialization",
            "Using Components with Known Vulnerabilities",
            "Insufficient Logging & Monitoring",
        ),
        "2013": (
            "Injection",
            "Broken Authentication and Session Management",
            "Cross-Site Scripting (XSS)",
            "Insecure Direct Object References",
            "Security Misconfiguration",
            "Sensitive Data Exposure",
            "Missing Function Level Access Control",
            "Cross-Site Request Forgery (CSRF)",
            "Using Components with Known Vulnerabilities",
            "Unvalidated Redirects and Forwards",
        ),
        "2010": (
            "Injection",
            "Cross-Site Scripting (XSS)",
            "Broken Authentication and Session Management",
            "Insecure Direct Object References",
            "Cross-Site Request Forgery (CSRF)",
            "Security Misconfiguration",
            "Insecure Cryptographic Storage",
            "Failure to Restrict URL Access",
            "Insufficient Transport Layer Protection",
            "Unvalidated Redirects and Forwards",
        ),
        "2007": (
            "Cross-Site Scripting (XSS)",
            "Injection Flaws",
            "Malicious File Execution",
            "Insecure Direct Object Reference",
            "Cross-Site Request Forgery (CSRF)",
            "Information Leakage and Improper Error Handling",
            "Broken Authentication and Session Management",
            "Insecure Cryptographic Storage",
            "Insecure Communications",
            "Failure to Restrict URL Access",
        ),
    },
    "owasp-api-top-10": {
        "2019": (
            "",  # as in 2023
            "Broken User Authentication",
            "Excessive Data Exposure",
            "Lack of Resources & Rate Limiting",
            "",  # as in 2023
            "Mass Assignment",
            "Security Misconfiguration",
            "Injection",
            "Improper Assets Management",
            "Insufficient Logging & Monitoring",
        ),
    },
}


def year_of_earlier_title(standard: str, number: int, title: str) -> str:
    """Return the year of the newest earlier edition in which a number has a title; "" for none.

    >>> year_of_earlier_title("owasp-top-10", 6, "Security Misconfiguration")
    '2017'
    >>> year_of_earlier_title("owasp-top-10", 8, "CSRF"), year_of_earlier_title("owasp-top-10", 8, "XSS")
    ('2013', '')
    >>> year_of_earlier_title("owasp-top-10", 3, "Broken Authentication and Session Management")
    '2010'
    >>> year_of_earlier_title("owasp-api-top-10", 3, "Excessive Data Exposure")
    '2019'

    Args:
        standard: The id of the document.
        number: The position of an entry in its list, from 1.
        title: The title beside it.
    """
    words = significant_words(title)
    for year, titles in EARLIER_LISTS.get(standard, {}).items():
        whole = titles[number - 1] if 1 <= number <= len(titles) else ""
        name, _, acronym = whole.rstrip(")").partition(" (")
        if words and words in map(significant_words, filter(None, (whole, name, acronym))):
            return year
    return ""
