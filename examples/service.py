"""A web service: tickets that name provisions, in SQLite, over the catalog with an overlay.

Install fastapi and uvicorn, and run `uvicorn --factory examples.service:create`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel

import ai_security_standards as aiss

SCHEMA = """
CREATE TABLE IF NOT EXISTS ticket (
    id INTEGER PRIMARY KEY,
    ref TEXT NOT NULL,
    result TEXT NOT NULL,
    evidence TEXT
)
"""


class Ticket(BaseModel):
    """What was found of one provision."""

    ref: aiss.Ref
    result: str
    evidence: str | None = None


class Tickets:
    """The tickets of a database; references are stored as their text."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with self._open() as database:
            database.execute(SCHEMA)

    @contextmanager
    def _open(self) -> Generator[sqlite3.Connection]:
        with closing(sqlite3.connect(self.path)) as database, database:
            yield database

    def add(self, ticket: Ticket) -> None:
        """Store a ticket."""
        with self._open() as database:
            database.execute(
                "INSERT INTO ticket (ref, result, evidence) VALUES (?, ?, ?)",
                (str(ticket.ref), ticket.result, ticket.evidence),
            )

    def assessment(self) -> aiss.Assessment:
        """Return all tickets as an assessment."""
        with self._open() as database:
            rows = database.execute("SELECT ref, result, evidence FROM ticket ORDER BY id")
            return aiss.Assessment.of(rows)


def create(database: Path = Path("tickets.sqlite"), *overlays: Path) -> FastAPI:
    """Return the service over the packaged data and some overlays; the catalog is loaded once."""
    catalog, tickets = aiss.load(*overlays), Tickets(database)
    app = FastAPI(title="Tickets on standards")

    @app.exception_handler(aiss.StandardsError)
    def refuse(_: Request, error: aiss.StandardsError) -> JSONResponse:
        status = 404 if isinstance(error, aiss.UnknownReference) else 422
        near = getattr(error, "near_misses", ())
        return JSONResponse({"detail": str(error), "near_misses": list(near)}, status)

    @app.get("/records/{ref:path}")
    def record(ref: str) -> dict[str, Any]:
        return aiss.to_dict(catalog[ref])

    @app.get("/search")
    def search(text: str) -> list[dict[str, Any]]:
        return [dict(row) for row in catalog.search(text).rows()]

    @app.get("/resolve")
    def resolve(text: str) -> aiss.Ref:
        return catalog.resolve(text)

    @app.post("/tickets", status_code=201)
    def add(ticket: Ticket) -> Ticket:
        (found,) = catalog.pin(aiss.Assessment.of([ticket.model_dump()]))
        pinned = Ticket(ref=found.ref, result=found.result, evidence=found.evidence)
        tickets.add(pinned)
        return pinned

    @app.get("/assessment")
    def assessment() -> dict[str, Any]:
        return aiss.to_dict(tickets.assessment())

    @app.get("/coverage/{target}")
    def coverage(target: str) -> dict[str, Any]:
        passed = [found.ref for found in tickets.assessment() if found.result == "satisfied"]
        if not passed:
            raise HTTPException(409, "no ticket is satisfied")
        return aiss.to_dict(catalog.coverage(target, passed))

    return app
