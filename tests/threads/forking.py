"""Fork while another thread is at work, from its first import on; exit with 0 where every child answers.

The arguments are what the thread does, and the seconds before each fork.
"""

import os
import signal
import sys
import threading
import time

import ai_security_standards as aiss

FIRST = "owasp-llm-top-10@2025:LLM01"


def search(standard: str | None = None) -> None:
    aiss.load().search("prompt injection", standard=standard)


def resolve() -> None:
    catalog = aiss.load().as_of("2026-01-01")
    catalog.resolve("OWASP LLM06 (2023/24)")
    catalog.find_references("Articles 9 to 11 of the AI Act")


def load() -> None:
    aiss.load()


def relate() -> None:
    from ai_security_standards.mapping import relationships  # not through the front door

    relationships(aiss.load().snapshot, FIRST, None, None, None, "exact")


WORK = {each.__name__: each for each in (search, resolve, load, relate)}


def forever(work: str) -> None:
    while True:
        WORK[work]()


def answers_in_child() -> bool:
    child = os.fork()
    if child == 0:
        signal.alarm(60)  # ends a child that hangs
        search(FIRST.partition(":")[0])  # what all of it takes is the thread's part
        for work in (resolve, load, relate):
            work()
        os._exit(0)
    return os.waitpid(child, 0)[1] == 0


def main(work: str, pauses: list[float]) -> int:
    sys.setswitchinterval(1e-6)
    threading.Thread(target=forever, args=(work,), daemon=True).start()
    lost = 0
    for pause in pauses:
        time.sleep(pause)
        lost += not answers_in_child()
    return lost


if __name__ == "__main__":
    os._exit(main(sys.argv[1], [float(pause) for pause in sys.argv[2:]]))
