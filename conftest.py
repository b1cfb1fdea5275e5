"""The examples of README and docs are tests: every Python block is run."""

from doctest import ELLIPSIS, IGNORE_EXCEPTION_DETAIL, NORMALIZE_WHITESPACE

from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser

pytest_collect_file = Sybil(
    parsers=[
        PythonCodeBlockParser(doctest_optionflags=ELLIPSIS | NORMALIZE_WHITESPACE | IGNORE_EXCEPTION_DETAIL),
        SkipParser(),
    ],
    patterns=["README.md", "docs/*.md", "CONTRIBUTING.md"],
).pytest()
