"""Threads and forks: the first use of everything at once, and children of a process that is at work."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

import ai_security_standards as aiss
from ai_security_standards import load
from ai_security_standards._store import fork_locks

HERE = Path(__file__).parent


def run(script: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(HERE / script), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=400, check=False)


# `nox -s threads` runs 500 of these processes, and forks at other moments: full/test_first_use.py.
def test_sixteen_questions_at_once_in_a_fresh_process_are_all_answered() -> None:
    done = run("first_use.py", 0)
    assert (done.stderr, done.returncode) == ("", 0)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the platform cannot fork")
@pytest.mark.parametrize("work", ["search", "resolve", "load", "relate"])
def test_a_child_answers_whatever_another_thread_did_at_the_fork(work: str) -> None:
    done = run("forking.py", work, 0.05)
    assert (done.stderr, done.returncode) == ("", 0)


def test_a_fork_takes_all_locks_and_gives_them_back() -> None:
    load()
    fork_locks.acquire_all()
    assert fork_locks._acquired == [fork_locks.LOAD, fork_locks.GRAPH, fork_locks.SEARCH]
    fork_locks.release_all()
    fork_locks.release_all()  # where nothing was acquired, nothing is released
    assert fork_locks._acquired == []
    with pytest.raises(RuntimeError):
        fork_locks.LOAD.release()


def test_a_fork_of_the_only_thread_imports_nothing(run_python: Callable[[str], str]) -> None:
    code = "import ai_security_standards as aiss, sys; aiss.load(); aiss._before_fork(); print('cattrs' in sys.modules)"
    assert run_python(code) == "False"


def test_a_fork_before_the_first_use_has_nothing_to_do(run_python: Callable[[str], str]) -> None:
    code = (
        "import ai_security_standards as aiss, sys; aiss._before_fork(); aiss._after_fork();"
        "print([name for name in sys.modules if name.startswith('ai_security_standards.')])"
    )
    assert run_python(code) == "[]"


def test_a_platform_that_cannot_fork_registers_nothing() -> None:
    given: list[object] = []
    aiss._register_fork(None)
    aiss._register_fork(lambda **handlers: given.append(handlers))
    assert given == [
        {"before": aiss._before_fork, "after_in_parent": aiss._after_fork, "after_in_child": aiss._after_fork}
    ]


def test_a_fork_among_threads_imports_everything_and_holds_the_locks() -> None:
    load()
    end = threading.Event()
    thread = threading.Thread(target=end.wait)
    thread.start()
    try:
        aiss._before_fork()
        assert len(fork_locks._acquired) == 3
    finally:
        aiss._after_fork()
        end.set()
        thread.join()
    assert fork_locks._acquired == []
    assert {"cattrs", "ai_security_standards.compliance.planning"} <= set(sys.modules)


def test_a_fork_before_the_first_use_leaves_no_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("ai_security_standards.")]:
        monkeypatch.delitem(sys.modules, name)
    aiss._before_fork()
    aiss._after_fork()
    assert not [name for name in sys.modules if name.startswith("ai_security_standards.")]
