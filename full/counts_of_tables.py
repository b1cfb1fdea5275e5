"""Write the npm package and a SQLite file of the tables into a folder, and count in Python and in SQL.

Prints the counts as JSON, for TypeScript to compare its own with: rows of each table, and three sums.
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


def main(folder: str) -> None:
    tables = load().tables()
    tables.write(Path(folder, "sql"), "sqlite")
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
    print(json.dumps(in_sql))


if __name__ == "__main__":
    main(sys.argv[1])
