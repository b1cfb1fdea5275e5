"""Mutation testing: `python -m fuzz.mutants [--sample N]` changes the code in small ways, and runs its tests.

A mutant that no test kills shows a line that no test holds. Those that change nothing are listed in
`full/survivors.json`, each with a reason.

Mutation tools at large change functions alone, and the tables of the algebra are made where the module
is; or they start Python anew for each mutant. This one forks.
"""

from __future__ import annotations

import argparse
import ast
import compileall
import copy
import json
import os
import random
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from .killing import NOT_APPLIED, changed_functions, functions_of, kill_in_children, status_of

ROOT = Path(__file__).parent.parent
PACKAGE = "ai_security_standards"
SURVIVORS = ROOT / "full" / "survivors.json"
_RECORDED = "tests/mapping/test_recorded_answers.py"
_COMPLIANCE = [
    _RECORDED,
    "tests/compliance/test_coverage.py",
    "tests/compliance/test_projecting.py",
    "tests/compliance/test_results.py",
]
#: The files whose mutants must die, each with the tests that hold it, the quickest first.
HELD = {
    "algebra.py": ["tests/test_algebra.py"],
    **{
        f"compliance/{name}.py": _COMPLIANCE
        for name in (
            "candidates", "coverage_table", "covering", "extents", "implementation", "labels", "projecting", "subject",
            "wholes",
        )
    },
    "mapping/carrying.py": [_RECORDED, "tests/mapping/test_carrying.py", "tests/mapping/test_same_text.py"],
}  # fmt: skip
#: Rooms whose tests are not in a folder of their name.
_TESTS_OF = {
    "assessments": ["tests/test_assessments.py"],
    "catalog": ["tests/test_catalog.py"],
    "errors": ["tests/test_errors.py"],
    "exchange": ["tests/test_exchange.py"],
    "_store": ["tests/store", "tests/untrusted/test_refusals.py"],
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
                if not isinstance(node, ast.AST) or "TYPE_CHECKING" in _shown(node)[:20]:
                    continue  # imports for types never run
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


def files_of_tests(file: str) -> list[str]:
    """Return the tests that hold a file: those named for it, else those of its room; none where there are none."""
    room = Path(file).parts[0].removesuffix(".py")
    listed = HELD.get(file) or _TESTS_OF.get(room) or [f"tests/{room}"]
    return [each for each in listed if (ROOT / each).exists()]


def elsewhere() -> list[str]:
    """Return the files that are not in `HELD` and have tests."""
    below = ROOT / "src" / PACKAGE
    files = sorted(path.relative_to(below).as_posix() for path in below.rglob("*.py"))
    return [
        file
        for file in files
        if file not in HELD and files_of_tests(file) and not file.endswith("__init__.py")
    ]


def is_killed(mutant: Mutant, source: Path, seconds: int) -> bool:
    """Run the tests of a mutant's file in a fresh process, on a copy of the package."""
    path = source / PACKAGE / mutant.file
    sound = path.read_text(encoding="utf-8")
    path.write_text(mutant.text, encoding="utf-8")
    status = status_of(files_of_tests(mutant.file), source, seconds)
    path.write_text(sound, encoding="utf-8")
    return status != 0


def survivors_of(file: str, found: Sequence[Mutant], source: Path, seconds: int) -> list[Mutant]:
    """Return the mutants of one file that no test kills, and print each.

    Those that change functions are tried on the collected tests, the others in a fresh process each.
    """
    sound = ast.unparse(ast.parse((source / PACKAGE / file).read_text(encoding="utf-8")))
    module = f"{PACKAGE}.{file.removesuffix('.py').replace('/', '.')}"
    changes = [changed_functions(sound, mutant.text) for mutant in found]
    statuses = kill_in_children(files_of_tests(file), source, module, functions_of(sound), changes, seconds)
    survivors = []
    for mutant, status in zip(found, statuses, strict=True):
        if not status or (status == NOT_APPLIED and not is_killed(mutant, source, seconds)):
            survivors.append(mutant)
            print(f"  {file}:{mutant.line}: {mutant.old}  ->  {mutant.new}", flush=True)
    return survivors


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m fuzz.mutants", description=__doc__)
    parser.add_argument("files", nargs="*", default=list(HELD))
    parser.add_argument("--sample", type=int, default=0, help="mutants of each file; all if 0")
    parser.add_argument("--elsewhere", type=int, default=0, help="mutants of all other files, instead")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--seconds", type=int, default=600, help="for the tests of one mutant")
    given = parser.parse_intermixed_args(arguments)
    reasons = json.loads(SURVIVORS.read_text(encoding="utf-8"))
    chance = random.Random(given.seed)
    os.chdir(ROOT)
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "src")
        shutil.copytree(ROOT / "src", source, ignore=shutil.ignore_patterns("__pycache__"))
        compileall.compile_dir(source, quiet=2)  # a child compiles nothing but its mutant
        if given.elsewhere:
            found = [mutant for file in elsewhere() for mutant in mutants(file)]
            batches = {"elsewhere": chance.sample(found, min(given.elsewhere, len(found)))}
        else:
            batches = {file: list(mutants(file)) for file in given.files}
        for name, found in batches.items():
            tried = [each for each in found if each.name not in reasons]
            known = len(found) - len(tried)
            if given.sample and given.sample < len(tried):
                tried = chance.sample(tried, given.sample)
            by_file = groupby(sorted(tried, key=lambda each: each.file), key=lambda each: each.file)
            lost = sum(len(survivors_of(file, list(each), source, given.seconds)) for file, each in by_file)
            share = 1 - lost / max(1, len(tried))
            print(
                f"{name}: {share:.1%} of {len(tried)} mutants killed; {known} are listed with a reason",
                flush=True,
            )
            failed += share < ENOUGH and not given.elsewhere
    return min(failed, 1)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
