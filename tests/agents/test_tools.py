"""The nine tools, as a client of the SDK calls them in the same process."""

import asyncio
import io
import json
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from mcp import Client, MCPError, StdioServerParameters

import ai_security_standards as aiss
from ai_security_standards.cli import agents, main
from ai_security_standards.errors import StandardsError
from ai_security_standards.mcp import server as serving
from ai_security_standards.mcp.answers import STATUSES, ref_of_uri, uri_of
from ai_security_standards.mcp.server import make_server
from ai_security_standards.mcp.tools import TOOLS

CATALOG = aiss.load().as_of("2026-11-26")
PROFILE = {"jurisdictions": ["EU"], "roles": ["provider"], "risk_classes": ["high-risk"]}
CALLS: dict[str, dict[str, Any]] = {
    "find": {"query": "prompt injection"},
    "show": {"ref": "AI Act Article 15"},
    "resolve": {"texts": ["OWASP LLM01:2025", "Art. 15(4) AI Act"]},
    "audit_text": {"text": "LLM06:2025 Sensitive Information Disclosure"},
    "crosswalk": {"source": "etsi-en-304-223", "target": "iso-iec-42001"},
    "why": {"source": "eu-ai-act:Article 15(3)", "target": "iso-iec-42001@2023:A.8.2"},
    "applies": {"profile": PROFILE, "standards": ["AI Act"], "articles": True},
    "changes": {"since": "2026-07-01", "until": "2026-07-31", "tags": ["AI Act"], "profile": PROFILE},
    "migrate": {"refs": ["LLM03:2025"], "to": "owasp-llm-top-10@2026"},
}


def ask(question: Callable[[Client], Any], *, mode: str = "auto") -> Any:
    """Ask the server of the fixed day through a client of the SDK."""

    async def run() -> Any:
        async with Client(make_server(CATALOG), mode=mode) as client:
            return await question(client)

    return asyncio.run(run())


def refused(question: Callable[[Client], Any]) -> Any:
    """Return the protocol error that a question meets."""

    async def caught(client: Client) -> Any:
        with pytest.raises(MCPError) as raised:
            await question(client)
        return raised.value.error

    return ask(caught)


def answer(tool: str, **arguments: Any) -> dict[str, Any]:
    result = ask(lambda client: client.call_tool(tool, arguments))
    assert json.loads(result.content[0].text) == result.structured_content
    assert result.is_error == (result.structured_content["status"] == "invalid")
    return result.structured_content  # type: ignore[no-any-return]


def test_the_tools_are_nine_and_read_only() -> None:
    tools = ask(lambda client: client.list_tools()).tools
    assert [tool.name for tool in tools] == list(CALLS) == list(TOOLS)
    for tool in tools:
        assert tool.annotations.read_only_hint
        assert tool.annotations.idempotent_hint
        assert tool.annotations.open_world_hint is False
        for schema in (tool.input_schema, tool.output_schema):
            Draft202012Validator.check_schema(schema)
            assert schema["type"] == "object"
        assert 40 < len(tool.description) < 400
    assert len(json.dumps([tool.input_schema for tool in tools])) < 16_000  # it fills the context of a model


@pytest.mark.parametrize("mode", ["auto", "legacy"])
@pytest.mark.parametrize("tool", CALLS)
def test_every_answer_has_rows_records_and_the_data_release(tool: str, mode: str) -> None:
    async def question(client: Client) -> Any:
        await client.list_tools()  # then the client validates what is answered
        return await client.call_tool(tool, {**CALLS[tool], "limit": 3})

    found = ask(question, mode=mode).structured_content
    assert Draft202012Validator(TOOLS[tool].output_schema()).is_valid(found)
    assert found["status"] == "ok"
    assert found["problem"] is None
    assert 0 < len(found["rows"]) <= 3 < found["total"] + 3
    assert found["headline"]
    assert found["data"]["release"] == aiss.DATA_VERSION
    assert found["data"]["day"] == "2026-11-26"
    assert len(found["data"]["digest"]) == 12
    records = {each["ref"]: each for each in found["records"]}
    documents = [each for each in records.values() if ":" not in each["ref"]]
    assert documents
    for record in documents:
        assert record["url"].startswith("https://")
        assert record["confidence"] in ("verified", "single-source", "unverified")
        assert record["checked_on"]
    for row in found["rows"]:
        named = {row[name] for name in ("ref", "source", "target") if row.get(name)}
        assert named <= set(records)


