"""The examples of README, docs and docstrings are tests: every Python block is run."""

import pytest
from docs_examples import PlainBlockParser, parse_files
from hypothesis import Phase, settings
from sybil import Sybil
from sybil.parsers.markdown import SkipParser

#: `pytest --cov --hypothesis-profile examples` shows the lines that tests reach by chance alone.
settings.register_profile("examples", phases=[Phase.explicit])

pytest_collect_file = Sybil(
    parsers=[PlainBlockParser(), SkipParser(), parse_files],
    patterns=["README.md", "docs/*.md", "CONTRIBUTING.md"],
).pytest()


@pytest.fixture(autouse=True)
def _at_the_door(doctest_namespace: dict[str, object]) -> None:
    """Examples of what a catalog answers begin with `load()`, in whatever room they stand."""
    from ai_security_standards import load

    doctest_namespace["load"] = load
