"""Findings of an audit that a project accepts: by its settings, by comments in files, by a baseline."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import NamedTuple

from .._store.files import parse, read_bytes
from .._store.lazily import regex
from ..errors import InvalidData
from ..vocabulary import ReferenceVerdict
from .auditing import Audit, Judgement
from .configuring import Ignore, matches
from .explaining import RULES

__all__ = ["Review", "baseline_text", "read_baseline", "review"]

#: A comment that accepts findings on its line: "aiss: ignore[retired] until 2027-01-01 history".
_COMMENT = regex(r"\baiss:[ \t]*ignore\[([a-z, -]+)\](?:[ \t]+until[ \t]+(\d{4}-\d\d-\d\d))?[ \t]+(\S[^\n]*)")


class Baseline(NamedTuple):
    """The accepted findings of a project: how often each stands in a file, lines left out of account."""

    counts: Mapping[tuple[str, str, str], int]


class Review(NamedTuple):
    """An audit without what is accepted.

    Attributes:
        audit: The judgements that are left.
        accepted: The findings that are accepted.
        expired: The acceptances whose last day is past.
        unused: The acceptances of settings and baseline that no finding needs any more.
    """

    audit: Audit
    accepted: tuple[Judgement, ...]
    expired: tuple[str, ...]
    unused: tuple[str, ...]


class _Comment(NamedTuple):
    """A comment that accepts findings of its line."""

    rules: frozenset[str]
    until: dt.date | None


def review(
    audit: Audit,
    *,
    day: dt.date,
    ignores: Iterable[Ignore] = (),
    baseline: Baseline | None = None,
    texts: Mapping[str, str] | None = None,
) -> Review:
    """Take what a project accepts out of an audit.

    Args:
        audit: The audit.
        day: The day, for acceptances that end.
        ignores: The accepted findings of its settings.
        baseline: The findings that were there when the baseline was written.
        texts: The text of each origin, whose comments count.

    Raises:
        InvalidData: A comment names no rule, or no day.
    """
    listed = tuple(ignores)
    used: set[int] = set()
    left_of_baseline = Counter(baseline.counts if baseline is not None else {})
    comments = {origin: dict(_comments(origin, text)) for origin, text in (texts or {}).items()}
    kept, accepted, expired = [], [], dict[str, None]()
    for judgement in audit:
        comment = comments.get(judgement.origin, {}).get(judgement.line)
        number = next((place for place, each in enumerate(listed) if _fits(each, judgement)), None)
        key = _key(judgement)
        if judgement.verdict is ReferenceVerdict.OK:
            kept.append(judgement)
        elif comment is not None and judgement.verdict.value in comment.rules and _holds(comment.until, day):
            accepted.append(judgement)
        elif number is not None and _holds(listed[number].until, day):
            used.add(number)
            accepted.append(judgement)
        elif left_of_baseline[key] > 0:
            left_of_baseline[key] -= 1
            accepted.append(judgement)
        else:
            kept.append(judgement)
            if number is not None:
                used.add(number)
                expired[f"ignore[{number}]: {listed[number].reason}"] = None
            elif comment is not None and judgement.verdict.value in comment.rules:
                expired[f"{judgement.origin}, line {judgement.line}"] = None
    unused = [f"ignore[{place}]: {each.reason}" for place, each in enumerate(listed) if place not in used]
    unused += [": ".join(key) for key, count in sorted(left_of_baseline.items()) if count > 0]
    return Review(Audit(kept), tuple(accepted), tuple(expired), tuple(unused))


def _holds(until: dt.date | None, day: dt.date) -> bool:
    return until is None or day <= until


def _fits(ignore: Ignore, judgement: Judgement) -> bool:
    has_path = not ignore.paths or matches(judgement.origin, ignore.paths)
    has_text = ignore.text is None or ignore.text == judgement.text
    return ignore.rule == judgement.verdict.value and has_path and has_text


def _comments(origin: str, text: str) -> Iterator[tuple[int, _Comment]]:
    """Yield the comments of a text that accept findings, each with its line."""
    line_ends = [end.start() for end in re.finditer("\n", text)]
    for found in _COMMENT.finditer(text):
        line = bisect_left(line_ends, found.start()) + 1
        rules = [rule.strip() for rule in found[1].split(",")]
        for rule in rules:
            if rule not in RULES:
                problem = f"{rule!r} is not a rule"
                repair = f"use {', '.join(RULES)}"
                raise InvalidData(problem, origin, f"line {line}", "ignore", repair)
        try:
            until = dt.date.fromisoformat(found[2]) if found[2] else None
        except ValueError:
            raise InvalidData(
                f"{found[2]!r} is not a day", origin, f"line {line}", "until", "write it as 2027-01-31"
            ) from None
        yield line, _Comment(frozenset(rules), until)


# ---------------------------------------------------------------- the baseline


def _key(judgement: Judgement) -> tuple[str, str, str]:
    # The name of a file may hold what is not UTF-8; a baseline is.
    path = PurePath(judgement.origin).as_posix().encode(errors="backslashreplace").decode()
    return path, judgement.verdict.value, judgement.text


def baseline_text(judgements: Iterable[Judgement]) -> str:
    """Return the text of a baseline file: the findings among some judgements, in a stable order."""
    counts = Counter(_key(each) for each in judgements if each.verdict is not ReferenceVerdict.OK)
    listed = [
        {"path": path, "rule": rule, "text": text, "count": count}
        for (path, rule, text), count in sorted(counts.items())
    ]
    return json.dumps({"findings": listed}, ensure_ascii=False, indent=2) + "\n"


def read_baseline(path: str | os.PathLike[str]) -> Baseline:
    """Read a baseline file.

    Args:
        path: The file, as `baseline_text` writes it.

    Raises:
        InvalidData: It cannot be read, or is not a baseline.
    """
    name = os.fspath(path)
    raw = parse(read_bytes(path), name)
    findings = raw.get("findings") if type(raw) is dict and len(raw) == 1 else None
    if type(findings) is not list or not all(map(_is_entry, findings)):
        problem = "the file is not a baseline"
        repair = "write it anew with baseline_text(audit)"
        raise InvalidData(problem, name, field="findings", repair=repair)
    return Baseline({(each["path"], each["rule"], each["text"]): each["count"] for each in findings})


_FIELDS: Sequence[tuple[str, type]] = (("path", str), ("rule", str), ("text", str), ("count", int))


def _is_entry(raw: object) -> bool:
    return (
        isinstance(raw, dict)
        and len(raw) == len(_FIELDS)
        and all(type(raw.get(field)) is kind for field, kind in _FIELDS)
    )
