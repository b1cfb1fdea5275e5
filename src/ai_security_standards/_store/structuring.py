"""Structure raw values into records, and unstructure records into raw values: one walk with cattrs.

The walk checks what it structures. Packaged records, which were checked before they were shipped, take
the same walk without the checks, which is faster.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache, partial
from typing import Any, cast, get_args, get_origin

import attrs

from ..records.dates import PartialDate
from ..records.refs import Ref
from ..records.standards import Annotation, Publisher, Standard
from ..vocabulary import Word
from .findings import Finding
from .shapes import DERIVED, Raw, field_types, findings_of, parsed, plain, record_label, text, word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cattrs import Converter

    from ..records.provisions import Framework, Provision

__all__ = [
    "converter",
    "framework",
    "record_of",
    "shape_findings",
    "structure",
    "unstructure",
    "without_none",
]

Hook = Callable[[Any, Any], Any]


def record_of(section: str) -> type:
    """Return the record class of a section of register files."""
    if section == "grammars":  # its classes cost time that a look-up need not pay
        from ..records.grammars import Grammar

        return Grammar
    return {"publishers": Publisher, "standards": Standard, "annotations": Annotation}[section]


# ---------------------------------------------------------------- the walk


def converter(checked: bool) -> Converter:
    """Return a new converter of the plain types, words, references, dates, tuples and optional values.

    Args:
        checked: Whether it raises what is wrong with raw values, to be read by `findings_of`.
    """
    from cattrs import Converter

    made = Converter(detailed_validation=checked, forbid_extra_keys=checked)
    for kind, parse in ((PartialDate, PartialDate), (Ref, Ref.parse)):
        cached: Callable[[str], Any] = lru_cache(maxsize=8192)(parse)
        made.register_structure_hook(kind, parsed(cached) if checked else _passing(cached))
        made.register_unstructure_hook(kind, str)
    if checked:
        made.register_structure_hook(str, text)
        made.register_structure_hook(bool, plain)
        made.register_structure_hook(int, plain)
        made.register_structure_hook_factory(
            lambda kind: _origin(kind) is Mapping, lambda _: lambda value, _: plain(value, dict)
        )
    # For all word lists, also those that are not imported yet; slower than the hook of one list.
    made.register_structure_hook(Word, word)
    hook_of = partial(_hook_of, made, checked)
    made.register_structure_hook_factory(_is_sequence, partial(_sequence, hook_of, checked))
    made.register_structure_hook_factory(without_none, partial(_optional, hook_of))
    return made


def _passing(parse: Callable[[str], Any]) -> Hook:
    return lambda value, _: parse(value)


def _same(value: Any, _: Any) -> Any:
    return value


def _origin(kind: Any) -> Any:
    return get_origin(kind)


def _is_sequence(kind: Any) -> bool:
    return get_origin(kind) is tuple


def without_none(kind: Any) -> Any:
    """Return T for a type `T | None`, else None."""
    options = get_args(kind)
    if type(None) not in options or _is_sequence(kind):
        return None
    return next(option for option in options if option is not type(None))


def _hook_of(made: Converter, checked: bool, kind: Any) -> Hook:
    """Return how to structure values of a type; trusted words by the table of their list."""
    if not checked and kind is str:
        return _same
    if not checked and isinstance(kind, type) and issubclass(kind, Word):
        words = kind._value2member_map_
        return lambda value, _: words[value]
    return made.get_structure_hook(kind)


def _sequence(hook_of: Callable[[Any], Hook], checked: bool, kind: Any) -> Hook:
    item_type = get_args(kind)[0]
    if item_type is str and not checked:
        return lambda values, _: tuple(values)
    hook = hook_of(item_type)

    def structured(values: Any, _: Any) -> tuple[Any, ...]:
        return tuple([hook(value, item_type) for value in values])

    def checked_list(values: Any, _: Any) -> tuple[Any, ...]:
        plain(values, list)
        try:
            return tuple([hook(value, item_type) for value in values])
        except Exception:
            raise _list_error(values, hook, item_type) from None

    return checked_list if checked else structured


def _list_error(values: list[Any], hook: Hook, item_type: Any) -> Exception:
    """Return the errors of all items of a list, each noted with its place."""
    from cattrs import IterableValidationError, IterableValidationNote

    errors = []
    for place, value in enumerate(values):
        try:
            hook(value, item_type)
        except Exception as error:
            error.add_note(IterableValidationNote(f"item {place}", place, item_type))
            errors.append(error)
    return IterableValidationError("While structuring a list", errors, item_type)


def _optional(hook_of: Callable[[Any], Hook], kind: Any) -> Hook:
    present_type = without_none(kind)
    hook = hook_of(present_type)
    if hook is _same:
        return hook
    return lambda value, _: None if value is None else hook(value, present_type)


@cache
def _structurer(checked: bool) -> Converter:
    from cattrs.gen import make_dict_structure_fn, override

    made = converter(checked)

    def record(kind: type) -> Hook:
        attrs.resolve_types(kind)
        derived: Any = {name: override(omit=True) for name in DERIVED.get(kind.__name__, ())}
        fields: Hook = make_dict_structure_fn(kind, made, **derived)

        def checked_record(value: Any, _: Any) -> Any:
            return fields(value if type(value) is dict else plain(value, dict), kind)

        return checked_record if checked else fields

    made.register_structure_hook_factory(attrs.has, record)
    # A provision in a file lacks what the file says of all: checking needs the written fields alone.
    made.register_structure_hook_factory(
        lambda kind: getattr(kind, "__name__", "") == "Provision", lambda kind: record(written(kind))
    )
    return made


def written(record: type) -> type:
    """Return a class with the written fields of a record class, and the laws between them."""
    types = field_types(record)
    made = {
        each.name: attrs.field(type=each.type, default=each.default, validator=each.validator)
        for each in attrs.fields(record)
        if each.name in types
    }
    return attrs.make_class(record.__name__, made, kw_only=True)


def checked(raw: Any, record: type) -> Any:
    """Structure a raw value into a record of that class.

    Raises:
        Exception: The value has another shape; `findings_of` says in what.
    """
    return _structurer(True).structure(raw, record)


def shape_findings(raw: Any, kind: type, record: str = "") -> list[Finding]:
    """Find everything that prevents a raw record from being structured.

    Args:
        raw: The raw record.
        kind: Its record class.
        record: Its name in messages, where it is not to be `record_label(raw)`.
    """
    try:
        checked(raw, kind)
    except Exception as error:
        label = record or record_label(raw)
        return [finding._replace(record=label) for finding in findings_of(error, raw)]
    return []


def structure(raw: Raw, record: type) -> Any:
    """Structure a raw value, known to have the right shape, into a record of that class."""
    return _structurer(False).structure(raw, record)


@cache
def _unstructurer() -> Converter:
    from cattrs import Converter
    from cattrs.gen import make_dict_unstructure_fn, override

    made = Converter(omit_if_default=True)
    for kind in (PartialDate, Ref, Word):
        made.register_unstructure_hook(kind, str)

    def record(kind: type) -> Callable[[Any], Raw]:
        attrs.resolve_types(kind)
        derived: Any = {name: override(omit=True) for name in DERIVED.get(kind.__name__, ())}
        return make_dict_unstructure_fn(kind, made, _cattrs_omit_if_default=True, **derived)

    made.register_unstructure_hook_factory(attrs.has, record)
    return made


def unstructure(record: Any) -> Raw:
    """Return the raw value of a record: fields in the order of the class, without defaults."""
    raw: Raw = _unstructurer().unstructure(record)
    return raw


# ---------------------------------------------------------------- frameworks


@cache
def _provision_hooks() -> Mapping[str, Hook]:
    """Return how to structure the fields of a provision that are not plain values."""
    from ..records.provisions import Provision

    plain_types = (str, str | None, bool, int)
    types = {name: kind for name, (kind, _) in field_types(Provision).items() if kind not in plain_types}
    return {name: _hook_of(_structurer(False), False, kind) for name, kind in types.items()}


def _provisions(raw: Raw) -> Iterator[Provision]:
    """Structure the provisions of a raw framework, each with its place in the tree.

    Few of their many fields are written: visiting these alone takes a third of the time of a hook
    for the whole record.
    """
    from ..records.provisions import Draft, Provision

    hooks = _provision_hooks()
    drafts: dict[str | None, Any] = {}
    for order, fields in enumerate(raw["provisions"]):
        draft = drafts[fields["id"]] = Draft(raw["standard"], raw["edition"], **fields, order=order)
        for name in fields:
            if name in hooks:
                setattr(draft, name, hooks[name](fields[name], None))
        parent = drafts.get(draft.parent)
        if parent is not None:
            draft.depth = parent.depth + 1
            draft.application = parent.application
        if draft.applies:
            draft.application = draft.applies
        draft.__class__ = Provision
        yield cast("Provision", draft)


def framework(raw: Raw) -> Framework:
    """Structure a raw framework, known to have the right shape, with its provisions in their places."""
    from ..records.provisions import Framework

    empty: Framework = structure({**raw, "provisions": []}, Framework)
    return attrs.evolve(empty, provisions=tuple(_provisions(raw)))
