"""What SECURITY.md says in figures is what the code does."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import ai_security_standards
from ai_security_standards._store import files, folders, workbooks
from ai_security_standards._store.register import overlaying
from ai_security_standards.mapping import scopes
from ai_security_standards.records import provisions
from fuzz.running import MOST_GROWTH, MOST_SECONDS
from fuzz.targets import TARGETS

ROOT = Path(__file__).parents[2]
PACKAGE = Path(ai_security_standards.__file__).parent
#: The page as one line, without marks.
PAGE = " ".join((ROOT / "SECURITY.md").read_text(encoding="utf-8").split()).replace("`", "")
MB = 2**20


@pytest.mark.parametrize(
    "row",
    [
        f"one file | {files.MAX_BYTES // MB} MB; numbers of {files.MAX_DIGITS} digits",
        f"one TOML file | {files.MAX_TOML_BYTES // MB} MB; {files.MAX_TOML_DOTS} dots in a line",
        f"one overlay | {folders.MAX_RECORDS:,} records and {folders.MAX_RELATIONSHIPS:,} relationships",
        f"one standard | {overlaying.MAX_EDITIONS:,} editions",
        f"one structure | {provisions.MAX_DEPTH} levels",
        f"one chain of relationships (max_steps) | {scopes.MAX_STEPS} steps",
        f"one workbook, unpacked | {workbooks.MAX_UNPACKED // MB} MB in {workbooks.MAX_PARTS:,} parts",
        f"one workbook | {workbooks.MAX_ROWS:,} filled rows, {workbooks.MAX_COLUMNS} columns, "
        f"{workbooks.MAX_CELLS:,} filled cells, {workbooks.MAX_CHARACTERS:,} characters in a cell",
    ],
)
def test_the_limits_are_those_of_the_code(row: str) -> None:
    assert f"| {row} |" in PAGE


def test_the_figures_of_the_fuzzers_are_theirs() -> None:
    assert f"fuzz/targets.py lists {len(TARGETS)} targets" in PAGE
    assert (
        f"may take {MOST_SECONDS} seconds of the processor, and memory may grow by {MOST_GROWTH} MB" in PAGE
    )
    contributing = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert f"ten minutes for each of {len(TARGETS)} readers" in contributing


def test_every_file_and_session_that_the_page_names_is_there() -> None:
    sessions = set(
        re.findall(r"^def (\w+)\(session", (ROOT / "noxfile.py").read_text(encoding="utf-8"), re.MULTILINE)
    )
    named = set(re.findall(r"nox -s (\w+)", PAGE))
    assert named
    assert named <= sessions
    for path in re.findall(r"(?:tests|full|fuzz)/[\w/.]*\w", PAGE):
        assert (ROOT / path).exists(), path


#: What would open a connection or read the environment.
NETWORK = {"socket", "ssl", "http", "urllib.request", "ftplib", "smtplib", "asyncio", "requests", "httpx"}


def reached(path: Path) -> set[str]:
    """The modules that a file imports, and the names by which it would read the environment."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found |= {str(node.module), *(f"{node.module}.{each.name}" for each in node.names)}
        elif isinstance(node, ast.Attribute) and node.attr in ("environ", "environb", "getenv"):
            found.add("environ")
    return found


def test_no_file_opens_a_connection_and_the_command_alone_asks_the_environment_for_colours() -> None:
    reading = set()
    for path in PACKAGE.rglob("*.py"):
        found = reached(path)
        assert not found & NETWORK, path
        if found & {"environ", "os.environ", "os.getenv"}:
            reading.add(path.relative_to(PACKAGE).as_posix())
    assert reading == {"cli/style.py"}
    named = set(re.findall(r'"([A-Z_]{4,})"', (PACKAGE / "cli" / "style.py").read_text(encoding="utf-8")))
    assert named == {"NO_COLOR", "TERM", "WT_SESSION"}
    assert all(f"{name}" in PAGE for name in named)
