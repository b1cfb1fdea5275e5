"""Tables of provisions, the criteria that select them, and their tree."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from html import escape
from typing import Literal, NamedTuple, TypedDict, get_args

from attrs import frozen

from ..errors import InvalidData, shown
from ..records.names import contain_words
from ..records.provisions import Provision
from ..tables import Table, quantity
from ..tables.text import escape_markdown
from ..vocabulary import LifecycleStage, ProvisionKind, RiskClass, Role, Word
from ..vocabulary.criteria import OneOrMore, flag_of, known_value, text_of, texts_of, unknown_value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..tables.rows import ProvisionCells
    from ..vocabulary.literals import LifecycleStageText, ProvisionKindText, RiskClassText, RoleText

__all__ = ["Branch", "ProvisionCriteria", "Provisions", "select"]


#: The criteria of which a provision may have no value.
ProvisionTagText = Literal["level", "lifecycle_stage", "risk_class", "role"]


class ProvisionCriteria(TypedDict, total=False):
    """The criteria of `Catalog.provisions`; a collection means any of its members, None no restriction.

    Attributes:
        parent: The id of the element directly above.
        untagged: Criteria for which the provision has no value: it is not tagged, which means unknown.
        in_application: Whether a date from which the provision of a law applies has been reached.
        text: Words that all occur in identifier, title, label, summary or aliases.
    """

    kind: OneOrMore[ProvisionKind | ProvisionKindText]
    parent: OneOrMore[str]
    level: OneOrMore[str]
    role: OneOrMore[Role | RoleText]
    risk_class: OneOrMore[RiskClass | RiskClassText]
    lifecycle_stage: OneOrMore[LifecycleStage | LifecycleStageText]
    assessable: bool | None
    retired: bool | None
    untagged: OneOrMore[ProvisionTagText]
    in_application: bool | None
    text: str | None


_WORDS: dict[str, tuple[type[Word], str]] = {
    "kind": (ProvisionKind, "kind"),
    "role": (Role, "roles"),
    "risk_class": (RiskClass, "risk_classes"),
    "lifecycle_stage": (LifecycleStage, "lifecycle_stages"),
}
_FLAGS = ("assessable", "retired", "in_application")


class Branch(NamedTuple):
    """A provision, with the branches below it."""

    provision: Provision
    branches: tuple[Branch, ...]


@frozen(eq=False, repr=False)
class Provisions(Table[Provision, "ProvisionCells", "ProvisionKind | ProvisionKindText"]):
    """Provisions in the order of their documents.

    `left_out` is how many more meet the criteria but are retired.
    """

    columns = (
        "ref", "kind", "name", "summary", "parent", "level", "depth", "assessable", "retired", "roles",
        "risk_classes", "lifecycle_stages",
    )  # fmt: skip
    noun = "provision"
    is_selection = True
    words = ProvisionKind
    word_field = "kind"

    left_out: int = 0

    def headline(self) -> str:
        """Return how many provisions there are, and how many retired ones were left out."""
        more = f", {self.left_out} retired left out" if self.left_out else ""
        return f"{quantity(len(self), self.noun)}{more}"

    def tree(self, style: str = "text") -> str:
        """Return the provisions as a tree, each under the nearest element above it in this table.

        Args:
            style: "text", "markdown" (a nested list) or "html" (nested lists).

        Raises:
            InvalidData: The style is another.
        """
        if style not in ("text", "markdown", "html"):
            raise InvalidData(f"style must be text, markdown or html, not {shown(style)}", field="style")
        if style == "html":
            return _nested_lists(list(zip(self._depths(), self, strict=True)))
        lines = []
        for depth, provision in zip(self._depths(), self, strict=True):
            line = caption(provision)
            if style == "markdown":
                line = f"- {escape_markdown(line, _MARKDOWN_SIGNS)}"
            lines.append("  " * depth + line)
        return "\n".join(lines)

    def nested(self) -> tuple[Branch, ...]:
        """Return the provisions as nested data, each under the nearest element above it in this table.

        >>> (first, *_) = load().provisions("owasp-aisvs@1.0").nested()
        >>> first.provision.id, first.branches[0].provision.id
        ('C1', 'C1.1')
        """
        waiting: dict[int, list[Branch]] = {}
        for depth, provision in zip(reversed(self._depths()), reversed(self), strict=True):
            below = waiting.pop(depth + 1, [])
            waiting.setdefault(depth, []).append(Branch(provision, tuple(reversed(below))))
        return tuple(reversed(waiting.get(0, [])))

    def _depths(self) -> list[int]:
        """Return how many provisions of this table are above each of them."""
        depths: list[int] = []
        above: list[Provision] = []
        for provision in self:
            while above and not (
                above[-1].depth < provision.depth and above[-1].ref.document == provision.ref.document
            ):
                above.pop()
            depths.append(len(above))
            above.append(provision)
        return depths


_MARKDOWN_SIGNS = "\\`*_[]#"


def caption(provision: Provision) -> str:
    """Return the identifier and the name of a provision in one line."""
    parts = [provision.id, provision.title or provision.label, "(retired)" if provision.retired else None]
    return "  ".join(part for part in parts if part)


def _nested_lists(rows: list[tuple[int, Provision]]) -> str:
    """Return provisions, each with its depth, as nested lists of HTML."""
    parts: list[str] = []
    level = -1
    for depth, provision in rows:
        parts.extend(["<ul>"] * (depth - level) if depth > level else ["</li>"])
        parts.extend(["</ul></li>"] * (level - depth))
        name = escape(provision.title or provision.label or "")
        parts.append(f"<li><code>{escape(provision.id)}</code> {name}")
        level = depth
    parts.append("</li></ul>" * (level + 1))
    return "".join(parts)


def select(
    provisions: Iterable[Provision],
    day: dt.date,
    criteria: ProvisionCriteria,
    where: Callable[[Provision], bool] | None,
) -> Provisions:
    """Return the provisions that meet all criteria.

    Args:
        provisions: The provisions to select from.
        day: The day for `in_application`.
        criteria: The criteria by name.
        where: A further test; None for none.

    Raises:
        UnknownCriterion: A criterion or a value of one does not exist.
    """
    tests: list[Callable[[Provision], bool]] = []
    for name, value in criteria.items():
        if name not in ProvisionCriteria.__annotations__:
            raise unknown_value("criterion", name, [*ProvisionCriteria.__annotations__, "where"])
        if value is not None:
            tests.append(_test(name, value, day))
    if where is not None:
        tests.append(where)
    found = [provision for provision in provisions if all(test(provision) for test in tests)]
    if criteria.get("retired") is not None:
        return Provisions(found)
    live = [provision for provision in found if not provision.retired]
    return Provisions(live, len(found) - len(live))


def _test(name: str, value: object, day: dt.date) -> Callable[[Provision], bool]:
    """Return the test of one criterion."""
    if name in _FLAGS:
        flag = flag_of(name, value)
        if name == "in_application":
            return lambda provision: provision.in_application(day) is flag
        return lambda provision: getattr(provision, name) is flag
    if name == "text":
        words = text_of(name, value).casefold().split()
        return lambda provision: contain_words(_names(provision), words)
    if name == "untagged":
        tags = [known_value(text, get_args(ProvisionTagText), name) for text in texts_of(name, value)]
        attributes = [_WORDS[tag][1] if tag in _WORDS else tag for tag in tags]
        return lambda provision: not all(getattr(provision, attribute) for attribute in attributes)
    wanted = set(texts_of(name, value))
    if name not in _WORDS:
        return lambda provision: getattr(provision, name) in wanted
    word_list, attribute = _WORDS[name]
    known = [word.value for word in word_list]
    wanted = {known_value(text.replace("_", "-"), known, name) for text in wanted}
    if name == "kind":
        return lambda provision: provision.kind.value in wanted
    return lambda provision: not wanted.isdisjoint(getattr(provision, attribute))


def _names(provision: Provision) -> tuple[str | None, ...]:
    return provision.id, provision.title, provision.label, provision.summary, *provision.aliases
