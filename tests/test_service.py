"""The example of a service, driven as its users would: overlay, database, errors, restarts."""

import asyncio
import json
import sqlite3
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest
from samples import Overlay, document, mapping_set, register_file, structure, write_sets, write_structure

import ai_security_standards as aiss

sys.path.insert(0, str(Path(__file__).parents[1]))
from examples.service import create


class Client:
    """Sends requests to a service in this process."""

    def __init__(self, app: Any) -> None:
        self.app = app

    def send(self, method: str, path: str, **options: Any) -> httpx.Response:
        async def answer() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.app)
            async with httpx.AsyncClient(transport=transport, base_url="http://service") as client:
                return await client.request(method, path, **options)

        return asyncio.run(answer())

    def get(self, path: str, **options: Any) -> httpx.Response:
        return self.send("GET", path, **options)

    def post(self, path: str, **options: Any) -> httpx.Response:
        return self.send("POST", path, **options)


CONTROL = {"id": "A.1", "kind": "control", "title": "Filter what users send"}


@pytest.fixture
def ours(overlay: Overlay) -> Path:
    folder = write_structure(overlay(register_file(document())), structure(CONTROL))
    row = "acme-policy@1.0:A.1 equal owasp-llm-top-10@2025:LLM01"
    return write_sets(folder, ("acme--llm", mapping_set(row)))


@pytest.fixture
def client(ours: Path, tmp_path: Path) -> Client:
    return Client(create(tmp_path / "tickets.sqlite", ours))


def test_a_record_of_the_overlay_and_of_the_package_comes_back_equal(client: Client, ours: Path) -> None:
    catalog = aiss.load(ours)
    for ref in ("acme-policy@1.0:A.1", "eu-ai-act", "owasp-llm-top-10@2025:LLM01"):
        answer = client.get(f"/records/{ref}")
        assert answer.status_code == 200
        assert aiss.from_dict(answer.json()) == catalog[ref]


def test_what_is_unknown_is_404_with_near_misses(client: Client) -> None:
    answer = client.get("/records/eu-ai-akt")
    assert answer.status_code == 404
    assert "eu-ai-act" in answer.json()["near_misses"]
    assert client.get("/resolve", params={"text": "nonsense"}).status_code in (404, 422)


def test_references_are_texts_in_answers_and_in_the_description(client: Client) -> None:
    assert client.get("/resolve", params={"text": "OWASP LLM01:2025"}).json() == "owasp-llm-top-10@2025:LLM01"
    schema = client.get("/openapi.json").json()["components"]["schemas"]["Ticket"]
    assert schema["properties"]["ref"]["pattern"].startswith("^[a-z0-9]+")
    hits = client.get("/search", params={"text": "prompt injection"}).json()
    assert "owasp-llm-top-10@2026:LLM01" in {hit["ref"] for hit in hits}


def test_tickets_are_pinned_stored_and_count_as_coverage(client: Client, ours: Path, tmp_path: Path) -> None:
    assert client.get("/coverage/owasp-llm-top-10@2025").status_code == 409
    sent = {"ref": "acme-policy:A.1", "result": "satisfied", "evidence": "test 7"}
    answer = client.post("/tickets", json=sent)
    assert (answer.status_code, answer.json()) == (201, {**sent, "ref": "acme-policy@1.0:A.1"})
    with sqlite3.connect(tmp_path / "tickets.sqlite") as database:
        assert database.execute("SELECT ref, result FROM ticket").fetchall() == [
            ("acme-policy@1.0:A.1", "satisfied")
        ]
    database.close()
    again = Client(create(tmp_path / "tickets.sqlite", ours))
    (found,) = aiss.from_dict(again.get("/assessment").json())
    assert (str(found.ref), found.evidence) == ("acme-policy@1.0:A.1", "test 7")
    covered = aiss.from_dict(again.get("/coverage/owasp-llm-top-10@2025").json())
    assert covered.about("owasp-llm-top-10@2025:LLM01").extent == "full"
    assert covered.bounds.least == 1


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"ref": "ACME A.1", "result": "satisfied"}, 422),
        ({"ref": 3, "result": "satisfied"}, 422),
        ({"ref": "acme-policy:A.1", "result": "sattisfied"}, 422),
        ({"ref": "acme-policy:A.9", "result": "satisfied"}, 404),
    ],
)
def test_wrong_tickets_are_refused(client: Client, sent: dict[str, object], status: int) -> None:
    answer = client.post("/tickets", json=sent)
    assert answer.status_code == status, answer.text
    assert len(aiss.from_dict(client.get("/assessment").json())) == 0
    assert json.dumps(answer.json())
