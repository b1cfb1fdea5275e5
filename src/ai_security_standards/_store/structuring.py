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
from ..records.standards import Correction, Standard
from ..vocabulary import Word
from .findings import Finding
from .shapes import DERIVED, Raw, field_types, findings_of, parsed, plain, record_label, text, word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cattrs import Converter

    from ..records.addresses import AddressPattern
    from ..records.provisions import Framework, Provision

__all__ = [
    "converter",
    "framework",
    "origin_of",
    "record_of",
    "shape_findings",
    "structure",
    "unstructure",
]

Hook = Callable[[Any, Any], Any]


def record_of(section: str) -> type:
    """Return the record class of a section of register files."""
    if section == "standards":
        return Standard
    # Their classes cost time that a look-up need not pay.
    from ..records.grammars import Grammar
    from ..records.publishers import Annotation, Publisher

    return {"publishers": Publisher, "annotations": Annotation, "grammars": Grammar}[section]


# ---------------------------------------------------------------- the walk


def converter(checked: bool) -> Converter:
    """Return a new converter of the plain types, words, references, dates and tuples.

    Args:
        checked: Whether it raises what is wrong with raw values, to be read by `findings_of`.
    """
    from cattrs import Converter

    made = Converter(detailed_validation=checked, forbid_extra_keys=checked, omit_if_default=True)
    parse_of = _checked if checked else _cached
    made.register_structure_hook(PartialDate, parse_of(PartialDate))
    made.register_unstructure_hook(PartialDate, str)
    # By a test: registered as a class, a reference would first be made into a class of attrs.
    made.register_structure_hook_func(_is_ref, parse_of(Ref.parse))
    made.register_unstructure_hook_func(_is_ref, str)
    made.register_unstructure_hook(Word, str)
    # For all word lists, also those that are not imported yet.
    made.register_structure_hook(Word, word if checked else _trusted_word)
    if checked:
        made.register_structure_hook(str, text)
        made.register_structure_hook(bool, plain)
        made.register_structure_hook(int, plain)
        made.register_structure_hook_factory(
            lambda kind: origin_of(kind) is Mapping, lambda _: lambda value, _: plain(value, dict)
        )
    made.register_structure_hook_factory(
        lambda kind: origin_of(kind) is tuple, partial(_sequence, made, checked)
    )
    if not checked:
        made.register_structure_hook_factory(_is_optional, partial(_optional, made))
    return made


def _checked(parse: Callable[[str], Any]) -> Hook:
    return parsed(lru_cache(maxsize=8192)(parse))


def _cached(parse: Callable[[str], Any]) -> Hook:
    """Return how to structure a trusted text: few texts are many values."""
    return lru_cache(maxsize=8192)(lambda text, _: parse(text))


def _trusted_word(value: Any, words: type[Word]) -> Any:
    return words._value2member_map_[value]


def _is_ref(kind: Any) -> bool:
    return kind is Ref


def _is_record(kind: Any) -> bool:
    return kind is not Ref and attrs.has(kind)


def origin_of(kind: Any) -> Any:
    """Return the class of a generic type, such as tuple."""
    return get_origin(kind)


def _hook_of(made: Converter, kind: Any) -> Hook:
    """Return how to structure trusted values of a type: words by the table of their list."""
    if kind is str:
        return lambda value, _: value
    if isinstance(kind, type) and issubclass(kind, Word):
        words = kind._value2member_map_
        return lambda value, _: words[value]
    return made.get_structure_hook(kind)


def _sequence(made: Converter, checked: bool, kind: Any) -> Hook:
    from cattrs.cols import list_structure_factory

    item_type = get_args(kind)[0]
    if checked:
        items = list_structure_factory(list[item_type], made)  # type: ignore[valid-type]
        return lambda values, _: tuple(items(plain(values, list), kind))
    hook = _hook_of(made, item_type)
    if item_type is str:
        return lambda values, _: tuple(values)
    return lambda values, _: tuple([hook(value, item_type) for value in values])


def _is_optional(kind: Any) -> bool:
    return len(get_args(kind)) == 2 and get_args(kind)[1] is type(None)


def _optional(made: Converter, kind: Any) -> Hook:
    present_type = get_args(kind)[0]
    hook = _hook_of(made, present_type)
    if present_type is str:
        return hook
    return lambda value, _: None if value is None else hook(value, present_type)


@cache
def _structurer(checked: bool) -> Converter:
    from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

    made = converter(checked)

    def derived(kind: type) -> Any:
        attrs.resolve_types(kind)
        return {name: override(omit=True) for name in DERIVED.get(kind.__name__, ())}

    def record(kind: type) -> Hook:
        fields: Hook = make_dict_structure_fn(kind, made, **derived(kind))
        return (lambda value, _: fields(plain(value, dict), kind)) if checked else fields

    def raw(kind: type) -> Callable[[Any], Raw]:
        return make_dict_unstructure_fn(kind, made, _cattrs_omit_if_default=True, **derived(kind))

    made.register_structure_hook_factory(_is_record, record)
    made.register_unstructure_hook_factory(_is_record, raw)
    # A provision in a file lacks what the file says of all: checking needs the written fields alone.
    made.register_structure_hook_factory(
        lambda kind: getattr(kind, "__name__", "") == "Provision", lambda kind: record(written(kind))
    )
    if not checked:
        # All its fields are texts: a generated hook would cost each cold look-up a hundredth of its time.
        made.register_structure_hook(Correction, lambda value, _: Correction(**value))
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


def shape_findings(raw: Any, kind: type, record: str = "") -> list[Finding]:
    """Find everything that prevents a raw record from being structured.

    Args:
        raw: The raw record.
        kind: Its record class.
        record: Its name in messages, where it is not to be `record_label(raw)`.
    """
    try:
        _structurer(True).structure(raw, kind)
    except Exception as error:
        label = record or record_label(raw)
        return [finding._replace(record=label) for finding in findings_of(error, raw)]
    return []


def structure(raw: Raw, record: type) -> Any:
    """Structure a raw value, known to have the right shape, into a record of that class."""
    return _structurer(False).structure(raw, record)


def unstructure(record: Any) -> Raw:
    """Return the raw value of a record: fields in the order of the class, without defaults."""
    raw: Raw = _structurer(False).unstructure(record)
    return raw


# ---------------------------------------------------------------- frameworks


@cache
def _provision_hooks() -> Mapping[str, Hook]:
    """Return how to structure the fields of a provision that are not plain values."""
    from ..records.provisions import Provision

    plain_types = (str, str | None, bool, int)
    types = {name: kind for name, (kind, _) in field_types(Provision).items() if kind not in plain_types}
    return {name: _hook_of(_structurer(False), kind) for name, kind in types.items()}


def _provisions(raw: Raw, addresses: tuple[AddressPattern, ...]) -> Iterator[Provision]:
    """Structure the provisions of a raw framework, each with its place in the tree.

    Few of their many fields are written: visiting these alone takes a third of the time of a hook
    for the whole record.
    """
    from ..records.provisions import Draft, Provision

    hooks = _provision_hooks()
    drafts: dict[str | None, Any] = {}
    for order, fields in enumerate(raw["provisions"]):
        draft = drafts[fields["id"]] = Draft(
            raw["standard"], raw["edition"], **fields, order=order, addresses=addresses
        )
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
    return attrs.evolve(empty, provisions=tuple(_provisions(raw, empty.addresses)))
