"""The rules of dialects: their sources can be opened, their forms say one thing, what they name exists."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from .._store.findings import Finding, field_finding, suggestion
from .._store.register import Register
from ..records.dialects import Dialect, DialectVersion, TagForm
from ..records.names import fold_name
from .sources import data_version_findings, future_findings, source_findings

__all__ = ["dialect_findings"]

_TOOL = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_VERSION = re.compile(r"\d+(\.\d+)*\Z")


def dialect_findings(dialect: Dialect, register: Register) -> Iterator[Finding]:
    """Find what is wrong with a dialect.

    Args:
        dialect: The dialect.
        register: The documents that it names, and all dialects.
    """
    if not _TOOL.match(dialect.tool):
        yield field_finding("tool", f"{dialect.tool!r} is not an id", "use small letters, digits and hyphens")
    yield from _name_findings(dialect, register)
    yield from source_findings(dialect.sources)
    if not dialect.sources:
        yield field_finding("sources", "a dialect needs a source", "name the file of the tool, at a commit")
    yield from future_findings("checked_on", dialect.checked_on)
    yield from data_version_findings(dialect.recorded)
    if not dialect.versions:
        yield field_finding("versions", "there are no versions", "describe the version that you read")
    yield from _version_findings(dialect)
    for i, described in enumerate(dialect.versions):
        yield from _catch_all_findings(f"versions[{i}].forms", described)
        for j, form in enumerate(described.forms):
            for finding in _form_findings(form, register):
                yield finding._replace(field=f"versions[{i}].forms[{j}].{finding.field}")


def _name_findings(dialect: Dialect, register: Register) -> Iterator[Finding]:
    others = {
        fold_name(name): tool
        for tool, file in register.dialect_files.items()
        if tool != dialect.tool
        for name in (tool, *file.names)
    }
    for name in (dialect.tool, *dialect.names):
        if fold_name(name) in others:
            yield field_finding(
                "names", f"{name!r} names the dialect of {others[fold_name(name)]}", "take it out of one"
            )


def _version_findings(dialect: Dialect) -> Iterator[Finding]:
    before: tuple[int, ...] = ()
    for i, described in enumerate(dialect.versions):
        numbers = []
        for field in ("first", "last"):
            text = getattr(described, field)
            if text is not None and not _VERSION.match(text):
                yield field_finding(
                    f"versions[{i}].{field}", f"{text!r} is not a version", "write numbers and dots"
                )
                return
            numbers.append(tuple(map(int, text.split("."))) if text else before)
        first, last = numbers
        if first < before or last < first or (i and described.first is None):
            yield field_finding(
                f"versions[{i}]", "the range begins before the last one ends", "put the oldest range first"
            )
        before = last


def _catch_all_findings(field: str, described: DialectVersion) -> Iterator[Finding]:
    """Find forms that no tag reaches, since an earlier one takes all tags, or all of its opening."""
    seen: list[TagForm] = []
    for j, form in enumerate(described.forms):
        earlier = next((each for each in seen if _takes_all_of(each, form)), None)
        if earlier is not None:
            yield field_finding(
                f"{field}[{j}]", "an earlier form takes all its tags", "put it before that one"
            )
        seen.append(form)


def _takes_all_of(earlier: TagForm, later: TagForm) -> bool:
    if earlier.values or (earlier.keys and not set(later.keys) <= set(earlier.keys)):
        return False
    if earlier.keys and not later.keys:
        return False
    has_opening = later.opening.casefold().startswith(earlier.opening.casefold())
    return has_opening and later.closing.casefold().endswith(earlier.closing.casefold())


def _form_findings(form: TagForm, register: Register) -> Iterator[Finding]:
    if form.standard is None:
        if form.note is None:
            yield field_finding("note", "the form is no reference, and does not say why", "say why")
        if form.prefix or form.with_parts or any(value.means for value in form.values):
            yield field_finding("standard", "no document is named", "name it, or take out what needs one")
        return
    refs = [form.standard] if form.standard in register.files_by_ref else register.editions.get(form.standard)
    if not refs:
        known = {*register.editions, *register.files_by_ref}
        yield field_finding(
            "standard", f"unknown document {form.standard!r}", suggestion(form.standard, known)
        )
        return
    counts = Counter(value.tag.casefold() for value in form.values)
    for tag in sorted(tag for tag, count in counts.items() if count > 1):
        yield field_finding("values", f"duplicate tag {tag!r}", "keep it once")
    shipped = [ref for ref in refs if ref in register.framework_loaders]
    known = {provision for ref in shipped for provision in register.provisions(ref)}
    for k, value in enumerate(form.values):
        means, ids = value.means, known
        if "@" in means.partition(":")[0]:
            document, _, means = means.partition(":")
            ids = set(register.provisions(document)) if document in register.framework_loaders else set()
        if means and means not in ids:
            yield field_finding(
                f"values[{k}].means", f"unknown provision {value.means!r}", suggestion(means, ids)
            )
