"""Run the Python blocks of README and docs, and compare their results.

A result is a comment that begins with `# -> `, on the line of a statement or on the lines below it. An error
that must come is `# raises UnknownReference: its message`. `...` stands for any text.
"""

from __future__ import annotations

import ast
import contextlib
import io
import os
import re
import tempfile
import tokenize
from collections.abc import Iterator
from contextlib import redirect_stdout
from doctest import ELLIPSIS, NORMALIZE_WHITESPACE, OutputChecker
from pathlib import Path
from typing import Any

from sybil import Document, Example, Region
from sybil.parsers.markdown import CodeBlockParser

RESULT, RAISES = "# ->", "# raises "
_FLAGS = ELLIPSIS | NORMALIZE_WHITESPACE
_matches = OutputChecker().check_output


class PlainBlockParser(CodeBlockParser):
    """Find the ```python blocks of a Markdown page; those of one page share a namespace."""

    language = "python"

    def __init__(self) -> None:
        super().__init__()

    def evaluate(self, example: Example) -> str | None:
        """Run a block, and return what went otherwise than its comments say."""
        start = example.line + example.parsed.line_offset
        with contextlib.chdir(example.namespace.get("_folder", os.curdir)):
            failures = run(example.parsed, example.namespace, f"{example.path}", start)
        return "\n\n".join(failures) or None


_FILE = re.compile(
    r"^`(?P<path>[^`\n]+/[^`\n]+)`:\n\n```[a-z]+\n(?P<content>.*?)^```$", re.MULTILINE | re.DOTALL
)


def parse_files(document: Document) -> Iterator[Region]:
    """Find the files of a page: a path in a line of its own, and its content in the block below."""
    for found in _FILE.finditer(document.text):
        yield Region(found.start(), found.end(), (found["path"], found["content"]), _write_file)


def _write_file(example: Example) -> None:
    """Write a file of a page into a folder of the page, in which its Python blocks run."""
    folder = example.namespace.setdefault("_folder", tempfile.mkdtemp())
    path, content = example.parsed
    target = Path(folder, path)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(content, encoding="utf-8")


def run(source: str, namespace: dict[str, Any], path: str = "<block>", start: int = 0) -> list[str]:
    """Run a block statement by statement, and return a message for each wrong result.

    Args:
        source: Python code with results as comments.
        namespace: What earlier blocks of the page defined; it is filled further.
        path: The page, for messages and tracebacks.
        start: How many lines of the page come before the block.
    """
    source = "\n" * start + source
    failures, comments = [], _comments(source)
    body = ast.parse(source, path).body
    for statement, following in zip(body, [*body[1:], None], strict=True):
        last = statement.end_lineno or statement.lineno
        expected = list(_taken(comments, last, following.lineno if following else None))
        problem = _check(statement, expected, namespace, path)
        if problem:
            failures.append(f"{path}, line {statement.lineno}: {problem}")
    failures += [f"{path}, line {line}: this result belongs to no statement" for line in comments]
    namespace.pop("__builtins__", None)
    return failures


def _comments(source: str) -> dict[int, str]:
    """Return the result comments of a block by line."""
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    found = {each.start[0]: each.string for each in tokens if each.type == tokenize.COMMENT}
    return {line: text for line, text in found.items() if text.startswith((RESULT, RAISES))}


def _taken(comments: dict[int, str], line: int, before: int | None) -> Iterator[str]:
    """Take the comments on a statement's last line and directly below it out of `comments`."""
    if line not in comments:
        line += 1
    while line in comments and line != before:
        yield comments.pop(line)
        line += 1


def _check(statement: ast.stmt, expected: list[str], namespace: dict[str, Any], path: str) -> str | None:
    error = expected[0].removeprefix(RAISES) if expected and expected[0].startswith(RAISES) else None
    printed = io.StringIO()
    value: object = None
    try:
        with redirect_stdout(printed):
            if isinstance(statement, ast.Expr):
                value = eval(compile(ast.Expression(statement.value), path, "eval"), namespace)
            else:
                exec(compile(ast.Module([statement], []), path, "exec"), namespace)
    except Exception as raised:
        if error is None:
            raise
        said = f"{type(raised).__name__}: {raised}"
        return None if _matches(error, said, _FLAGS) else f"expected the error\n{error}\nbut got\n{said}"
    if error is not None:
        return f"expected the error {error}"
    if not expected:
        return None
    wanted = "\n".join(each.removeprefix(RESULT).removeprefix(" ") for each in expected) + "\n"
    answers = [printed.getvalue() + text + "\n" for text in (repr(value), str(value))]
    if value is None:
        answers = [printed.getvalue()]
    if any(_matches(wanted, answer, _FLAGS) for answer in answers):
        return None
    return f"expected\n{wanted}but got\n{answers[0]}"
