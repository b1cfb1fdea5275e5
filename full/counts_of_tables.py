"""Write the npm package, a SQLite file and JSON of the tables into a folder, and count in Python and in SQL.

Prints the counts as JSON, for TypeScript to compare its own with: rows of each table, three sums, and the
number of pairs of which something follows.
"""

import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from ai_security_standards import load

SUMS = {
    "current": "SELECT sum(current) FROM editions",
    "bits": "SELECT sum(bits) FROM relationships",
    "roles": "SELECT sum(json_array_length(roles)) FROM provisions",
}


def inferred() -> int:
    """Return how many pairs of provisions of different editions `infer` relates, under caveats too."""
    catalog = load()
    editions = {row["document"] for row in catalog.tables()["same_class"].rows()}
    found = 0
    for edition in sorted(editions & set(map(str, catalog))):
        proofs = catalog.infer(edition)
        for part in (proofs, proofs.conditional):
            found += sum(each.source.document != each.target.document for each in part)
    return found


def main(folder: str) -> None:
    tables = load().tables()
    tables.write(Path(folder, "sql"), "sqlite", "json")
    tables.write_npm_package(Path(folder, "npm"))
    in_python = {name: len(table.values) for name, table in tables.items()}
    in_python |= {
        "current": sum(row["current"] for row in tables["editions"].rows()),
        "bits": sum(row["bits"] for row in tables["relationships"].rows()),
        "roles": sum(len(row["roles"]) for row in tables["provisions"].rows()),
    }
    with closing(sqlite3.connect(Path(folder, "sql", "catalog.sqlite"))) as connection:
        queries = {name: f'SELECT count(*) FROM "{name}"' for name in tables} | SUMS
        in_sql = {name: connection.execute(query).fetchone()[0] for name, query in queries.items()}
    if in_sql != in_python:
        raise SystemExit(f"SQL counts {in_sql}, Python {in_python}")
    print(json.dumps({**in_sql, "inferred": inferred()}))


if __name__ == "__main__":
    main(sys.argv[1])
