"""Every use that the replay makes of the package: change this file alone when a public name changes."""

from __future__ import annotations

import datetime as dt
import json
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from enum import Enum, Flag
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple

import attrs

import ai_security_standards as aiss
from ai_security_standards.checklists.table import Checklist
from ai_security_standards.compliance import Projection
from ai_security_standards.records.provisions import Framework
from ai_security_standards.tables import Table
from ai_security_standards.vocabulary import ProjectedResult

__all__ = ["Answer", "Call", "ask", "data_version", "load_as_known"]

Call = Mapping[str, Any]
Answer = dict[str, Any]

#: Attributes that are no part of an answer: the columns are described apart, provenance differs by version.
_LEFT_OUT = ("columns", "provenance")
#: How many records of a table are described field by field, beside their rows.
DESCRIBED = 2
DIGITS = 6


class Listing(NamedTuple):
    """Records to be described as rows, and what else there is to say of them."""

    records: tuple[Any, ...]
    about: Mapping[str, Any]


def ask(call: Call, known: str | None = None) -> Answer:
    """Return what the package answers to a call, as plain JSON and with all of its rows.

    Args:
        call: the call as recorded.
        known: the data release as which the catalog is to know its records; None for the installed one.
    """
    with _overlay(call.get("overlay")) as folder:
        try:
            answer = _describe(_result(call, folder, known))
        except (aiss.StandardsError, ImportError, TypeError, ValueError) as error:
            answer = _describe_error(error)
        except Exception as error:  # a fault of the package, which no answer may be compared with
            answer = {"crash": f"{type(error).__name__}: {error}"}
        return answer if folder is None else _without_folder(answer, folder)


def data_version() -> str:
    """Return the version of the data that the package holds."""
    return aiss.load().data_version


# ---------------------------------------------------------------- from a call to a result


def _result(call: Call, folder: Path | None, known: str | None) -> Any:
    args = [_argument(value) for value in call["args"]]
    kwargs = {name: _argument(value) for name, value in call["kwargs"].items()}
    method = call["method"]
    if method in _FRONT:
        result = _FRONT[method](folder, *args, **kwargs)
    else:
        day = call["as_of"]
        catalog = _catalog(day, known) if folder is None else load_as_known(known, folder).as_of(day)
        verb = _VERBS.get(method) or getattr(aiss.Catalog, method)
        result = verb(catalog, *args, **kwargs)
    for step in call.get("then", ()):
        if isinstance(result, Table):  # provenance names day and version, so that no two answers would agree
            object.__setattr__(result, "_provenance", None)
        result = getattr(result, step["method"])
        if "args" in step:
            result = result(*[_argument(value) for value in step["args"]])
    return result


def load_as_known(known: str | None, *overlays: Path) -> aiss.Catalog:
    """Return the catalog of today with some overlays, as a data release knew it if one is given."""
    catalog = aiss.load(*overlays)
    return catalog if known is None else catalog.as_known(known)


@cache
def _catalog(day: str, known: str | None) -> aiss.Catalog:
    return load_as_known(known).as_of(day)


def _framework(catalog: aiss.Catalog, ref: str) -> Listing:
    framework: Framework = catalog.framework(ref)
    names = [name for name in _public_names(framework) if name != "provisions"]
    return Listing(framework.provisions, {name: getattr(framework, name) for name in names})


def _whole_catalog(catalog: aiss.Catalog) -> Listing:
    about = {"date": catalog.date, "data_version": catalog.data_version, "size": len(catalog)}
    return Listing(tuple(catalog), about)


def _filled(catalog: aiss.Catalog, about: Any, assessment: aiss.Assessment) -> Checklist:
    return catalog.checklist(about).fill(assessment)


def _certain(catalog: aiss.Catalog, *args: Any, **criteria: Any) -> Projection:
    """Return a projection without what is only indicated, which was not told when calls were recorded."""
    found = catalog.project(*args, editions="exact", **criteria)
    unknown = partial(attrs.evolve, result=ProjectedResult.UNKNOWN, candidates=(), caveats=())
    rows = [unknown(row) if row.result is ProjectedResult.INDICATED else row for row in found]
    return Projection(rows, found.notes, Counter(row.result for row in rows), elsewhere=())


#: Questions that are no method of their own, or whose result is described in another way. Calls were
#: recorded when no answer looked beyond the editions that it was asked about.
_VERBS: Mapping[str, Callable[..., Any]] = {
    "infer": partial(aiss.Catalog.infer, editions="exact"),
    "crosswalk": partial(aiss.Catalog.crosswalk, editions="exact"),
    "conflicts": partial(aiss.Catalog.conflicts, strict=True, editions="exact"),
    "project": lambda catalog, *args, **criteria: _certain(catalog, *args, **criteria),
    "plan": partial(aiss.Catalog.plan, editions="exact"),
    "coverage": partial(aiss.Catalog.coverage, editions="exact"),
    "threat_coverage": partial(aiss.Catalog.threat_coverage, editions="exact"),
    "[]": lambda catalog, ref: catalog[ref],
    "in": lambda catalog, ref: ref in catalog,
    "catalog": _whole_catalog,
    "framework": _framework,
    "pin": lambda catalog, assessment: catalog.pin(assessment),
    "filled": _filled,
    "normalize": lambda catalog, findings, tags="tags": catalog.normalize(findings, key=tags),
}
#: Questions that no catalog is asked; each gets the folder of the overlay, or None.
_FRONT: Mapping[str, Callable[..., Any]] = {
    "check": lambda folder: aiss.check(folder),
    "parse": lambda _, text: aiss.Ref.parse(text),
    "profile": lambda _, **facts: aiss.Profile(**facts),
    "assessment": lambda _, rows, **options: aiss.Assessment.of(rows, **options),
    "read": lambda _, text: Checklist.read(text),
}


