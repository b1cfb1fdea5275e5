"""Options of the heavy checks."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--files", metavar="DIR", help="a folder of files that others made, for the formats")
