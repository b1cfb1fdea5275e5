"""The nine tools: what each takes, which question of the catalog it asks, and which columns it answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from ..catalog import Catalog, ref_of
from ..errors import StandardsError
from ..formats.exchange import to_dict
from .answers import OK, Answer, Page, answer_of, error_of
from .schemas import (
    DAY,
    FEW_ROWS,
    MOST_ROWS,
    PROFILE,
    TEXT,
    columns_of,
    described,
    input_schema,
    output_schema,
    rows_schema,
    texts,
)

__all__ = ["TOOLS", "Tool", "call"]

Arguments = Mapping[str, Any]
Schema = dict[str, Any]

_REF = described(
    TEXT, "As printed in an answer (iso-iec-42001@2023:A.6.2.4), or as people write it (ISO 42001 A.6.2.4)."
)
_STEPS = {"type": "integer", "minimum": 1, "maximum": 4, "description": "The longest chain of relationships."}
_WITHIN = described(TEXT, "The standard that the surroundings name, such as owasp-llm-top-10.")
_DATED = described(DAY, "The date of the text: an identifier without edition means that of this day.")
_LONG_TEXT = {"type": "string", "minLength": 1, "maxLength": 1_000_000, "description": "The text, or code."}
_MANY_TEXTS = texts("References as people and tools write them.")
_SINCE = described({"type": "string"}, "A day such as 2026-06-01, or a data release such as 2026.11.0.")
_TO = described(TEXT, "The edition, such as owasp-llm-top-10@2026.")
_RESOLVED = ("text", "ref", "name", "status", "candidates", "problem")
_CROSSWALK = "source source_title target target_title basis types relation indicated trust".split()
_RULING = "ref name kind verdict date binding binds reasons missing questions decided_by exceptions".split()


class Tool(NamedTuple):
    """A tool.

    Attributes:
        name: The name by which it is called.
        title: What a person sees.
        description: What it answers and when to use it, for a model.
        properties: The schema of each argument of its own.
        required: The arguments that must be given.
        table: The name of its rows in the published schema; empty for those of `resolve`.
        ask: Asks the catalog.
        columns: The columns to answer; without any, all of the table.
    """

    name: str
    title: str
    description: str
    properties: Mapping[str, Schema]
    required: Sequence[str]
    table: str
    ask: Callable[[Catalog, Arguments], Answer]
    columns: Sequence[str] = ()

    @property
    def row_columns(self) -> Sequence[str]:
        """The columns of its rows."""
        return self.columns or columns_of(self.table)

    def input_schema(self) -> Schema:
        """Return the JSON Schema of its arguments."""
        return input_schema(self.properties, self.required)

    def output_schema(self) -> Schema:
        """Return the JSON Schema of its answer."""
        if not self.table:
            return output_schema(_RESOLVED_ROW)
        return output_schema(rows_schema(self.table, self.row_columns))


_RESOLVED_ROW: Schema = {
    "type": "object",
    "properties": {
        "text": {"type": "string"},
        "ref": {"type": ["string", "null"]},
        "name": {"type": ["string", "null"]},
        "status": {"type": "string"},
        "candidates": {"type": "array", "items": {"type": "string"}},
        "problem": {"type": ["string", "null"]},
    },
    "required": list(_RESOLVED),
    "additionalProperties": False,
}


def call(catalog: Catalog, tool: Tool, arguments: Arguments) -> dict[str, Any]:
    """Return the answer of a tool as JSON; an error of the library is a value of it.

    Args:
        catalog: The catalog of the server.
        tool: The tool.
        arguments: Its arguments, which fit its schema.

    >>> from ai_security_standards import load
    >>> answer = call(load(), TOOLS["resolve"], {"texts": ["OWASP LLM01:2025"]})
    >>> answer["status"], answer["rows"][0]["ref"]
    ('ok', 'owasp-llm-top-10@2025:LLM01')
    """
    page = Page(arguments.get("offset", 0), arguments.get("limit", FEW_ROWS))
    asked = catalog
    try:
        asked = catalog.as_of(arguments["on"]) if "on" in arguments else catalog
        answer = tool.ask(asked, arguments)
    except StandardsError as error:
        answer = error_of(error)
    return answer_of(asked, answer, page, tool.row_columns)


def _find(catalog: Catalog, arguments: Arguments) -> Answer:
    within = arguments.get("standard")
    hits = catalog.search(
        arguments["query"],
        kind=arguments.get("kind"),
        standard=ref_of(catalog, within) if within else None,
        limit=MOST_ROWS,
    )
    return Answer(hits.headline(), hits.rows())


def _show(catalog: Catalog, arguments: Arguments) -> Answer:
    record = catalog[ref_of(catalog, arguments["ref"])]
    below = catalog.children(record.ref) if _has_structure(catalog, record) else ()
    rows = below.rows() if below else ()
    number = f"{len(rows)} directly below"
    return Answer(f"{record!r}"[1:-1] + f"; {number}", rows, to_dict(record), (str(record.ref),))


def _has_structure(catalog: Catalog, record: Any) -> bool:
    return str(record.ref.document) in catalog.snapshot.register.framework_loaders


def _resolve(catalog: Catalog, arguments: Arguments) -> Answer:
    rows = [_resolved(catalog, text, arguments) for text in arguments["texts"]]
    unread = [row for row in rows if row["status"] != OK]
    headline = f"{len(rows) - len(unread)} of {len(rows)} mean one reference"
    if not unread:
        return Answer(headline, rows)
    first = unread[0]
    candidates = tuple(first["candidates"])
    return Answer(headline, rows, status=first["status"], problem=first["problem"], candidates=candidates)


def _resolved(catalog: Catalog, text: str, arguments: Arguments) -> dict[str, Any]:
    row: dict[str, Any] = {"text": text, "ref": None, "name": None, "candidates": (), "problem": None}
    try:
        ref = catalog.resolve(text, within=arguments.get("within"), on=arguments.get("text_date"))
    except StandardsError as error:
        found = error_of(error)
        given = {"status": found.status, "candidates": tuple(found.candidates), "problem": found.problem}
        return {**row, **given}
    record = catalog.get(ref)
    name = getattr(record, "name", None) or getattr(record, "title", None)
    return {**row, "ref": str(ref), "name": name, "status": OK}


def _audit_text(catalog: Catalog, arguments: Arguments) -> Answer:
    found = catalog.audit(arguments["text"], within=arguments.get("within"), on=arguments.get("text_date"))
    return Answer(found.headline(), found.only(where=lambda each: each.verdict != "ok").rows())


def _crosswalk(catalog: Catalog, arguments: Arguments) -> Answer:
    # Without an edition, the catalog chooses the last one that is shipped whole.
    ends = (
        text if text in catalog else ref_of(catalog, text)
        for text in (arguments["source"], arguments["target"])
    )
    found = catalog.crosswalk(*ends, max_steps=arguments.get("max_steps", 1))
    return Answer(found.headline(), found.rows())


def _why(catalog: Catalog, arguments: Arguments) -> Answer:
    source, target = (ref_of(catalog, arguments[end]) for end in ("source", "target"))
    found = catalog.crosswalk(source, target, max_steps=arguments.get("max_steps", 2))
    ends = (str(source), str(target))
    if not found:
        return Answer("no relationship is known, which does not mean that there is none", refs=ends)
    return Answer(found.headline(), found.rows(), refs=ends)


def _applies(catalog: Catalog, arguments: Arguments) -> Answer:
    from ..applicability import Profile

    standards = [ref_of(catalog, text).standard for text in arguments.get("standards", ())]
    rulings = catalog.applicable(Profile(**arguments["profile"]), standard=standards or None)
    shown = rulings if arguments.get("articles") else rulings.documents
    headline = f"{rulings.headline()}; no legal advice"
    return Answer(headline, shown.rows())


def _changes(catalog: Catalog, arguments: Arguments) -> Answer:
    from ..applicability import Profile

    profile = Profile(**arguments["profile"]) if "profile" in arguments else None
    events = catalog.changes(arguments["since"], arguments.get("until"), profile, tags=arguments.get("tags"))
    return Answer(events.headline(), events.rows())


def _migrate(catalog: Catalog, arguments: Arguments) -> Answer:
    refs = [ref_of(catalog, text) for text in arguments["refs"]]
    moves = catalog.migrate(refs, to=ref_of(catalog, arguments["to"]))
    return Answer(moves.headline(), moves.rows())


_TABLE = (
    Tool(
        "find",
        "Find documents and provisions",
        "Search standards, law and guidance on the security of AI by words, best first. Use it when you "
        "have a subject and no reference.",
        {
            "query": described(TEXT, "Words in any order."),
            "kind": described({"type": "string"}, "Keep this kind: law, standard, control, article, risk …"),
            "standard": described(TEXT, "Search in this document only."),
        },
        ("query",),
        "Hits",
        _find,
    ),
    Tool(
        "show",
        "Show a document or provision",
        "Show the record of one document or provision: status, days, sources, what replaced it. The rows "
        "are the provisions directly below it.",
        {"ref": _REF},
        ("ref",),
        "Provisions",
        _show,
        ("ref", "kind", "name", "summary", "assessable", "retired"),
    ),
    Tool(
        "resolve",
        "Resolve references",
        "Say which record each text means, pinned to an edition. What means several things or nothing "
        "known is a row with a status, candidates and the problem. Use it before you cite.",
        {"texts": _MANY_TEXTS, "within": _WITHIN, "text_date": _DATED},
        ("texts",),
        "",
        _resolve,
        _RESOLVED,
    ),
    Tool(
        "audit_text",
        "Audit the references in a text",
        "Judge every reference in a text, and answer those that are wrong or old: unknown, retired, reused, "
        "title-mismatch, title-unknown, only-in-edition, newer-than-data, ambiguous, not-shipped, "
        "out-of-scope, title-not-compared. `instead` says what to write. Use it on your own text, too.",
        {"text": _LONG_TEXT, "within": _WITHIN, "text_date": _DATED},
        ("text",),
        "Audit",
        _audit_text,
    ),
    Tool(
        "crosswalk",
        "Map one document to another",
        "Say how the provisions of one document relate to those of another. A missing row does not mean "
        "that two provisions have nothing in common; a row with the relation apart does.",
        {"source": _REF, "target": _REF, "max_steps": _STEPS},
        ("source", "target"),
        "Crosswalk",
        _crosswalk,
        _CROSSWALK,
    ),
    Tool(
        "why",
        "Explain a relationship",
        "Give the proof of each relationship between two documents or provisions: the path step by step, "
        "the mapping sets that state it, their arguments and addresses.",
        {"source": _REF, "target": _REF, "max_steps": _STEPS},
        ("source", "target"),
        "Crosswalk",
        _why,
    ),
    Tool(
        "applies",
        "Find out what applies",
        "Say which law and standards apply to a profile, and from when, with reasons and the facts that "
        "are missing. No legal advice: it repeats what the named articles say about the facts.",
        {
            "profile": PROFILE,
            "standards": texts("Rule on these documents only."),
            "articles": {"type": "boolean", "description": "Answer articles too, not only documents."},
        },
        ("profile",),
        "Rulings",
        _applies,
        _RULING,
    ),
    Tool(
        "changes",
        "List what changed",
        "List what happened to documents after a day or a data release: new, amended, superseded and "
        "withdrawn ones, and days on which law begins to apply.",
        {
            "since": _SINCE,
            "until": described(DAY, "The last day."),
            "tags": texts("Only what touches one of these references."),
            "profile": PROFILE,
        },
        ("since",),
        "Events",
        _changes,
    ),
    Tool(
        "migrate",
        "Move references to another edition",
        "Say what becomes of references in another edition: carried over, to be decided by a person, lost, "
        "or untouched.",
        {"refs": texts("The references."), "to": _TO},
        ("refs", "to"),
        "Migration",
        _migrate,
    ),
)

#: The tools, by name.
TOOLS: Mapping[str, Tool] = {tool.name: tool for tool in _TABLE}
