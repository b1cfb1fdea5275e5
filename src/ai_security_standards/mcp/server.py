"""The server: hands tools and resources to the official SDK, and serves one client over standard streams."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ..catalog import Catalog, ref_of
from ..errors import StandardsError, did_you_mean, nearest
from ..formats.exchange import to_dict
from .answers import INVALID, Answer, Page, answer_of, error_of, record_of, ref_of_uri, uri_of
from .tools import TOOLS, Tool, call

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mcp.server.lowlevel import Server

__all__ = ["INSTRUCTIONS", "make_server", "serve"]

#: What a model should know before its first call.
INSTRUCTIONS = (
    "Standards, law and guidance on the security of AI: typed, dated, sourced, offline. "
    "References look like standard@edition:provision, and tools read what people write as well. "
    "Look at status first. Not every known record is verified: see its confidence. Status unknown means "
    "that this data does not know it, and not that it does not exist. No row means nothing is known, and "
    "never that two provisions have nothing in common. Cite the ref, the url and the data release. "
    "What applies is no legal advice."
)
#: The number of resources in one page of the list.
_RESOURCES = 100


def make_server(catalog: Catalog) -> Server[Any]:
    """Return a server of the SDK with nine tools, and every record as a resource.

    Args:
        catalog: The catalog that answers.

    Raises:
        StandardsError: The extra `mcp` is not installed.
    """
    try:
        from mcp.server.lowlevel import Server
    except ImportError:
        raise StandardsError("the server needs an extra: pip install 'ai-security-standards[mcp]'") from None
    from mcp import types
    from mcp.shared.exceptions import MCPError

    async def list_tools(_: object, __: object) -> types.ListToolsResult:
        return types.ListToolsResult(tools=[_described(tool) for tool in TOOLS.values()])

    async def call_tool(_: object, params: types.CallToolRequestParams) -> types.CallToolResult:
        from anyio.to_thread import run_sync

        if params.name not in TOOLS:
            raise MCPError(types.INVALID_PARAMS, f"there is no tool {params.name!r}")
        answer = await run_sync(_checked_call, catalog, TOOLS[params.name], params.arguments or {})
        content = [types.TextContent(type="text", text=_json(answer))]
        return types.CallToolResult(
            content=[*content], structured_content=answer, is_error=answer["status"] == INVALID
        )

    async def list_resources(
        _: object, params: types.PaginatedRequestParams | None
    ) -> types.ListResourcesResult:
        cursor = (params and params.cursor) or "0"
        if not cursor.isdecimal():
            raise MCPError(types.INVALID_PARAMS, f"{cursor!r} is no cursor of this server")
        first, last = int(cursor), int(cursor) + _RESOURCES
        records = catalog.standards()
        listed = [
            types.Resource(
                uri=uri_of(record), name=str(record.ref), title=record.designation, description=record.title,
                mime_type="application/json",
            )
            for record in records[first:last]
        ]  # fmt: skip
        more = str(last) if last < len(records) else None
        return types.ListResourcesResult(resources=listed, next_cursor=more)

    async def list_templates(_: object, __: object) -> types.ListResourceTemplatesResult:
        template = types.ResourceTemplate(
            uri_template="aiss:///{+ref}", name="record", title="A document or provision by its reference",
            description="The whole record, as JSON: aiss:///iso-iec-42001@2023:A.6.2.4",
            mime_type="application/json",
        )  # fmt: skip
        return types.ListResourceTemplatesResult(resource_templates=[template])

    async def read_resource(_: object, params: types.ReadResourceRequestParams) -> types.ReadResourceResult:
        uri = str(params.uri)
        try:
            text = _json(_resource(catalog, uri))
        except StandardsError as error:
            found = error_of(error)
            data = {"uri": uri, "status": found.status, "candidates": list(found.candidates)}
            raise MCPError(types.INVALID_PARAMS, str(error), data) from None
        content = types.TextResourceContents(uri=uri, mime_type="application/json", text=text)
        return types.ReadResourceResult(contents=[content])

    return Server(
        "ai-security-standards",
        version=catalog.provenance.version,
        title="AI security standards",
        description="Look up, audit and map standards, law and guidance on the security of AI.",
        website_url="https://ai-security-standards.readthedocs.io",
        instructions=INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
        on_list_resources=list_resources,
        on_list_resource_templates=list_templates,
        on_read_resource=read_resource,
    )


def _described(tool: Tool) -> Any:
    from mcp import types

    return types.Tool(
        name=tool.name,
        title=tool.title,
        description=tool.description,
        input_schema=tool.input_schema(),
        output_schema=tool.output_schema(),
        annotations=types.ToolAnnotations(
            title=tool.title, read_only_hint=True, idempotent_hint=True, open_world_hint=False
        ),
    )


def _checked_call(catalog: Catalog, tool: Tool, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answer of a tool; arguments that do not fit its schema are named in it."""
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import best_match

    error = best_match(Draft202012Validator(tool.input_schema()).iter_errors(arguments))
    if error is None:
        return call(catalog, tool, arguments)
    place = f"{error.json_path}: " if error.absolute_path else ""
    answer = Answer("", status=INVALID, problem=f"{place}{_problem_of(error)}")
    return answer_of(catalog, answer, Page(0, 0), tool.row_columns)


def _problem_of(error: Any) -> str:
    """Return what does not fit a schema; of an unknown argument, those that it may stand for."""
    known = error.schema.get("properties", {}) if isinstance(error.schema, dict) else {}
    if error.validator != "additionalProperties" or not known:
        return str(error.message)
    unknown = next(name for name in error.instance if name not in known)
    hint = did_you_mean(nearest(unknown, known)) or f"; use one of {', '.join(known)}"
    return f"unknown argument {unknown!r}{hint}"


def _resource(catalog: Catalog, uri: str) -> dict[str, Any]:
    record = catalog[ref_of(catalog, ref_of_uri(uri))]
    return {
        **record_of(catalog, record),
        "record": to_dict(record),
        "data": to_dict(catalog.provenance)["content"],
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def serve(catalog: Catalog) -> None:
    """Serve one client over standard input and output until it closes them.

    Raises:
        StandardsError: The extra `mcp` is not installed.
    """
    server = make_server(catalog)
    import anyio
    from mcp.server.stdio import stdio_server

    async def run() -> None:
        async with stdio_server() as (reader, writer):
            await server.run(reader, writer, server.create_initialization_options())

    anyio.run(run)
