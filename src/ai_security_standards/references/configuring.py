"""The settings of a project for reading and auditing its references, from TOML."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from pathlib import PurePath
from typing import Any, NamedTuple

from attrs import frozen

from .._store.files import read_toml
from .._store.findings import suggestion
from ..errors import InvalidData
from .explaining import RULES

__all__ = ["FILE", "STARTING_CONFIGURATION", "TABLE", "Configuration", "Ignore", "read_configuration"]

#: The table of `pyproject.toml`, and the name of a file of its own.
TABLE, FILE = "ai-security-standards", ".aiss.toml"

#: What a project may begin with.
STARTING_CONFIGURATION = """\
# Settings of ai-security-standards. In pyproject.toml they are the table [tool.ai-security-standards].
fail-on = "error"  # or "warning", "note"
paths = ["*.md", "*.yaml", "*.yml", "*.json", "*.csv"]
exclude = ["CHANGELOG*", "node_modules/*", ".git/*"]
baseline = "aiss-baseline.json"

[editions]  # of identifiers whose files do not name one
# owasp-llm-top-10 = "2025"

[dialects]  # which tool, in which version, wrote the tags of a file
# "reports/garak*.jsonl" = "garak@0.16"

# [[ignore]]
# rule = "retired"
# paths = ["docs/history/*"]
# reason = "history stays as it was"
# until = 2027-12-31
"""


@frozen(kw_only=True)
class Ignore:
    """Findings that a project accepts.

    Attributes:
        rule: The word of the verdict.
        reason: Why they are accepted.
        paths: The files, as patterns; empty for all.
        text: The reference as written; None for all.
        until: The last day on which they are accepted; None for ever.
    """

    rule: str
    reason: str
    paths: tuple[str, ...] = ()
    text: str | None = None
    until: dt.date | None = None


class Override(NamedTuple):
    """A setting of the files that match a pattern, or of a standard."""

    key: str
    value: str


@frozen(kw_only=True)
class Configuration:
    """The settings of a project.

    In patterns of paths, `*` stands for any characters, slashes included.

    Attributes:
        on: The date of the texts.
        within: The standard that the surroundings name.
        fail_on: The least severity with which a job fails.
        baseline: The file of accepted findings.
        paths: The files to read, as patterns; empty for all.
        exclude: The files to leave out, as patterns.
        editions: The edition of identifiers without one, by standard.
        dialects: The tool whose tags a file has, by pattern.
        ignores: The findings that are accepted.
    """

    on: dt.date | None = None
    within: str | None = None
    fail_on: str = "warning"
    baseline: str | None = None
    paths: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    editions: tuple[Override, ...] = ()
    dialects: tuple[Override, ...] = ()
    ignores: tuple[Ignore, ...] = ()

    @property
    def sources(self) -> tuple[str, ...]:
        """The editions as references, as `fix` takes them."""
        return tuple(f"{standard}@{edition}" for standard, edition in self.editions)

    def includes(self, path: str | os.PathLike[str]) -> bool:
        """Tell whether a file is to be read."""
        is_included = not self.paths or matches(path, self.paths)
        return is_included and not matches(path, self.exclude)

    def dialect_of(self, path: str | os.PathLike[str]) -> str | None:
        """Return the dialect of the tags of a file; None where none is said."""
        return next((tool for pattern, tool in self.dialects if matches(path, [pattern])), None)


def matches(path: str | os.PathLike[str], patterns: Iterable[str]) -> bool:
    """Tell whether a path, or a part at its end, matches one of some patterns.

    >>> matches("docs/a/x.md", ["*.md"]), matches("a/docs/x.md", ["docs/*"]), matches("x.py", ["*.md"])
    (True, True, False)
    """
    parts = PurePath(path).as_posix().split("/")
    ends = ["/".join(parts[place:]) for place in range(len(parts))]
    return any(fnmatchcase(end, pattern) for pattern in patterns for end in ends)


def read_configuration(path: str | os.PathLike[str]) -> Configuration:
    """Read the settings of a project: a table of `pyproject.toml`, or a TOML file of its own.

    Args:
        path: The file.

    Raises:
        InvalidData: It cannot be read, or a setting is unknown or has another type.
    """
    name = os.fspath(path)
    raw: Any = read_toml(path)
    place = ""
    if PurePath(path).name == "pyproject.toml":
        place = f"tool.{TABLE}."
        tools = raw.get("tool", {})
        raw = tools.get(TABLE, {}) if isinstance(tools, dict) else {}
    reader = _Reader(name, place)
    values = reader.table(raw, _SETTINGS, "")
    return Configuration(**{_ATTRIBUTES.get(key, key.replace("-", "_")): value for key, value in values})


class _Reader(NamedTuple):
    """Reads the tables of a file; errors name the file and the setting."""

    file: str
    place: str

    def table(self, raw: Any, settings: Mapping[str, Setting], path: str) -> Iterator[tuple[str, Any]]:
        """Yield the settings of a table, each with its value."""
        if type(raw) is not dict:
            raise self.error(path, "is not a table", "write key = value below its heading")
        for key, value in raw.items():
            if key not in settings:
                repair = suggestion(key, settings, f"use {', '.join(settings)}")
                raise self.error(f"{path}{key}", "is not a setting", repair)
            yield key, settings[key](self, value, f"{path}{key}")

    def error(self, path: str, problem: str, repair: str) -> InvalidData:
        """Return the error about a setting."""
        field = f"{self.place}{path}"
        return InvalidData(f"{field or 'it'} {problem}", self.file, field=field, repair=repair)

    def text(self, value: Any, path: str) -> str:
        """Return a text that is not empty."""
        if type(value) is not str or not value.strip():
            raise self.error(path, "is not a text", "write it in quotes")
        return value

    def texts(self, value: Any, path: str) -> tuple[str, ...]:
        """Return a list of texts."""
        if type(value) is not list:
            raise self.error(path, "is not a list", "write texts in brackets")
        return tuple(self.text(item, path) for item in value)

    def day(self, value: Any, path: str) -> dt.date:
        """Return a day."""
        if type(value) is not dt.date:
            raise self.error(path, "is not a day", "write it as 2026-11-29, without quotes")
        return value

    def overrides(self, value: Any, path: str) -> tuple[Override, ...]:
        """Return the texts of a table by key."""
        if type(value) is not dict:
            raise self.error(path, "is not a table", "write key = value below its heading")
        return tuple(Override(key, self.text(item, f"{path}.{key}")) for key, item in value.items())

    def severity(self, value: Any, path: str) -> str:
        """Return a severity."""
        return self.one_of(value, ("error", "warning", "note"), path)

    def rule(self, value: Any, path: str) -> str:
        """Return the id of a rule."""
        return self.one_of(value, RULES, path)

    def one_of(self, value: Any, known: Iterable[str], path: str) -> str:
        """Return a word of a list."""
        if value not in tuple(known):
            repair = suggestion(str(value), known, f"use {', '.join(known)}")
            raise self.error(path, f"is {value!r}, which is none of the words", repair)
        return str(value)

    def ignores(self, value: Any, path: str) -> tuple[Ignore, ...]:
        """Return the accepted findings; each has a rule and a reason."""
        if type(value) is not list:
            raise self.error(path, "is not a list of tables", "write [[ignore]] above each")
        made = []
        for number, raw in enumerate(value):
            fields = dict(self.table(raw, _IGNORE, f"{path}[{number}]."))
            for required in ("rule", "reason"):
                if required not in fields:
                    raise self.error(f"{path}[{number}].{required}", "is missing", "add it")
            made.append(Ignore(**fields))
        return tuple(made)


Setting = Callable[[_Reader, Any, str], Any]

_IGNORE: Mapping[str, Setting] = {
    "rule": _Reader.rule,
    "reason": _Reader.text,
    "paths": _Reader.texts,
    "text": _Reader.text,
    "until": _Reader.day,
}
_SETTINGS: Mapping[str, Setting] = {
    "on": _Reader.day,
    "within": _Reader.text,
    "fail-on": _Reader.severity,
    "baseline": _Reader.text,
    "paths": _Reader.texts,
    "exclude": _Reader.texts,
    "editions": _Reader.overrides,
    "dialects": _Reader.overrides,
    "ignore": _Reader.ignores,
}
_ATTRIBUTES = {"ignore": "ignores"}
