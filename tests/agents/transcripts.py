"""Thirty real questions, each with the calls that answer it, and the answers as they were read by a person.

`python tests/agents/transcripts.py` writes the answers anew: read the difference before you commit it.
"""

import json
import re
from pathlib import Path
from typing import Any

import ai_security_standards as aiss
from ai_security_standards.mcp.tools import TOOLS, call

FILE = Path(__file__).with_name("transcripts.json")

#: The records of a release that is closed, so that only changes of code change an answer.
RELEASE, DAY = "2026.11.0", "2026-11-26"


def catalog() -> aiss.Catalog:
    return aiss.load().as_of(DAY).as_known(RELEASE)


def normal(answer: Any) -> Any:
    """Return an answer without what a later installation changes."""
    text = json.dumps(answer, ensure_ascii=False)
    text = re.sub(r'("(?:digest|installed|version)": )"[^"]*"', r'\1"…"', text)
    return json.loads(text)


def main() -> None:
    asked = catalog()
    transcripts = json.loads(FILE.read_text(encoding="utf-8"))
    for transcript in transcripts:
        for each in transcript["calls"]:
            each["answer"] = normal(call(asked, TOOLS[each["tool"]], each["arguments"]))
    FILE.write_text(json.dumps(transcripts, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
