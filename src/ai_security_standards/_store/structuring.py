"""Structure raw values into records, and unstructure records into raw values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache, partial
from typing import Any, cast, get_args, get_origin

import attrs

from ..records.dates import PartialDate
from ..records.refs import Ref
from ..records.standards import Annotation, Correction, Publisher, Standard
from ..vocabulary import Word
from .shapes import DERIVED, Raw, field_types

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cattrs import Converter

    from ..records.provisions import Framework, Provision

__all__ = ["framework", "record_of", "structure", "unstructure"]


def record_of(section: str) -> type:
    """Return the record class of a section of register files."""
    if section == "grammars":  # its classes cost time that a look-up need not pay
        from ..records.grammars import Grammar

        return Grammar
    return {"publishers": Publisher, "standards": Standard, "annotations": Annotation}[section]


def _without_derived(record: type) -> Mapping[str, Any]:
    """Return the options of cattrs that leave the derived fields of a record class out."""
    from cattrs.gen import override

    return {name: override(omit=True) for name in DERIVED[record.__name__]}


def _is_sequence(kind: Any) -> bool:
    return get_origin(kind) is tuple


def _hook_of(converter: Converter, kind: Any) -> Callable[[Any, Any], Any]:
    """Return how to structure values of a type; words by the table of their list, which is fastest."""
    if isinstance(kind, type) and issubclass(kind, Word):
        words = kind._value2member_map_
        return lambda value, _: words[value]
    return converter.get_structure_hook(kind)


@cache
def _structurer() -> Converter:
    from cattrs import Converter
    from cattrs.gen import make_dict_structure_fn

    # Values that come here have passed `shape_findings`, or were checked before they were shipped.
    converter = Converter(detailed_validation=False)
    date_of, ref_of = lru_cache(maxsize=8192)(PartialDate), lru_cache(maxsize=8192)(Ref.parse)
    converter.register_structure_hook(PartialDate, lambda value, _: date_of(value))
    converter.register_structure_hook(Ref, lambda value, _: ref_of(value))

    # For all word lists, also those that are not imported yet; slower than the hook of one list.
    converter.register_structure_hook(Word, lambda value, words: words._value2member_map_[value])
    hook_of = partial(_hook_of, converter)

    def sequence(kind: Any) -> Callable[[list[Any], Any], tuple[Any, ...]]:
        item_type = get_args(kind)[0]
        if item_type is str:
            return lambda values, _: tuple(values)
        hook = hook_of(item_type)
        return lambda values, _: tuple([hook(value, item_type) for value in values])

    def optional(kind: Any) -> Callable[[Any, Any], Any]:
        present_type = next(part for part in get_args(kind) if part is not type(None))
        if present_type is str:
            return lambda value, _: value
        hook = hook_of(present_type)
        return lambda value, _: None if value is None else hook(value, present_type)

    converter.register_structure_hook_factory(_is_sequence, sequence)
    converter.register_structure_hook_factory(lambda kind: type(None) in get_args(kind), optional)
    # All its fields are texts: a hook that cattrs generates would cost each cold look-up a hundredth.
    converter.register_structure_hook(Correction, lambda value, _: Correction(**value))
    converter.register_structure_hook(
        Standard,
        make_dict_structure_fn(
            Standard, converter, _cattrs_detailed_validation=False, **_without_derived(Standard)
        ),
    )
    return converter


@cache
def _unstructurer() -> Converter:
    from cattrs import Converter
    from cattrs.gen import make_dict_unstructure_fn

    converter = Converter(omit_if_default=True)
    converter.register_unstructure_hook(PartialDate, str)
    converter.register_unstructure_hook(Ref, str)
    from ..records.provisions import Provision

    for record in (Standard, Provision):
        hook: Callable[[Any], Raw] = make_dict_unstructure_fn(
            record, converter, _cattrs_omit_if_default=True, **_without_derived(record)
        )
        converter.register_unstructure_hook(record, hook)
    return converter


def structure(raw: Raw, record: type) -> Any:
    """Structure a raw value, known to have the right shape, into a record of that class."""
    return _structurer().structure(raw, record)


def unstructure(record: Any) -> Raw:
    """Return the raw value of a record: fields in the order of the class, without defaults."""
    raw: Raw = _unstructurer().unstructure(record)
    return raw


@cache
def _provision_hooks() -> Mapping[str, Callable[[Any, Any], Any]]:
    """Return how to structure the fields of a provision that are not plain values."""
    from ..records.provisions import Provision

    converter = _structurer()
    plain_types = (str, str | None, bool, int)
    types = {name: kind for name, (kind, _) in field_types(Provision).items() if kind not in plain_types}
    return {name: _hook_of(converter, kind) for name, kind in types.items()}


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
