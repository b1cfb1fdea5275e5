"""Sixteen MB of each hostile pattern to each reader of structured text: the time must grow as the text does.

`python full/hostile.py [--megabytes 16] [READER …]` prints what each took, and ends with 1 where the time
grows faster than the text: where four times as much takes more than eight times as long.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from ai_security_standards import StandardsError, load
from ai_security_standards._store.files import MAX_TOML_BYTES, parse, read_toml
from ai_security_standards._store.sssom import read
from ai_security_standards.checklists import Checklist
from ai_security_standards.cli.asking import rows_of_file
from ai_security_standards.formats.inputs import parse_text
from ai_security_standards.references.accepting import read_baseline
from ai_security_standards.references.text.fields import Fields
from ai_security_standards.references.text.tables import rows_of_tables

Make = Callable[[int], str]
Read = Callable[[str], object]

#: The largest text that a reader takes in bytes, or is given for the time it takes, where less than 16 MB.
SIZES = {"toml": MAX_TOML_BYTES - 2**10, "references": 2**21, "audit of references": 2**21}

#: Times under this are noise, in seconds.
_LEAST = 0.2
#: How much longer a text of four times the size may take.
_MOST = 8.0


def repeated(piece: str, before: str = "", after: str = "") -> Make:
    """Return a maker of a text that repeats a piece; `{n}` in it is the number of the repetition."""

    def make(size: int) -> str:
        if "{n}" not in piece:
            return before + piece * (size // len(piece)) + after
        count = size // (len(piece) + 4)
        return before + "".join(piece.replace("{n}", str(number)) for number in range(count)) + after

    return make


JSON: dict[str, Make] = {
    "a doubled key after many": repeated('"k{n}":1,', "{", '"k0":1}'),
    "one key again and again": repeated('"k":1,', "{", '"k":1}'),
    "opened lists": repeated("["),
    "opened objects": repeated('{"a":'),
    "closed lists": repeated("[],", "[", "0]"),
    "a long text": repeated("a", '"', '"'),
    "a text without an end": repeated("a", '["'),
    "escapes": repeated("\\u0041", '"', '"'),
    "halves of characters": repeated("\\ud83d", '"', '"'),
    "a long number": repeated("1"),
    "a long fraction": repeated("1", "[1."),
    "blanks": repeated(" ", "[", "]"),
    "many keys": repeated('"k{n}":{},', "{", '"z":1}'),
    "backslashes": repeated("\\", '"'),
    "lines": repeated("\n", "[", "1}"),
}
TOML: dict[str, Make] = {
    "a doubled key after many": repeated("k{n} = 1\n", "", "k0 = 1\n"),
    "opened lists": repeated("[", "a = "),
    "opened tables": repeated("{a=", "a = "),
    "dotted keys": repeated("a{n}.b.c = 1\n"),
    "a long dotted key": repeated("a.", "", "a = 1\n"),
    "tables": repeated("[t{n}]\nx = 1\n"),
    "tables of a list": repeated("[[t]]\nx = 1\n"),
    "a long text": repeated("a", 'a = "', '"'),
    "a text of lines without an end": repeated("a\n", 'a = """'),
    "quotes": repeated('"', "a = "),
    "a long number": repeated("1", "a = "),
    "a number with underscores": repeated("1_", "a = ", "1"),
    "blanks": repeated(" ", "a =", "1"),
    "comments": repeated("# x\n"),
    "many values": repeated("1,", "a = [", "]"),
}
YAML: dict[str, Make] = {
    "one key again and again": repeated("id: LLM01\n"),
    "dashes": repeated("- "),
    "dashes of lines": repeated("- id: x\n"),
    "deeper and deeper": lambda size: "".join(" " * (n % 2_000) + "a:\n" for n in range(size // 1_000)),
    "keys in a line": repeated("a: "),
    "keys without blanks": repeated("a:"),
    "colons": repeated(":"),
    "opened lists and maps": repeated("[{a: "),
    "texts without an end": repeated('a: "b\n'),
    "quotes": repeated("'"),
    "double quotes": repeated('"'),
    "blocks": repeated("a: |\n  b\n"),
    "one long block": repeated("  b\n", "a: |\n"),
    "a long word": repeated("a"),
    "long words": repeated("a" * 79 + "\n"),
    "dotted words": repeated("a."),
    "dashed words": repeated("-a"),
    "equals": repeated("a=b,"),
    "arrows": repeated("a=>"),
    "comments": repeated("#"),
    "tabs": repeated("\t"),
    "lines": repeated("\n"),
    "backslashes": repeated("\\", 'a: "'),
    "closed brackets": repeated("}"),
    "headers": repeated("[a.b]\n"),
    "a header without an end": repeated("[a", "", "\n"),
    "blanks between": repeated("a" + " " * 70),
    "quoted words": repeated("'a'"),
    "a quoted item in each line": repeated("\n    'a',"),
}
CSV: dict[str, Make] = {
    "cells in a row": repeated("a,", "id,result\n"),
    "empty cells": repeated(",", "id,result\n"),
    "semicolons": repeated(";", "id;result\n"),
    "a wide header": repeated("c{n},", "id,result,", "\n"),
    "rows": repeated("a:b,partly\n", "id,result\n"),
    "empty rows": repeated("\n", "id,result\n"),
    "a long cell": repeated("a", "id,result\n"),
    "a text without an end": repeated("a\n", 'id,result\n"'),
    "quotes": repeated('"', "id,result\n"),
    "quotes and commas": repeated('",', "id,result\n"),
    "carriage returns": repeated("\r", "id,result\n"),
    "tabs": repeated("\t", "id\tresult\n"),
}
HEAD = "#mapping_set_id: x\n"
SSSOM: dict[str, Make] = {
    "one slot again and again": repeated("#comment: x\n"),
    "many slots": repeated("#k{n}: x\n"),
    "a long slot": repeated("x", "#comment: "),
    "opened lists": repeated("[", "#comment: "),
    "items of a list": repeated("# - x\n", "#see_also:\n"),
    "columns": repeated("c{n}\t", HEAD + "subject_id\t", "\n"),
    "one column again and again": repeated("subject_id\t", HEAD, "\n"),
    "cells in a row": repeated("x\t", HEAD + "subject_id\tpredicate_id\tobject_id\n"),
    "rows": repeated("aiss:a@1:{n}\trel:equal\taiss:c@1:d\n", HEAD + "subject_id\tpredicate_id\tobject_id\n"),
    "documents": repeated(
        "aiss:a{n}@1:b\trel:equal\taiss:c@1:d\n", HEAD + "subject_id\tpredicate_id\tobject_id\n"
    ),
    "rows with notes": repeated(
        "aiss:a@1:b\trel:equal\taiss:c@1:d\tnote {n}\n",
        HEAD + "subject_id\tpredicate_id\tobject_id\tcomment\n",
    ),
    "rows that are equal": repeated(
        "aiss:a@1:b\trel:equal\taiss:c@1:d\n", HEAD + "subject_id\tpredicate_id\tobject_id\n"
    ),
    "a long cell": repeated("x", HEAD + "subject_id\tpredicate_id\tobject_id\n"),
    "quotes": repeated('"', HEAD + "subject_id\tpredicate_id\tobject_id\n"),
    "a text without an end": repeated("x\n", HEAD + 'subject_id\tpredicate_id\tobject_id\n"'),
    "empty lines": repeated("\n", HEAD),
    "marks": repeated("#"),
}
MARKDOWN: dict[str, Make] = {
    "bars": repeated("|"),
    "cells in a row": repeated("a|", "|a|b|\n|---|---|\n|"),
    "rows": repeated("|a|b|\n", "|a|b|\n|---|---|\n"),
    "rows of marks": repeated("|---|---|\n", "|a|b|\n"),
    "a wide header": lambda size: (
        "|" + "a|" * (size // 6) + "\n" + "|-" * (size // 6) + "|\n|" + "b|" * (size // 6)
    ),
    "escaped bars": repeated("\\|", "|a|\n|---|\n|"),
    "dashes": repeated("-", "|a|\n|"),
}


#: Texts in which little or nothing is a reference.
TEXT: dict[str, Make] = {
    "brackets": repeated("["),
    "round brackets": repeated("("),
    "bars": repeated("|"),
    "objects": repeated('{"a":'),
    "quotes": repeated('"'),
    "escapes": repeated("&amp;"),
    "escapes of addresses": repeated("%20"),
    "dotted numbers": repeated("1."),
    "digits": repeated("1"),
    "words": repeated("a "),
    "headings of provisions": repeated("Article "),
    "bodies": repeated("ISO/IEC "),
    "slashes": repeated("/"),
    "dashes": repeated("-"),
    "letters with accents": repeated("a\u0301"),
    "combining characters": repeated("\u0301"),
    "invisible characters": repeated("\u200b"),
    "lines": repeated("\n"),
    "optional words": repeated("of the "),
    "revisions": repeated("Rev. "),
    "editions": repeated("edition "),
    "months": repeated("January "),
    "tags of markup": repeated("<a "),
    "equals": repeated("a="),
    "versions": repeated("v1."),
    "publishers": repeated("NIST ABC "),
}
#: Texts in which everything is a reference, of which each costs some 100 microseconds.
REFERENCES: dict[str, Make] = {
    "identifiers": repeated("LLM01: "),
    "identifiers in full width": repeated("\uff2c\uff2c\uff2d01 "),
    "identifiers with combining characters": repeated("LLM01\u0301 "),
    "a list": repeated("LLM01, "),
    "a chain of ranges": repeated("LLM01-"),
    "a chain of ranges in words": repeated("LLM01 to "),
    "categories": repeated("GV.OC-01, "),
    "articles": repeated("Article 5 "),
    "names": repeated("OWASP LLM Top 10 "),
    "names of laws": repeated("AI Act "),
    "headings": repeated("# EU AI Act\n"),
    "headings with numbers": repeated("# EU AI Act\n\n12 "),
    "one name after the other": repeated("EU AI Act "),
    "numbers": repeated("5 6 7 ", "EU AI Act, ISO 42001, AIUC-1: "),
    "addresses": repeated("https://genai.owasp.org/"),
    "rows": repeated("| LLM01 | x |\n"),
    "objects": repeated('{"id":"LLM01","title":"Prompt Injection"},'),
    "objects with versions": repeated('{"framework":"NIST CSF","version":"2.0","id":"GV.OC-01"}\n'),
    "entries": repeated("- id: LLM01\n  title: x\n"),
    "misspelt entries": repeated("- id: LLM01\n- id: LLLM{n}\n"),
    "nested lists": repeated('[[[ "LLM01" '),
    "misspelt names": repeated("NIST AI RFM "),
    "numbers after names": repeated("CIS 8.2 "),
    "identifiers that settle an edition": repeated("ISO 27001 A.8.2, A.8.5 "),
}


def in_file(name: str, act: Callable[[str], object]) -> Read:
    """Return a reader of a text that is in a file."""

    def reader(text: str) -> object:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, name)
            path.write_text(text, encoding="utf-8", newline="")
            return act(str(path))

    return reader


#: Each reader with the patterns that it is given.
READERS: dict[str, tuple[Read, dict[str, Make]]] = {
    "json": (lambda text: parse(text.encode(), "a.json"), JSON),
    "baseline": (
        in_file("a.json", read_baseline),
        {name: JSON[name] for name in ("many keys", "opened lists")},
    ),
    "toml": (in_file("a.toml", read_toml), TOML),
    "sssom": (lambda text: read(text.encode(), "a.sssom.tsv"), SSSOM),
    "checklist": (in_file("a.csv", Checklist.read), CSV),
    "rows": (in_file("a.csv", rows_of_file), CSV),
    "json of other tools": (lambda text: parse_text(text.encode(), "a.json"), JSON),
    "yaml of other tools": (lambda text: parse_text(text.encode(), "a.yaml"), YAML),
    "fields of json": (lambda text: Fields(text, ".json"), JSON),
    "fields of toml": (lambda text: Fields(text, ".toml"), TOML),
    "fields of yaml": (lambda text: Fields(text, ".yaml"), YAML),
    "fields of csv": (lambda text: Fields(text, ".csv"), CSV),
    "tables of markdown": (lambda text: list(rows_of_tables(text)), MARKDOWN),
    "text": (lambda text: load().find_references(text), TEXT),
    "references": (lambda text: load().find_references(text), REFERENCES),
    "audit of text": (lambda text: load().audit(text), TEXT),
    "audit of references": (lambda text: load().audit(text), REFERENCES),
    "resolve": (lambda text: load().resolve(text), {**TEXT, **REFERENCES}),
    "search": (lambda text: load().search(text), {**TEXT, **REFERENCES}),
}


def seconds_of(read: Read, text: str) -> tuple[float, str]:
    """Return the time of the processor that a text takes, and what became of it."""
    begun = time.process_time()
    try:
        read(text)
        outcome = "read"
    except StandardsError as error:
        outcome = type(error).__name__
    return time.process_time() - begun, outcome


def measures(names: list[str], largest: int) -> Iterator[tuple[str, str, float, float, str]]:
    """Yield the times of a quarter of the size and of the whole, for each reader and pattern."""
    for name in names:
        read, patterns = READERS[name]
        size = min(largest, SIZES.get(name, largest))
        for pattern, make in patterns.items():
            quarter, _ = seconds_of(read, make(size // 4))
            whole, outcome = seconds_of(read, make(size))
            yield name, pattern, quarter, whole, outcome


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("readers", nargs="*", metavar="READER", help="; ".join(READERS))
    parser.add_argument("--megabytes", type=float, default=16)
    given = parser.parse_intermixed_args(arguments)
    failed = 0
    for name, pattern, quarter, whole, outcome in measures(
        given.readers or list(READERS), int(given.megabytes * 2**20)
    ):
        is_slow = whole > _LEAST and whole > _MOST * max(quarter, _LEAST / 4)
        failed += is_slow
        mark = "  FASTER THAN THE TEXT" if is_slow else ""
        print(f"{name}: {pattern}: {quarter:.2f} s, {whole:.2f} s, {outcome}{mark}", flush=True)
    return min(failed, 1)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
