"""Five hundred fresh processes, each with 16 questions at once in as many threads; forks at many moments."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

THREADS = Path(__file__).parent.parent / "tests" / "threads"


def run(script: str, *arguments: object) -> str:
    command = [sys.executable, str(THREADS / script), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stderr or str(done.returncode)


def test_no_first_use_fails() -> None:
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda seed: run("first_use.py", seed), range(500)))
    assert [answer for answer in answers if answer != "0"] == []


@pytest.mark.parametrize("work", ["search", "resolve", "load", "relate"])
def test_no_child_hangs_whenever_it_is_forked(work: str) -> None:
    assert run("forking.py", work, *(0.01, 0.03, 0.1, 0.2, 0.3, 0.5)) == "0"
