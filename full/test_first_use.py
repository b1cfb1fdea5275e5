"""Five hundred fresh processes, each with 16 questions at once in as many threads."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

SCRIPT = Path(__file__).parent.parent / "tests" / "threads" / "first_use.py"


def ask(seed: int) -> str:
    command = [sys.executable, str(SCRIPT), str(seed)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stderr or str(done.returncode)


def test_no_first_use_fails() -> None:
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(ask, range(500)))
    assert [answer for answer in answers if answer != "0"] == []
