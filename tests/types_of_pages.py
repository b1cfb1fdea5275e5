"""Check the types of the Python blocks of README and docs with mypy strict and pyright standard.

The blocks of a page become one module, each line on the line of the page, so that an error names the place in
the page. `python tests/types_of_pages.py` prints what the checkers find, and exits with 1 if that is anything.
"""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
_FENCE = re.compile(r"^\s*```(\w*)\s*$")


def module_of(page: str) -> str:
    """Return the Python blocks of a page as a module with as many lines as the page.

    A statement that must raise an error, as its comment says, is checked like any other, unless the error is
    the one that a checker finds, too: a misspelt word or criterion.
    """
    lines, inside = [], False
    for line in page.splitlines():
        fence = _FENCE.match(line)
        if fence:
            inside = not inside and fence[1] == "python"
            lines.append("")
        else:
            lines.append(line if inside else "")
    return "\n".join(_without_planted(lines)) + "\n"


def _without_planted(lines: list[str]) -> list[str]:
    """Return the lines without statements that are there to raise UnknownCriterion."""
    kept = list(lines)
    for statement in ast.parse("\n".join(lines)).body:
        end = statement.end_lineno or statement.lineno
        if any("# raises UnknownCriterion" in line for line in lines[end - 1 : end + 1]):
            kept[statement.lineno - 1 : end] = [""] * (end - statement.lineno + 1)
    return kept


def check_modules(folder: Path, *, strict: bool) -> list[str]:
    """Return what mypy strict, and pyright in standard or strict mode, find in the modules of a folder."""
    source = str(ROOT / "src")
    config = {
        "typeCheckingMode": "strict" if strict else "standard",
        # A result that is only shown is an expression without use; examples need no annotations.
        "reportUnusedExpression": "none",
        "reportUnusedImport": "none",
        "executionEnvironments": [{"root": ".", "extraPaths": [source]}],
    }
    (folder / "pyrightconfig.json").write_text(json.dumps(config), encoding="utf-8")
    (folder / "mypy.ini").write_text(
        f"[mypy]\nstrict = true\nmypy_path = {source}\nshow_error_context = false\n"
        "[mypy-pyarrow.*]\nignore_missing_imports = true\n",
        encoding="utf-8",
    )
    modules = sorted(str(path.name) for path in folder.glob("*.py"))
    mypy = subprocess.run(
        [sys.executable, "-m", "mypy", "--config-file", "mypy.ini", "--no-pretty", *modules],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    pyright = subprocess.run(
        [sys.executable, "-m", "pyright", "-p", ".", "--pythonpath", sys.executable, "--outputjson"],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    found = [f"mypy: {line}" for line in mypy.stdout.splitlines() if ": error:" in line]
    if mypy.returncode > 1 or "generalDiagnostics" not in pyright.stdout:
        raise RuntimeError(mypy.stdout + mypy.stderr + pyright.stdout + pyright.stderr)
    for each in json.loads(pyright.stdout)["generalDiagnostics"]:
        if each["severity"] == "error":
            place = f"{Path(each['file']).name}:{each['range']['start']['line'] + 1}"
            found.append(f"pyright: {place}: {' '.join(each['message'].split())} [{each.get('rule', '')}]")
    return found


def main() -> int:
    """Print what the checkers find in the pages, and in the examples in strict mode."""
    found = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for page in PAGES:
            text = module_of(page.read_text(encoding="utf-8"))
            # The prefix keeps a page such as json.md from hiding a module of Python.
            name_of_module = f"page_{page.stem.replace('-', '_').lower()}.py"
            (folder / name_of_module).write_text(text, encoding="utf-8")
        found += check_modules(folder, strict=False)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for example in (ROOT / "examples").glob("*.py"):
            (folder / example.name).write_bytes(example.read_bytes())
        found += check_modules(folder, strict=True)
    print(*found, f"{len(found)} errors in the code of README, docs and examples", sep="\n")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