def _argument(value: Any) -> Any:
    """Return an argument as the package takes it; an object with one key `$kind` says how to build it."""
    if not isinstance(value, dict):
        return value
    kind, content = next(iter(value.items()), ("", None))
    build = _BUILDERS.get(kind)
    return value if build is None else build(content)


def _where(wanted: Mapping[str, Any]) -> Callable[[Any], bool]:
    """Return a test of records: each field named has the text given, or holds it."""

    def passes(record: Any) -> bool:
        return all(text in str(_plain(getattr(record, name))) for name, text in wanted.items())

    return passes


_BUILDERS: Mapping[str, Callable[[Any], Any]] = {
    "$profile": lambda facts: aiss.Profile(**facts),
    "$assessment": aiss.Assessment.of,
    "$ref": aiss.Ref.parse,
    "$refs": lambda texts: [aiss.Ref.parse(text) for text in texts],
    "$date": dt.date.fromisoformat,
    "$where": _where,
}


@contextmanager
def _overlay(files: Mapping[str, Any] | None) -> Iterator[Path | None]:
    """Write an overlay's files to a folder for as long as a call takes."""
    if files is None:
        yield None
        return
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        yield Path(folder)


def _without_folder(answer: Answer, folder: Path) -> Answer:
    text = json.dumps(answer, ensure_ascii=False).replace(f"{folder}/", "OVERLAY/")
    plain: Answer = json.loads(text.replace(str(folder), "OVERLAY"))
    return plain


# ---------------------------------------------------------------- from a result to plain JSON


def _describe(result: Any) -> Answer:
    if isinstance(result, Table):
        about = {name: _plain(getattr(result, name)) for name in _public_names(result)}
        return {
            "columns": list(result.columns),
            "headline": result.headline(),
            "rows": [_plain(row) for row in result.rows()],
            "records": [_plain(record, top=True) for record in result[:DESCRIBED]],
            "about": about,
        }
    if isinstance(result, Listing):
        about = {name: _plain(value) for name, value in result.about.items()}
        return {"rows": [_plain(record, top=True) for record in result.records], "about": about}
    if isinstance(result, str) and type(result) is str:
        return {"rows": result.splitlines()}
    if isinstance(result, list | tuple) and not hasattr(result, "_fields"):
        return {"rows": [_plain(each, top=True) for each in result]}
    return {"rows": [_plain(result, top=True)]}


def _describe_error(error: Exception) -> Answer:
    about = {name: _plain(value) for name, value in vars(error).items() if not name.startswith("_")}
    if isinstance(error, ImportError):
        about = {}
    return {"error": type(error).__name__, "message": str(error), **({"about": about} if about else {})}


def _plain(value: Any, *, top: bool = False) -> Any:
    """Return a value as JSON: words, references and dates as texts, records by their attributes.

    A relationship is a text, unless it is itself what was asked for (`top`).
    """
    if value is None or (isinstance(value, bool | int) and not isinstance(value, Enum)):
        return value
    if isinstance(value, float):
        return round(value, DIGITS)
    if isinstance(value, Flag):
        return {"certain": _plain(value.certain), "types": _plain(value.types)}  # type: ignore[attr-defined]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, aiss.Ref):
        return str(value)
    if isinstance(value, str):
        return str(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, aiss.Relationship) and not top:
        return str(value)
    return _plain_collection(value)


def _plain_collection(value: Any) -> Any:
    if isinstance(value, Table):
        rows = [_plain(row) for row in value.rows()]
        return {"headline": value.headline(), "rows": rows}
    if isinstance(value, Mapping):
        return {str(_plain(name)): _plain(each) for name, each in value.items()}
    if isinstance(value, set | frozenset):
        return sorted(_plain(each) for each in value)
    if isinstance(value, list | tuple) and not hasattr(value, "_fields"):
        return [_plain(each) for each in value]
    names = _public_names(value)
    if not names:
        raise TypeError(f"the replay cannot write {value!r} as JSON")
    return {name: _plain(getattr(value, name)) for name in names}


def _public_names(value: object) -> tuple[str, ...]:
    kind: Any = type(value)  # mypy doubts that every class can be hashed
    return _names_of(kind)


@cache
def _names_of(kind: Any) -> tuple[str, ...]:
    """Return the public attributes of a class of records or tables: fields, slots and properties."""
    names: list[str] = []
    if attrs.has(kind):
        names += [field.name for field in attrs.fields(kind)]
    names += getattr(kind, "_fields", ())
    for base in reversed(kind.__mro__):
        slots = vars(base).get("__slots__", ())
        names += [slots] if isinstance(slots, str) else slots
        names += [name for name, member in vars(base).items() if isinstance(member, property)]
    return tuple(dict.fromkeys(name for name in names if not name.startswith("_") and name not in _LEFT_OUT))
