"""Run tests on mutants: many in children of one process that has collected the tests, or one in a fresh process."""

from __future__ import annotations

import inspect
import json
import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from importlib import import_module
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import hypothesis  # noqa: F401 - a child that is forked need not import it
import pytest

__all__ = ["NOT_APPLIED", "changed_functions", "functions_of", "kill_in_children", "status_of"]

#: The code of functions by their qualified names.
Changes = Mapping[str, CodeType]
#: The status of a child in which the tests could not be run at all, and of one that could not be changed.
_BROKEN, NOT_APPLIED = 99, 98
_OPTIONS = (
    "-x", "-q", "--hypothesis-seed=0", "-pno:cacheprovider", "-pno:xdist", "-pno:cov", "-pno:benchmark",
    "-Wignore::pytest.PytestAssertRewriteWarning",  # Hypothesis is imported before the fork
)  # fmt: skip


def in_child(act: Callable[[], int], seconds: int) -> int:
    """Run a function in a child; return its exit status, not 0 where the child was ended by an alarm."""
    child = os.fork()
    if child == 0:
        signal.alarm(seconds)
        with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
            os.dup2(nowhere.fileno(), 1)
            os.dup2(nowhere.fileno(), 2)
        status = _BROKEN
        try:
            status = act()
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def status_of(tests: Sequence[str], source: Path, seconds: int) -> int:
    """Run tests on a copy of the package, in a fresh process as good as any; return their exit status."""
    return in_child(lambda: _run(tests, source), seconds)


def _run(tests: Sequence[str], source: Path, *plugins: object) -> int:
    sys.dont_write_bytecode = True
    sys.path.insert(0, str(source))
    return int(pytest.main([*_OPTIONS, "-o", f"pythonpath={source} . tests", *tests], plugins=list(plugins)))


#: How a child may end: nothing found, a test failed, the alarm, nothing applied.
_FOUND = {0, 1, -signal.SIGALRM, NOT_APPLIED}


# ---------------------------------------------------------------- many mutants, tests collected once


def _codes(code: CodeType) -> Iterator[CodeType]:
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield each
            yield from _codes(each)


def changed_functions(sound: str, mutant: str) -> dict[str, CodeType]:
    """Return the code of each function of a module that a mutant changes, by its qualified name.

    It is empty where the mutant changes what runs at the import of the module.
    """
    old, new = functions_of(sound), functions_of(mutant)
    return {name: code for name, code in new.items() if code != old.get(name)}


def functions_of(text: str) -> dict[str, CodeType]:
    """Return the code of each function and class of a module by its qualified name."""
    codes = _codes(compile(text, "mutant", "exec"))
    return {each.co_qualname: each for each in codes if "<" not in each.co_qualname}


def _function(module: Any, name: str) -> FunctionType | None:
    """Return the function of a qualified name, out of what is wrapped around it."""
    found: Any = module
    for part in name.split("."):
        found = inspect.getattr_static(found, part, None)
    while not isinstance(found, FunctionType):
        inner = (getattr(found, each, None) for each in ("__func__", "fget", "func", "__wrapped__"))
        found = next((each for each in inner if each is not None), None)
        if found is None:
            return None
    while hasattr(found, "__wrapped__"):
        found = found.__wrapped__
    return found if isinstance(found, FunctionType) else None


def _apply(module: str, changed: Changes) -> bool:
    """Give the functions of a module that is imported other code; tell whether any could be given."""
    functions = {name: _function(import_module(module), name) for name in changed}
    done = False
    for name, function in functions.items():
        if function is not None and len(changed[name].co_freevars) == len(function.__code__.co_freevars):
            function.__code__ = changed[name]
            done = True
    return done


class _Killer:
    """A plugin that runs the collected tests once for each mutant, each time in a child."""

    def __init__(
        self, module: str, sound: Changes, changes: Sequence[Changes], out: Path, seconds: int
    ) -> None:
        self.module, self.sound, self.changes, self.out, self.seconds = module, sound, changes, out, seconds
        self.durations: dict[str, float] = {}
        self.session: Any = None
        self.is_sound = False

    @cached_property
    def times(self) -> Path:
        return self.out.with_suffix(".times")

    def pytest_runtest_logreport(self, report: Any) -> None:
        self.durations[report.nodeid] = self.durations.get(report.nodeid, 0) + report.duration

    def pytest_sessionfinish(self) -> None:
        if self.is_sound:
            self.times.write_text(json.dumps(self.durations))

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: Any) -> None:
        """Fork for each mutant; the child goes on with the tests, and the parent ends when all are done."""
        statuses: list[int] = []
        for number in range(-1, len(self.changes)):
            child = os.fork()
            if child == 0:
                signal.alarm(self.seconds)
                self.is_sound = number < 0
                # Without a change, too, all functions are compiled anew: that alone must change nothing.
                if (
                    _apply(self.module, self.sound if self.is_sound else self.changes[number])
                    or self.is_sound
                ):
                    return
                os._exit(NOT_APPLIED)
            status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            if number < 0:
                if status:
                    break
                times = json.loads(self.times.read_text())
                session.items.sort(key=lambda item: times.get(item.nodeid, 0))
            else:
                statuses.append(status)
        self.out.write_text(json.dumps(statuses))
        os._exit(0)


def kill_in_children(
    tests: Sequence[str], source: Path, module: str, sound: Changes, changes: Sequence[Changes], seconds: int
) -> list[int]:
    """Return the status of the tests for each change of a module: 0 where they find nothing.

    It is NOT_APPLIED where the change is of what runs at the import of the module.

    Raises:
        RuntimeError: The tests fail without a change.
    """
    out = source.parent / "statuses.json"
    out.write_text("null")
    killer = _Killer(module, sound, changes, out, seconds)
    in_child(lambda: _run(tests, source, killer), seconds * (len(changes) + 1))
    statuses = json.loads(out.read_text())
    if statuses is None or len(statuses) < len(changes):
        raise RuntimeError(f"the tests fail without any change: {' '.join(tests)}")
    if not {*statuses} <= _FOUND:
        raise RuntimeError(f"the tests could not be run: they ended with {sorted({*statuses} - _FOUND)}")
    return list(statuses)
