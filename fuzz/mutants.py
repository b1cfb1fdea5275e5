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
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from .killing import NOT_APPLIED, Change, changed_functions, kill_in_children, status_of

ROOT = Path(__file__).parent.parent
PACKAGE = "ai_security_standards"
SURVIVORS = ROOT / "full" / "survivors.json"
_RECORDED = "tests/mapping/test_recorded_answers.py"
_COMPLIANCE = [
    _RECORDED,
    *(
        f"tests/compliance/test_{name}.py"
        for name in "details reasons coverage projecting results deeming planning threats".split()
    ),
    "tests/mapping/test_elsewhere.py",
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
#: Rooms, and folders in them, whose tests are not in a folder of their name.
_TESTS_OF = {
    "assessments": ["tests/test_assessments.py"],
    "catalog": ["tests/test_catalog.py"],
    "errors": ["tests/test_errors.py"],
    "exchange": ["tests/test_exchange.py"],
    "mapping/columns": ["tests/warehouse"],
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
    """A file with one change: its line and what it says, what was there, what is there now, and the whole text."""

    file: str
    line: int
    said: str
    old: str
    new: str
    text: str

    @property
    def name(self) -> str:
        """How survivors are listed: by the text of the line, whose number moves."""
        return f"{self.file}: {self.said}: {self.old} -> {self.new}"


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
        # What is false already stays so; the constant itself is changed above.
        case ast.Return(value=ast.expr()) if not _is_false(changed.value):
            changed.value = ast.Constant(None)
            yield changed
        case ast.comprehension(ifs=[_, *_]):
            changed.ifs = changed.ifs[1:]
            yield changed
        case ast.Expr(value=ast.Call()):
            yield ast.Pass()


def _is_false(node: ast.AST | None) -> bool:
    return isinstance(node, ast.Constant) and (node.value is None or node.value is False)


def _never_runs(node: ast.AST) -> bool:
    """Tell whether a statement is about imports for types."""
    parts = node.targets if isinstance(node, ast.Assign) else [node.test] if isinstance(node, ast.If) else []
    return any(isinstance(each, ast.Name) and each.id == "TYPE_CHECKING" for each in parts)


def _running(node: ast.AST) -> Iterator[tuple[str, Any]]:
    """Yield the fields of a node that run: annotations and imports for types do not."""
    for field, value in ast.iter_fields(node):
        if field not in ("annotation", "returns", "type_comment"):
            yield field, value


def _walk(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes of a tree that run, those above first."""
    waiting = deque([tree])
    while waiting:
        node = waiting.popleft()
        if _never_runs(node):
            continue
        yield node
        for _, value in _running(node):
            parts = value if isinstance(value, list) else [value]
            waiting.extend(each for each in parts if isinstance(each, ast.AST))


def mutants(file: str) -> Iterator[Mutant]:
    """Yield every mutant of a file of the package; annotations and texts stay."""
    text = (ROOT / "src" / PACKAGE / file).read_text(encoding="utf-8")
    tree, lines = ast.parse(text), text.splitlines()
    for parent in _walk(tree):
        for field, value in _running(parent):
            places = value if isinstance(value, list) else [value]
            for position, node in enumerate(places):
                if not isinstance(node, ast.AST) or _never_runs(node):
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
                        lines[line - 1].strip(),
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
    folder = Path(file).parent.as_posix()
    listed = HELD.get(file) or _TESTS_OF.get(folder) or _TESTS_OF.get(room) or [f"tests/{room}"]
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


def is_killed(mutant: Mutant, tests: Sequence[str], source: Path, seconds: int) -> bool:
    """Run tests on a mutant in a fresh process, on a copy of the package."""
    path = source / PACKAGE / mutant.file
    sound = path.read_text(encoding="utf-8")
    path.write_text(mutant.text, encoding="utf-8")
    status = status_of(tests, source, seconds)
    path.write_text(sound, encoding="utf-8")
    return status != 0


@cache
def _unparsed(path: Path) -> str:
    return ast.unparse(ast.parse(path.read_text(encoding="utf-8")))


def _change(mutant: Mutant, source: Path) -> Change:
    sound = _unparsed(source / PACKAGE / mutant.file)
    module = f"{PACKAGE}.{mutant.file.removesuffix('.py').replace('/', '.')}"
    return Change(module, mutant.line, changed_functions(sound, mutant.text))


def survivors_of(found: Sequence[Mutant], source: Path, seconds: int, budget: float) -> list[Mutant]:
    """Return the mutants, all held by the same tests, that no test kills, and print each.

    Those that change functions are tried on the collected tests, the others in a fresh process each.
    """
    tests, changes = files_of_tests(found[0].file), [_change(each, source) for each in found]
    statuses, quickest = kill_in_children(tests, source, changes, seconds, budget)
    survivors = []
    for mutant, status in zip(found, statuses, strict=True):
        if not status or (status == NOT_APPLIED and not is_killed(mutant, quickest, source, seconds)):
            survivors.append(mutant)
            print(f"  {mutant.file}:{mutant.line}: {mutant.old}  ->  {mutant.new}", flush=True)
    return survivors


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m fuzz.mutants", description=__doc__)
    parser.add_argument("files", nargs="*", default=list(HELD))
    parser.add_argument("--sample", type=int, default=0, help="mutants of each file; all if 0")
    parser.add_argument("--elsewhere", type=int, default=0, help="mutants of all other files, instead")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--seconds", type=int, default=600, help="after which a mutant counts as killed")
    parser.add_argument(
        "--budget", type=float, default=60, help="seconds of the tests of one mutant, the quickest first"
    )
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
        tried = []
        for found in batches.values():
            unlisted = [each for each in found if each.name not in reasons]
            sampled = given.sample and given.sample < len(unlisted)
            tried += chance.sample(unlisted, given.sample) if sampled else unlisted
        by_tests: dict[tuple[str, ...], list[Mutant]] = {}
        for each in tried:
            by_tests.setdefault(tuple(files_of_tests(each.file)), []).append(each)
        lost: Counter[str] = Counter()
        untried: Counter[str] = Counter()
        for each in by_tests.values():
            try:
                lost.update(mutant.file for mutant in survivors_of(each, source, given.seconds, given.budget))
            except RuntimeError as error:
                if not given.elsewhere:
                    raise
                print(f"  {len(each)} mutants are not tried: {error}", flush=True)
                untried.update(mutant.file for mutant in each)
    for name, found in batches.items():
        files = {each.file for each in found}
        number = sum(each.file in files and each.file not in untried for each in tried)
        share = 1 - sum(lost[file] for file in files) / max(1, number)
        known = sum(each.name in reasons for each in found)
        print(f"{name}: {share:.1%} of {number} mutants killed; {known} are listed with a reason", flush=True)
        failed += share < ENOUGH and not given.elsewhere
    return min(failed, 1)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
