"""Mutation testing: `python -m fuzz.mutants [--sample N]` changes the code in small ways, and runs its tests.

A mutant that no test kills shows a line that no test holds. Those that change nothing are listed in
`fuzz/survivors.json`, each with a reason.
"""

from __future__ import annotations

import argparse
import ast
import copy
import json
import os
import random
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
PACKAGE = "ai_security_standards"
SURVIVORS = Path(__file__).parent / "survivors.json"
#: The files whose mutants must die, each with the tests that hold it.
HELD = {
    "algebra.py": ["tests/test_algebra.py"],
    "compliance/covering.py": ["tests/compliance/test_coverage.py"],
    "compliance/coverage_table.py": ["tests/compliance/test_coverage.py"],
    "compliance/projecting.py": ["tests/compliance/test_projecting.py"],
}
ENOUGH = 0.95
_COMPARED = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_COUNTED = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
    ast.LShift: ast.RShift, ast.RShift: ast.LShift,
}  # fmt: skip


class Mutant(NamedTuple):
    """A file with one change: its line, what was there, what is there now, and the whole text."""

    file: str
    line: int
    old: str
    new: str
    text: str

    @property
    def name(self) -> str:
        """How survivors are listed: by the text of the line, whose number moves."""
        line = (ROOT / "src" / PACKAGE / self.file).read_text(encoding="utf-8").splitlines()[self.line - 1]
        return f"{self.file}: {line.strip()}: {self.old} -> {self.new}"


def _changes(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the node with one small change."""
    changed = copy.deepcopy(node)
    match changed:
        case ast.Compare(ops=[op]) if type(op) in _COMPARED:
            changed.ops = [_COMPARED[type(op)]()]
            yield changed
        case ast.BinOp() if type(changed.op) in _COUNTED:
            changed.op = _COUNTED[type(changed.op)]()
            yield changed
        case ast.BoolOp():
            changed.op = ast.Or() if isinstance(changed.op, ast.And) else ast.And()
            yield changed
        case ast.UnaryOp(op=ast.Not()):
            yield changed.operand
        case ast.Constant(value=bool()):
            yield ast.Constant(not changed.value)
        case ast.Constant(value=int()):
            yield ast.Constant(changed.value + 1)
        case ast.IfExp():
            yield changed.body
            yield changed.orelse
        case ast.If():
            changed.test = ast.Constant(False)
            yield changed
        case ast.Continue():
            yield ast.Break()
        case ast.Return(value=ast.expr()):
            changed.value = ast.Constant(None)
            yield changed
        case ast.comprehension(ifs=[_, *_]):
            changed.ifs = changed.ifs[1:]
            yield changed
        case ast.Expr(value=ast.Call()):
            yield ast.Pass()


def mutants(file: str) -> Iterator[Mutant]:
    """Yield every mutant of a file of the package; annotations and texts stay."""
    text = (ROOT / "src" / PACKAGE / file).read_text(encoding="utf-8")
    tree = ast.parse(text)
    for parent in ast.walk(tree):
        for field, value in ast.iter_fields(parent):
            if field in ("annotation", "returns", "type_comment"):
                continue
            places = value if isinstance(value, list) else [value]
            for position, node in enumerate(places):
                if not isinstance(node, ast.AST):
                    continue
                for changed in _changes(node):
                    if isinstance(value, list):
                        value[position] = changed
                    else:
                        setattr(parent, field, changed)
                    line = getattr(node, "lineno", getattr(parent, "lineno", 0))
                    yield Mutant(
                        file,
                        line,
                        _shown(node),
                        _shown(changed),
                        ast.unparse(ast.fix_missing_locations(tree)),
                    )
                    if isinstance(value, list):
                        value[position] = node
                    else:
                        setattr(parent, field, node)


def _shown(node: ast.AST) -> str:
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= 100 else text[:99] + "…"


def is_killed(mutant: Mutant, source: Path, seconds: int) -> bool:
    """Run the tests of a mutant's file in a child, on a copy of the package."""
    path = source / PACKAGE / mutant.file
    sound = path.read_text(encoding="utf-8")
    path.write_text(mutant.text, encoding="utf-8")
    child = os.fork()
    if child == 0:
        _run_tests(HELD[mutant.file], source, seconds)
    _, status = os.waitpid(child, 0)
    path.write_text(sound, encoding="utf-8")
    return status != 0


def _run_tests(tests: list[str], source: Path, seconds: int) -> None:
    """End the process with the status of the tests; one that hangs is ended by an alarm."""
    import signal

    import pytest

    signal.alarm(seconds)
    sys.dont_write_bytecode = True
    sys.path.insert(0, str(source))
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
        plain = [
            "-x",
            "-q",
            "-p",
            "no:cacheprovider",
            "-p",
            "no:xdist",
            "-p",
            "no:cov",
            "-o",
            f"pythonpath={source} . tests",
        ]
        os._exit(int(pytest.main([*plain, *tests])))


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m fuzz.mutants", description=__doc__)
    parser.add_argument("files", nargs="*", default=list(HELD))
    parser.add_argument("--sample", type=int, default=0, help="mutants of each file; all if 0")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--seconds", type=int, default=300, help="for the tests of one mutant")
    given = parser.parse_args(arguments)
    reasons = json.loads(SURVIVORS.read_text(encoding="utf-8")) if SURVIVORS.exists() else {}
    os.chdir(ROOT)
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "src")
        shutil.copytree(ROOT / "src", source, ignore=shutil.ignore_patterns("__pycache__"))
        for file in given.files:
            found = list(mutants(file))
            if given.sample and given.sample < len(found):
                found = random.Random(given.seed).sample(found, given.sample)
            survivors = [
                each
                for each in found
                if each.name not in reasons and not is_killed(each, source, given.seconds)
            ]
            tried = [each for each in found if each.name not in reasons]
            share = 1 - len(survivors) / max(1, len(tried))
            print(
                f"{file}: {share:.1%} of {len(tried)} mutants killed, {len(found) - len(tried)} known to change nothing"
            )
            for each in survivors:
                print(f"  line {each.line}: {each.old}  ->  {each.new}")
            sys.stdout.flush()
            failed += share < ENOUGH
    return min(failed, 1)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