def test_pages_follow_each_other() -> None:
    pages, offset = [], 0
    while offset is not None:
        found = answer("crosswalk", **CALLS["crosswalk"], limit=30, offset=offset)
        pages += found["rows"]
        offset = found["next_offset"]
    assert len(pages) == found["total"] == len(CATALOG.crosswalk("etsi-en-304-223", "iso-iec-42001"))
    assert answer("find", query="prompt injection", offset=500)["rows"] == []


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("OWASP LLM01:2025", "ok"),
        ("ISO 42001 A.4.99", "unknown"),
        ("ISO/IEC 27001:2028", "newer_than_data"),
        ("SOX 404", "outside_scope"),
        ("ISO/IEC 27000 clause 3.1", "not_shipped"),
    ],
)
def test_errors_are_values(text: str, status: str) -> None:
    found = answer("resolve", texts=["OWASP LLM02:2025", text])
    assert found["status"] == status
    assert found["rows"][1]["status"] == status
    assert bool(found["problem"]) == (status != "ok")
    assert found["rows"][0]["name"] == "Sensitive Information Disclosure"


def test_what_is_ambiguous_or_not_shipped_is_told_apart() -> None:
    found = answer("show", ref="LLM10")
    assert found["status"] == "ambiguous"
    assert len(found["candidates"]) > 1
    assert {each["ref"] for each in found["records"]} >= set(found["candidates"])
    found = answer("migrate", refs=["owasp-llm-top-10@2023:LLM01"], to="iso-iec-27000")
    assert found["status"] == "not_shipped"
    assert found["rows"] == []


def test_unknown_is_not_unverified() -> None:
    unverified = next(each for each in CATALOG.standards(where=lambda each: each.confidence == "unverified"))
    found = answer("show", ref=str(unverified.ref))
    assert found["status"] == "ok"
    assert found["records"][0]["confidence"] == "unverified"
    found = answer("show", ref="acme-policy")
    assert found["status"] == "unknown"
    assert "may exist all the same" in STATUSES["unknown"]


@pytest.mark.parametrize(
    ("tool", "arguments", "problem"),
    [
        ("find", {}, "'query' is a required property"),
        ("find", {"query": 7}, "$.query: 7 is not of type 'string'"),
        ("find", {"query": "x", "banana": 1}, "unknown argument 'banana'; use one of query, "),
        ("applies", {"profile": PROFILE, "standard": ["AI Act"]}, "'standard'; did you mean 'standards'?"),
        ("find", {"query": "x", "kind": "lawe"}, "unknown kind 'lawe'; did you mean 'law'"),
        ("show", {"ref": "eu-ai-act", "on": "2026-02-31"}, "2026-02-31"),
        ("applies", {"profile": {"roles": ["provder"]}}, "$.profile.roles[0]: 'provder' is not one of"),
        ("applies", {"profile": {"jurisdictions": ["Atlantis"]}}, "unknown established_in 'Atlantis'"),
        ("changes", {"since": "soon"}, "soon"),
    ],
)
def test_arguments_that_cannot_be_used_say_how_to_mend_them(
    tool: str, arguments: dict[str, Any], problem: str
) -> None:
    found = answer(tool, **arguments)
    assert found["status"] == "invalid"
    assert problem in found["problem"]


def test_a_document_without_structure_is_shown_without_rows() -> None:
    found = answer("show", ref="iso-iec-27000")
    assert (found["rows"], found["status"]) == ([], "ok")
    assert found["record"]["kind"] == "Standard"
    assert aiss.from_dict(found["record"]) == CATALOG["iso-iec-27000"]


def test_another_day_is_asked() -> None:
    found = answer("show", ref="iso-iec-tr-24030", on="2023-06-01")
    assert found["records"][0]["ref"] == "iso-iec-tr-24030@2021"
    assert found["data"]["day"] == "2023-06-01"
    found = answer("resolve", texts=["OWASP LLM06"], text_date="2024-03-01", within="owasp-llm-top-10")
    assert found["rows"][0]["ref"] == "owasp-llm-top-10@2023:LLM06"


def test_nothing_known_is_not_nothing_in_common() -> None:
    found = answer("why", source="owasp-llm-top-10@2026:LLM01", target="iso-iec-27000", max_steps=1)
    assert found["status"] in ("ok", "not_shipped")
    found = answer("why", source="owasp-llm-top-10@2026:LLM10", target="eu-gdpr:Article 99", max_steps=1)
    assert found["rows"] == []
    assert "does not mean that there is none" in found["headline"]
    assert {each["ref"].partition("@")[0] for each in found["records"]} == {"owasp-llm-top-10", "eu-gdpr"}


def test_a_retired_provision_is_marked() -> None:
    found = answer("audit_text", text="NIST SP 800-53 Rev. 5 SA-12")
    record = next(each for each in found["records"] if each["ref"] == "nist-sp-800-53@5:SA-12")
    assert record["status"] == "retired"


# ---------------------------------------------------------------- resources, and the rest of the protocol


def test_every_current_document_is_a_resource() -> None:
    async def question(client: Client) -> list[Any]:
        listed, cursor = [], None
        while True:
            page = await client.list_resources(cursor=cursor)
            listed += page.resources
            cursor = page.next_cursor
            if cursor is None:
                return listed

    listed = ask(question)
    assert [each.name for each in listed] == [str(ref) for ref in CATALOG.standards().refs]
    assert all(str(each.uri).startswith("aiss:///") for each in listed)
    templates = ask(lambda client: client.list_resource_templates()).resource_templates
    assert [each.uri_template for each in templates] == ["aiss:///{+ref}"]


