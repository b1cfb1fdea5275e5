"""Structure raw values into records, and unstructure records into raw values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache, partial
from typing import Any, cast, get_args, get_origin

import attrs

from ..records.dates import PartialDate
from ..records.refs import Ref
from ..records.standards import Annotation, Publisher, Standard
from ..vocabulary import Word
from .shapes import DERIVED, Raw, field_types

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cattrs import Converter

    from ..records.provisions import Framework, Provision

__all__ = ["framework", "record_of", "structure", "unstructure"]


def record_of(section: str) -> type:
    """The record class of a section."""
    if section == "grammars":  # its classes cost time that a look-up need not pay
        from ..records.grammars import Grammar

        return Grammar
    return {"publishers": Publisher, "standards": Standard, "annotations": Annotation}[section]


def _without_derived(record: type) -> Mapping[str, Any]:
    from cattrs.gen import override

    return {name: override(omit=True) for name in DERIVED[record.__name__]}


def _is_sequence(kind: Any) -> bool:
    return get_origin(kind) is tuple


def _hook_of(converter: Converter, kind: Any) -> Callable[[Any, Any], Any]:
    """How to structure values of a kind; of words, by their list's own table, which is fastest."""
    if isinstance(kind, type) and issubclass(kind, Word):
        words = kind._value2member_map_
        return lambda value, _: words[value]
    return converter.get_structure_hook(kind)


@cache
def _structurer() -> Converter:
    from cattrs import Converter
    from cattrs.gen import make_dict_structure_fn

    # What comes here has passed the sieve, or was checked before it was shipped.
    converter = Converter(detailed_validation=False)
    date_of, ref_of = lru_cache(maxsize=8192)(PartialDate), lru_cache(maxsize=8192)(Ref.parse)
    converter.register_structure_hook(PartialDate, lambda value, _: date_of(value))
    converter.register_structure_hook(Ref, lambda value, _: ref_of(value))

    # For every list, those included that are made only when they are asked for. To call one takes longer.
    converter.register_structure_hook(Word, lambda value, words: words._value2member_map_[value])
    hook_of = partial(_hook_of, converter)

    def sequence(kind: Any) -> Callable[[list[Any], Any], tuple[Any, ...]]:
        (part, _) = get_args(kind)
        if part is str:
            return lambda values, _: tuple(values)
        inner = hook_of(part)
        return lambda values, _: tuple([inner(value, part) for value in values])

    def optional(kind: Any) -> Callable[[Any, Any], Any]:
        part = next(each for each in get_args(kind) if each is not type(None))
        if part is str:
            return lambda value, _: value
        inner = hook_of(part)
        return lambda value, _: None if value is None else inner(value, part)

    converter.register_structure_hook_factory(_is_sequence, sequence)
    converter.register_structure_hook_factory(lambda kind: type(None) in get_args(kind), optional)
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
    """The record of a raw value that is known to be sound."""
    return _structurer().structure(raw, record)


def unstructure(record: Any) -> Raw:
    """The raw value of a record, fields in the order of the class, defaults left out."""
    raw: Raw = _unstructurer().unstructure(record)
    return raw


@cache
def _provision_hooks() -> Mapping[str, Callable[[Any, Any], Any]]:
    """How to structure those fields of a provision that are no plain values."""
    from ..records.provisions import Provision

    converter = _structurer()
    plain = (str, str | None, bool, int)
    types = {name: kind for name, (kind, _) in field_types(Provision).items() if kind not in plain}
    return {name: _hook_of(converter, kind) for name, kind in types.items()}


def _provisions(raw: Raw) -> Iterator[Provision]:
    """The provisions of a raw framework, each in its place.

    Of their many fields a few are written: to look at these alone takes a third of the time of a
    hook for the whole record.
    """
    from ..records.provisions import Draft, Provision

    hooks = _provision_hooks()
    placed: dict[str | None, Any] = {}
    for order, written in enumerate(raw["provisions"]):
        draft = placed[written["id"]] = Draft(raw["standard"], raw["edition"], **written, order=order)
        for name in written:
            if name in hooks:
                setattr(draft, name, hooks[name](written[name], None))
        above = placed.get(draft.parent)
        if above is not None:
            draft.depth = above.depth + 1
            draft.application = above.application
        if draft.applies:
            draft.application = draft.applies
        draft.__class__ = Provision
        yield cast("Provision", draft)


def framework(raw: Raw) -> Framework:
    """The framework of a raw file that is known to be sound; its provisions get their place in it."""
    from ..records.provisions import Framework

    bare: Framework = structure({**raw, "provisions": []}, Framework)
    return attrs.evolve(bare, provisions=tuple(_provisions(raw)))
