"""Run tests on mutants: many in children of one process that has collected the tests, or one in a fresh process.

The tests run once without a change, and each line that they reach is noted. A mutant gets the tests that
reach its line, the quickest first, until one fails.
"""

from __future__ import annotations

import inspect
import json
import os
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any, NamedTuple

import pytest
from coverage import Coverage
from hypothesis import Phase, settings

__all__ = ["NOT_APPLIED", "Change", "changed_functions", "functions_of", "kill_in_children", "status_of"]

#: The tests that reach each line of each module.
Lines = Mapping[str, Mapping[str, Sequence[str]]]
#: The code of functions by their qualified names.
Changes = Mapping[str, CodeType]
#: The status of a child in which the tests could not be run at all, and of one that could not be changed.
_BROKEN, NOT_APPLIED = 99, 98
_OPTIONS = (
    "-x", "-q", "--tb=no", "--hypothesis-seed=0", "-pno:cacheprovider", "-pno:xdist", "-pno:cov", "-pno:benchmark",
    "-Wignore::pytest.PytestAssertRewriteWarning",  # Hypothesis is imported before the fork
)  # fmt: skip


class Change(NamedTuple):
    """A mutant: its module and line, and the functions that differ, none where it runs at the import."""

    module: str
    line: int
    functions: Changes


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
    # What fails need not be made smaller, nor kept for the next mutant.
    settings.register_profile("mutants", database=None, phases=[Phase.explicit, Phase.generate])
    settings.load_profile("mutants")
    return int(pytest.main([*_OPTIONS, "-o", f"pythonpath={source} . tests", *tests], plugins=list(plugins)))


#: How a child may end: nothing found, a test failed, the alarms, nothing applied.
_FOUND = {0, 1, -signal.SIGALRM, -signal.SIGVTALRM, NOT_APPLIED}


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


def functions_of(text: str, file: str = "mutant") -> dict[str, CodeType]:
    """Return the code of each function and class of a module by its qualified name."""
    codes = _codes(compile(text, file, "exec"))
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


def _skip(*_: object) -> None:
    pytest.skip("takes too long to run on each mutant")


class _Killer:
    """A plugin that runs the collected tests for each mutant, each time in a child."""

    def __init__(self, source: Path, changes: Sequence[Change], seconds: int, budget: float) -> None:
        self.changes, self.seconds, self.budget = changes, seconds, budget
        self.files = {
            each.module: str(source.joinpath(*each.module.split(".")).with_suffix(".py")) for each in changes
        }
        self.seen, self.statuses = source.parent / "seen.json", source.parent / "statuses.json"
        self.seen.unlink(missing_ok=True)
        self.begun: dict[str, float] = {}
        self.durations: dict[str, float] = {}
        self.coverage: Coverage | None = None

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        if self.coverage is not None:
            self.coverage.switch_context(nodeid)
            self.begun[nodeid] = time.process_time()
            signal.setitimer(signal.ITIMER_VIRTUAL, self.budget)

    def pytest_runtest_logreport(self, report: Any) -> None:
        if self.coverage is not None and report.when == "call" and report.passed:
            self.durations[report.nodeid] = time.process_time() - self.begun[report.nodeid]

    def pytest_runtest_logfinish(self, nodeid: str) -> None:  # noqa: ARG002 - named by pytest
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)

    def pytest_sessionfinish(self) -> None:
        if self.coverage is not None:
            self.coverage.stop()
            data = self.coverage.get_data()
            lines = {module: data.contexts_by_lineno(file) for module, file in self.files.items()}
            self.seen.write_text(json.dumps([self.durations, lines]))

    def _measure(self) -> None:
        """Give all functions the same code anew, which must change nothing, and note which test reaches what."""
        for module, file in self.files.items():
            _apply(module, functions_of(Path(file).read_text(encoding="utf-8"), file))
        signal.signal(signal.SIGVTALRM, _skip)
        self.coverage = Coverage(data_file=None, config_file=False, include=[*self.files.values()])
        self.coverage.start()

    def _forked(self, seconds: int = 0) -> int | None:
        """Fork; return None in the child, which goes on with the tests, and its status in the parent."""
        child = os.fork()
        if child == 0:
            signal.alarm(seconds)  # none where that is 0
            return None
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: Any) -> None:
        """Fork for each mutant; the parent ends when all are done."""
        status = self._forked()
        if status is None:
            self._measure()
            return
        if status:
            os._exit(status)
        times, lines = json.loads(self.seen.read_text())
        items = {item.nodeid: item for item in session.items}
        statuses: list[int] = []
        for change in self.changes:
            reaching = lines[change.module].get(str(change.line))
            chosen = _quickest(times, reaching or (), self.budget)
            # What no test reaches has run at the import: a function that makes a table, and is not called again.
            status = self._forked(self.seconds) if reaching else NOT_APPLIED
            if status is None:
                if not _apply(change.module, change.functions):
                    os._exit(NOT_APPLIED)
                # What makes a loop endless is found, too; in time of the processor, however busy it is.
                signal.setitimer(signal.ITIMER_VIRTUAL, 10 + 4 * sum(map(times.__getitem__, chosen)))
                session.items[:] = [items[each] for each in chosen]
                return
            statuses.append(status)
            self.statuses.write_text(json.dumps(statuses))  # to be looked at while it runs
        os._exit(0)


def _quickest(times: Mapping[str, float], tests: Iterable[str], budget: float) -> list[str]:
    """Return the quickest of some tests, as many as may be run in a time."""
    chosen, spent = [], 0.0
    for test in sorted(times.keys() & {*tests}, key=times.__getitem__):
        spent += times[test]
        if spent > budget:
            break
        chosen.append(test)
    return chosen


def kill_in_children(
    tests: Sequence[str], source: Path, changes: Sequence[Change], seconds: int, budget: float
) -> tuple[list[int], list[str]]:
    """Return the status of the tests for each change, 0 where they find nothing; and the quickest tests.

    It is NOT_APPLIED where the change is of what runs at the import of the module alone.

    Args:
        tests: The files and folders of the tests.
        source: The folder that a copy of the package is in.
        changes: The mutants.
        seconds: The most that the tests of a mutant may take.
        budget: What the tests of a mutant may take together, in seconds of the processor; others are left out.

    Raises:
        RuntimeError: The tests fail without a change.
    """
    killer = _Killer(source, changes, seconds, budget)
    killer.statuses.write_text("null")
    in_child(lambda: _run(tests, source, killer), seconds * (len(changes) + 1))
    statuses = json.loads(killer.statuses.read_text())
    if statuses is None or len(statuses) < len(changes):
        raise RuntimeError(f"the tests fail without any change: {' '.join(tests)}")
    if not {*statuses} <= _FOUND:
        raise RuntimeError(f"the tests could not be run: they ended with {sorted({*statuses} - _FOUND)}")
    times, _ = json.loads(killer.seen.read_text())
    return list(statuses), _quickest(times, times, budget)