@pytest.mark.parametrize(
    "ref", ["eu-ai-act@2024/1689:Article 15(4)", "iso-iec-42001@2023", "nist-sp-800-53@5:AC-2(1)"]
)
def test_a_record_is_read_by_its_reference(ref: str) -> None:
    uri = uri_of(CATALOG[ref])
    assert ref_of_uri(uri) == ref
    (content,) = ask(lambda client: client.read_resource(uri)).contents
    read = json.loads(content.text)
    assert read["ref"] == ref
    assert aiss.from_dict(read["record"]) == CATALOG[ref]
    assert read["data"]["release"] == aiss.DATA_VERSION
    assert content.mime_type == "application/json"


@pytest.mark.parametrize("uri", ["aiss:///owasp-llm-top-10@2025:LLM99", "file:///etc/passwd"])
def test_no_other_resource_is_read(uri: str) -> None:
    error = refused(lambda client: client.read_resource(uri))
    assert error.code == -32602
    assert error.data["uri"] == uri


def test_unknown_tools_and_cursors_are_protocol_errors() -> None:
    assert "no tool 'banana'" in refused(lambda client: client.call_tool("banana", {})).message
    assert "cursor" in refused(lambda client: client.list_resources(cursor="banana")).message


def test_there_are_no_prompts_and_the_server_says_what_it_is() -> None:
    async def question(client: Client) -> Any:
        return client.server_capabilities, client.server_info, client.instructions

    capabilities, info, instructions = ask(question, mode="legacy")
    assert capabilities.prompts is None
    assert capabilities.tools
    assert capabilities.resources
    assert (info.name, info.version) == ("ai-security-standards", aiss.__version__)
    assert "never that two provisions have nothing in common" in instructions


def test_standard_streams_are_served_until_they_end(monkeypatch: pytest.MonkeyPatch) -> None:
    hello = {
        "protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"},
    }  # fmt: skip
    message = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": hello}
    written = io.BytesIO()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(json.dumps(message).encode() + b"\n")))
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(written))
    serving.serve(CATALOG)
    (answered,) = map(json.loads, written.getvalue().splitlines())
    assert answered["result"]["serverInfo"]["name"] == "ai-security-standards"


def test_a_process_of_its_own_answers_a_client() -> None:
    command = StdioServerParameters(
        command=sys.executable,
        args=["-m", "ai_security_standards", "mcp", "--on", "2026-11-26"],
        env={"PYTHONPATH": str(Path(aiss.__file__).parents[1])},
    )

    async def run() -> Any:
        async with Client(command) as client:
            return await client.call_tool("show", CALLS["show"])

    found = asyncio.run(run()).structured_content
    assert found["records"][0]["ref"] == "eu-ai-act@2024/1689:Article 15"


def test_the_extra_is_named_where_it_is_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "mcp.server.lowlevel", None)
    with pytest.raises(StandardsError, match=r"pip install 'ai-security-standards\[mcp\]'"):
        make_server(CATALOG)
    assert main.run(["mcp"]) == 2
    assert "ai-security-standards[mcp]" in capsys.readouterr().err


def test_the_package_imports_without_the_extra(run_python: Callable[[str], str]) -> None:
    code = """
import sys
import tomllib
sys.modules["mcp"] = sys.modules["jsonschema"] = sys.modules["anyio"] = None
import ai_security_standards.mcp.server, ai_security_standards.mcp.tools
print(sorted(ai_security_standards.mcp.tools.TOOLS))
"""
    assert json.loads(run_python(code).replace("'", '"')) == sorted(CALLS)


def test_the_verb_serves_the_catalog_that_its_options_name(monkeypatch: pytest.MonkeyPatch) -> None:
    served: list[aiss.Catalog] = []
    monkeypatch.setattr(serving, "serve", served.append)
    assert main.run(["mcp", "--on", "2026-07-01"]) == 0
    assert str(served[0].date) == "2026-07-01"
    assert [verb.name for verb in agents.VERBS] == ["mcp"]


def test_registries_find_a_description_of_this_version() -> None:
    root = Path(__file__).parents[2]
    described = json.loads((root / "server.json").read_text(encoding="utf-8"))
    (package,) = described["packages"]
    assert described["version"] == package["version"] == aiss.__version__
    assert package["runtimeArguments"][0]["value"] == f"ai-security-standards[mcp]=={aiss.__version__}"
    assert package["packageArguments"][0]["value"] == "mcp"
    assert len(described["description"]) <= 100
    # Registries look for this line in the description of the package.
    assert f"mcp-name: {described['name']}" in (root / "README.md").read_text(encoding="utf-8")
    # A registry starts a package by its own name.
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["scripts"][package["identifier"]] == project["scripts"]["aiss"]
