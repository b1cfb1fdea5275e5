"""Provisions of documents: filtered, walked up and down, printed as a tree."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Sequence
from html import escape
from typing import TypedDict

from ..records.provisions import Provision
from ..tables import Table
from ..vocabulary import LifecycleStage, ProvisionKind, RiskClass, Role, Word
from ..vocabulary.criteria import OneOrMore, flag_of, known_value, text_of, texts_of, unknown_value

__all__ = ["ProvisionCriteria", "Provisions", "select"]


class ProvisionCriteria(TypedDict, total=False):
    """What `Catalog.provisions` filters by. A collection means any of its members; None means no restriction.

    `parent` is the id of the element directly above. `in_application` asks of law whether a date
    from which the provision applies has been reached on the catalog's day. `text` asks for every
    word of it in identifier, title, label, summary or aliases.
    """

    kind: OneOrMore
    parent: OneOrMore
    level: OneOrMore
    role: OneOrMore
    risk_class: OneOrMore
    lifecycle_stage: OneOrMore
    assessable: bool | None
    retired: bool | None
    in_application: bool | None
    text: str | None


_WORDS: dict[str, tuple[type[Word], str]] = {
    "kind": (ProvisionKind, "kind"),
    "role": (Role, "roles"),
    "risk_class": (RiskClass, "risk_classes"),
    "lifecycle_stage": (LifecycleStage, "lifecycle_stages"),
}
_FLAGS = ("assessable", "retired", "in_application")


class Provisions(Table[Provision]):
    """Provisions in the order of their documents.

    `left_out` is how many more meet the criteria but are retired.
    """

    __slots__ = ("left_out",)

    columns = (
        "ref", "kind", "name", "summary", "parent", "level", "depth", "assessable", "retired", "roles",
        "risk_classes", "lifecycle_stages",
    )  # fmt: skip
    left_out: int

    def __init__(self, records: Sequence[Provision], left_out: int = 0) -> None:
        super().__init__(records)
        object.__setattr__(self, "left_out", left_out)

    def headline(self) -> str:
        """How many provisions, and how many retired ones were left out."""
        more = f", {self.left_out} retired left out" if self.left_out else ""
        return f"{len(self)} provisions{more}"

    def tree(self, style: str = "text") -> str:
        """The provisions as a tree, each under the nearest element above it that is here.

        `style` is "text", "markdown" (a nested list) or "html" (nested lists); ValueError for another.
        """
        if style not in ("text", "markdown", "html"):
            raise ValueError(f"style is text, markdown or html, not {style!r}")
        depths = self._depths()
        if style == "html":
            return _nested(list(zip(depths, self, strict=True)))
        lines = []
        for depth, provision in zip(depths, self, strict=True):
            line = caption(provision)
            lines.append(f"{'  ' * depth}{line}" if style == "text" else f"{'  ' * depth}- {_plain(line)}")
        return "\n".join(lines)

    def _depths(self) -> list[int]:
        depths: list[int] = []
        open_: list[Provision] = []
        for provision in self:
            while open_ and not (
                open_[-1].depth < provision.depth and open_[-1].ref.document == provision.ref.document
            ):
                open_.pop()
            depths.append(len(open_))
            open_.append(provision)
        return depths


def caption(provision: Provision) -> str:
    """Identifier and name of a provision in one line."""
    parts = [provision.id, provision.title or provision.label, "(retired)" if provision.retired else None]
    return "  ".join(part for part in parts if part)


def _plain(text: str) -> str:
    shown = escape(text, quote=False)
    for sign in "\\`*_[]#":
        shown = shown.replace(sign, "\\" + sign)
    return shown


def _nested(rows: list[tuple[int, Provision]]) -> str:
    out: list[str] = []
    level = -1
    for depth, provision in rows:
        out.extend(["<ul>"] * (depth - level) if depth > level else ["</li>"])
        out.extend(["</ul></li>"] * (level - depth))
        out.append(
            f"<li><code>{escape(provision.id)}</code> {escape(provision.title or provision.label or '')}"
        )
        level = depth
    out.append("</li></ul>" * (level + 1))
    return "".join(out)


def select(
    provisions: Iterable[Provision],
    day: dt.date,
    criteria: ProvisionCriteria,
    where: Callable[[Provision], bool] | None,
) -> Provisions:
    """The provisions that meet all criteria; UnknownCriterion for a name or a value that is none."""
    tests: list[Callable[[Provision], bool]] = []
    for name, value in criteria.items():
        if name not in ProvisionCriteria.__annotations__:
            raise unknown_value("criterion", name, [*ProvisionCriteria.__annotations__, "where"])
        if value is not None:
            tests.append(_test(name, value, day))
    if where is not None:
        tests.append(where)
    found = [each for each in provisions if all(test(each) for test in tests)]
    live = found if criteria.get("retired") is not None else [each for each in found if not each.retired]
    return Provisions(live, len(found) - len(live))


def _test(name: str, value: object, day: dt.date) -> Callable[[Provision], bool]:
    if name in _FLAGS:
        flag = flag_of(name, value)
        if name == "in_application":
            return lambda provision: provision.in_application(day) is flag
        return lambda provision: getattr(provision, name) is flag
    if name == "text":
        words = text_of(name, value).casefold().split()
        return lambda each: _holds(each, words)
    wanted = set(texts_of(name, value))
    if name not in _WORDS:
        return lambda each: getattr(each, name) in wanted
    words_of, field = _WORDS[name]
    known = [word.value for word in words_of]
    wanted = {known_value(each.replace("_", "-"), known, name) for each in wanted}
    if name == "kind":
        return lambda each: each.kind.value in wanted
    return lambda each: not wanted.isdisjoint(getattr(each, field))


def _holds(provision: Provision, words: Collection[str]) -> bool:
    texts = (provision.id, provision.title, provision.label, provision.summary, *provision.aliases)
    names = " ".join(filter(None, texts)).casefold()
    return all(word in names for word in words)
