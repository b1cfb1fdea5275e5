"""Records and results as mappings of plain values, ready for JSON, and back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import cache, partial
from importlib import import_module
from types import UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

import attrs

from .._store.findings import Finding, suggestion
from .._store.shapes import excerpt, findings_of, parsed, plain, word
from .._store.structuring import converter
from ..algebra import Relation, meaning
from ..errors import InvalidData, UnknownCriterion
from ..records.dates import PartialDate, as_date
from ..records.refs import Ref
from ..tables import Table, quantity
from ..tables.deferred import Deferred
from ..vocabulary import RelationshipType, Word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cattrs import Converter

__all__ = ["KINDS", "VERSION", "from_dict", "kind_class", "record_class", "shape_of", "to_dict"]

#: The package that holds the rooms.
_ROOT = __name__.partition(".")[0]

Hook = Callable[[Any, Any], Any]

#: The generation of the JSON forms: it changes when a reader of the last one could not read them.
VERSION = 1

#: The module of each class that can be a mapping, by the name of the class: the "kind".
KINDS: Mapping[str, str] = {
    **dict.fromkeys(("Annotation", "Publisher"), "records.publishers"),
    "Standard": "records.standards",
    **dict.fromkeys(("Framework", "Provision"), "records.provisions"),
    **dict.fromkeys(("MappingSet", "Relationship"), "records.relationships"),
    "Grammar": "records.grammars",
    "Law": "records.laws",
    "Provenance": "records.provenance",
    **dict.fromkeys(("Publishers", "Standards"), "snapshot.standards"),
    "Provisions": "snapshot.provisions",
    **dict.fromkeys(("Hit", "Hits"), "snapshot.search"),
    **dict.fromkeys(("Event", "Events"), "snapshot.timeline"),
    **dict.fromkeys(("Judgement", "Audit"), "references.auditing"),
    **dict.fromkeys(("Resolution", "Resolutions"), "references.columns"),
    "Mention": "references",
    "NormalizedFinding": "references.normalizing",
    **dict.fromkeys(("Result", "Assessment"), "assessments"),
    "Profile": "applicability.profiles",
    **dict.fromkeys(("Ruling", "RulingGroup", "Rulings"), "applicability.rulings"),
    "Question": "applicability.questions",
    **dict.fromkeys(("Deeming", "Deemings"), "applicability.deeming"),
    **dict.fromkeys(("Relationships", "MappingSets", "WholeMappingSet"), "mapping.asserted"),
    **dict.fromkeys(("Candidate", "Inference"), "mapping.proofs"),
    **dict.fromkeys(("Candidates", "ConditionalInferences", "Inferences"), "mapping.inferring"),
    **dict.fromkeys(("Conflict", "Conflicts"), "mapping.contradictions"),
    "Correspondence": "mapping.correspondences",
    **dict.fromkeys(("Crosswalk", "Matrix"), "mapping.crosswalks"),
    "Related": "mapping.relatives",
    **dict.fromkeys(("Difference", "Comparison"), "editions.comparing"),
    **dict.fromkeys(("Step", "Trace"), "editions.tracing"),
    **dict.fromkeys(("Move", "Migration"), "editions.migrating"),
    "Fix": "editions.fixing",
    **dict.fromkeys(("CoverageRow", "Coverage", "Part", "Parts"), "compliance.coverage_table"),
    **dict.fromkeys(("WordChange", "WordChanges"), "tables.counted"),
    **dict.fromkeys(("ThreatRow", "ThreatCoverage"), "compliance.threats"),
    **dict.fromkeys(("ProjectionRow", "Projection"), "compliance.projecting"),
    **dict.fromkeys(("Choice", "Plan"), "compliance.planning"),
    **dict.fromkeys(("Item", "Checklist"), "checklists.table"),
    **dict.fromkeys(("ControlStatement", "Statement"), "checklists.statements"),
    **dict.fromkeys(("Loss", "Losses", "ToolFinding", "ToolFindings"), "formats.outcomes"),
}


def to_dict(item: Any) -> dict[str, Any]:
    """Return a record or a result as a mapping of plain values, which JSON can hold.

    References, dates and words are texts. A table has its records and all its attributes. The shape
    is that of `schema/exchange.schema.json` of the data.

    Args:
        item: A record, such as a `Standard`, or a result, such as a `Coverage`.

    Returns:
        A mapping with the `kind` (the name of the class), the `version` of the form, and the `content`.

    Raises:
        UnknownCriterion: It is neither a record nor a result.

    >>> from ai_security_standards import load
    >>> written = to_dict(load().provision("owasp-llm-top-10@2025:LLM01"))
    >>> written["kind"], written["version"], written["content"]["title"]
    ('Provision', 1, 'Prompt Injection')
    """
    kind = type(item).__name__
    if kind not in KINDS or type(item) is not kind_class(kind):
        raise UnknownCriterion(f"to_dict needs a record or a result of this library, not {kind}")
    return {"kind": kind, "version": VERSION, "content": _written(item)}


def from_dict(mapping: Mapping[str, Any]) -> Any:
    """Return the record or the result that `to_dict` wrote; it is equal to the original.

    Args:
        mapping: What `to_dict` returned, also after a journey as JSON.

    Raises:
        InvalidData: It is another mapping; the error names the field and the repair.

    >>> from ai_security_standards import load
    >>> standard = load().standard("eu-ai-act")
    >>> from_dict(to_dict(standard)) == standard
    True
    """
    if not isinstance(mapping, Mapping) or not isinstance(kind := mapping.get("kind"), str):
        raise InvalidData("the mapping has no kind", field="kind", repair="give what to_dict returned")
    if kind not in KINDS:
        raise InvalidData(
            f"unknown kind {excerpt(kind)}",
            field="kind",
            repair=suggestion(kind, KINDS, "give what to_dict returned"),
        )
    if mapping.get("version") != VERSION:
        raise InvalidData(
            f"the version is {excerpt(mapping.get('version'))}, and this release reads version {VERSION}",
            record=kind,
            field="version",
            repair="write it anew with to_dict",
        )
    content = mapping.get("content")
    try:
        return _converter().structure(content, kind_class(kind))
    except Exception as error:
        findings: list[Finding] = list(findings_of(error, content, "content"))
    raise findings[0]._replace(record=kind).error()


def kind_class(kind: str) -> type:
    """Return the class of a kind.

    >>> kind_class("Standard").__name__
    'Standard'
    """
    found: type = getattr(import_module(f"{_ROOT}.{KINDS[kind]}"), kind)
    return found


# ---------------------------------------------------------------- the shape of a class


@cache
def shape_of(kind: Any) -> type:
    """Return a class with the fields of a record or a table as they are written, each by its public name."""
    hints = get_type_hints(kind)
    if not attrs.has(kind):  # a named tuple
        defaults = kind._field_defaults
        fields = {
            name: attrs.field(type=hint, default=defaults.get(name, attrs.NOTHING))
            for name, hint in hints.items()
        }
    else:
        fields = {
            each.alias: attrs.field(
                type=_written_type(kind, each.name, hints[each.name]), default=_default(each)
            )
            for each in attrs.fields(kind)
        }
    return attrs.make_class(kind.__name__, fields, kw_only=True)


def _default(field: attrs.Attribute[Any]) -> Any:
    """Return the default of a field; a value that is computed from others must be written."""
    return attrs.NOTHING if getattr(field.default, "takes_self", False) else field.default


def _written_type(kind: Any, name: str, hint: Any) -> Any:
    if name == "_records":
        return tuple[record_class(kind), ...]  # type: ignore[misc]
    if name == "_counts":
        return Mapping[kind.words, int]
    deferred = [option for option in get_args(hint) if get_origin(option) is Deferred]
    if not deferred:
        return hint
    made = get_args(deferred[0])[0]
    return made | None if type(None) in get_args(hint) else made


def record_class(table: type) -> Any:
    """Return the class of the records of a table."""
    bases = (base for each in table.__mro__ for base in getattr(each, "__orig_bases__", ()))
    return next(get_args(base)[0] for base in bases if issubclass(get_origin(base), Table))


# ---------------------------------------------------------------- from records


def _written(value: Any) -> Any:
    """Return a value as texts, numbers, truth values, None, lists and mappings."""
    if value is None or isinstance(value, bool | float) or type(value) in (str, int):
        return value
    if isinstance(value, Relation):
        return [str(word) for word in value.types]
    if isinstance(value, str | Ref | dt.date):
        return str(value)
    if attrs.has(type(value)) or hasattr(value, "_fields"):
        kind: Any = type(value)
        return {name: _written(getattr(value, attribute)) for name, attribute in _attributes(kind).items()}
    if isinstance(value, Mapping):
        return {str(key): _written(each) for key, each in value.items()}
    if isinstance(value, Deferred):
        return _written(value.value)
    return [_written(each) for each in (sorted(value, key=_place) if isinstance(value, frozenset) else value)]


def _place(member: Any) -> Any:
    """Return what a member of a set is sorted by; a reference need not have an edition."""
    return tuple(part or "" for part in member) if isinstance(member, Ref) else member


@cache
def _attributes(kind: Any) -> Mapping[str, str]:
    """Return the attribute of each written field."""
    if attrs.has(kind):
        return {each.alias: each.name.replace("_counts", "counts") for each in attrs.fields(kind)}
    return {name: name for name in kind._fields}


# ---------------------------------------------------------------- to records


@cache
def _converter() -> Converter:
    made = converter(checked=True)
    made.register_structure_hook(str, lambda value, _: plain(value, str))
    made.register_structure_hook(float, lambda value, _: plain(value, int if type(value) is int else float))
    made.register_structure_hook(dt.date, parsed(as_date))
    made.register_structure_hook(PartialDate, parsed(PartialDate))
    made.register_structure_hook(Relation, _relation)
    made.register_structure_hook_factory(_is_generic(frozenset), partial(_frozenset, made))
    made.register_structure_hook_factory(_is_generic(Mapping), partial(_mapping, made))
    made.register_structure_hook_factory(_is_pair, partial(_pair, made))
    made.register_structure_hook_factory(_is_choice_of_words, _choice)
    made.register_structure_hook_factory(_is_generic(Literal), lambda _: _listed_text)
    made.register_structure_hook_factory(_is_record, partial(_record, made))
    return made


def _is_generic(origin: Any) -> Callable[[Any], bool]:
    return lambda kind: get_origin(kind) == origin


def _relation(value: Any, _: Any) -> Relation:
    found = Relation.CONTRADICTION
    for each in plain(value, list):
        type_ = word(each, RelationshipType)
        one = meaning(type_, strict=True)
        if one.types != (type_,) or found & one:
            types = ", ".join(Relation.ANY.types)
            raise InvalidData(
                f"{excerpt(each)} is {'written twice' if found & one else 'no relation between sets'}",
                repair=f"write each of these that may hold once: {types}",
            )
        found |= one
    return found


def _frozenset(made: Converter, kind: Any) -> Hook:
    members = made.get_structure_hook(tuple[get_args(kind)[0], ...])  # type: ignore[misc]
    return lambda value, _: frozenset(members(value, _))


def _mapping(made: Converter, kind: Any) -> Hook:
    key_type, value_type = get_args(kind)
    key_hook, value_hook = map(made.get_structure_hook, (key_type, value_type))

    def structured(value: Any, _: Any) -> dict[Any, Any]:
        items = plain(value, dict).items()
        return {key_hook(key, key_type): value_hook(each, value_type) for key, each in items}

    return structured


def _is_pair(kind: Any) -> bool:
    return get_origin(kind) is tuple and Ellipsis not in get_args(kind)


def _pair(made: Converter, kind: Any) -> Hook:
    types = get_args(kind)
    hooks = [made.get_structure_hook(each) for each in types]

    def structured(value: Any, _: Any) -> tuple[Any, ...]:
        if len(plain(value, list)) != len(types):
            raise InvalidData(f"the list has {quantity(len(value), 'member')}", repair=f"write {len(types)}")
        return tuple(hook(each, type_) for hook, each, type_ in zip(hooks, value, types, strict=True))

    return structured


def _is_choice_of_words(kind: Any) -> bool:
    options = get_args(kind) if isinstance(kind, UnionType) else ()
    return len(options) > 1 and all(isinstance(each, type) and issubclass(each, Word) for each in options)


def _choice(kind: Any) -> Hook:
    lists = get_args(kind)
    return lambda value, _: word(value, next((each for each in lists if value in list(each)), lists[0]))


def _listed_text(value: Any, kind: Any) -> Any:
    """Return a raw value that must be one of a few texts."""
    known = get_args(kind)
    if type(value) is str and value in known:
        return value
    repair = f"write one of {', '.join(known)}"
    raise InvalidData(
        f"{excerpt(value)} is not in the list",
        repair=suggestion(value, known, repair) if type(value) is str else repair,
    )


def _is_record(kind: Any) -> bool:
    is_class = isinstance(kind, type)
    return is_class and (attrs.has(kind) or hasattr(kind, "_fields")) and kind is not Ref


def _record(made: Converter, kind: Any) -> Hook:
    from cattrs.gen import make_dict_structure_fn

    shape = shape_of(kind)
    fields: Hook = make_dict_structure_fn(shape, made)
    names = tuple(field.name for field in attrs.fields(shape))

    def structured(value: Any, _: Any) -> Any:
        written = fields(plain(value, dict), shape)
        try:
            return kind(**{name: getattr(written, name) for name in names})
        except UnknownCriterion as error:
            raise InvalidData(str(error)) from None

    return structured
