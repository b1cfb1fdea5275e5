"""The tables as an npm package: JSON files, a reader without dependencies, and types."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ...vocabulary.criteria import path_of
from .columns import Column, ColumnType, TableSchema
from .files import Tables, schema_text, write_text

__all__ = ["PACKAGE", "write_npm_package"]

#: The name of the package.
PACKAGE = "ai-security-standards-data"

_TYPES: Mapping[ColumnType, str] = {
    "text": "string",
    "integer": "number",
    "number": "number",
    "boolean": "boolean",
    "date": "string",
    "texts": "readonly string[]",
}

_READER = """\
import { readFileSync } from "node:fs";

const read = (name) => JSON.parse(readFileSync(new URL(`./data/${name}.json`, import.meta.url), "utf8"));
const tables = new Map();

export const names = Object.freeze(%(names)s);
export const metadata = Object.freeze(read("metadata")[0]);

export function table(name) {
  if (!names.includes(name)) {
    throw new RangeError(`unknown table '${name}'; the tables are ${names.join(", ")}`);
  }
  if (!tables.has(name)) {
    tables.set(name, Object.freeze(read(name)));
  }
  return tables.get(name);
}
"""

_README = """\
# %(package)s

Standards, law and guidance on the security of AI as tables: documents, editions, provisions, relationships
between them, lineage, and rules on who must comply. Written by the Python library `ai-security-standards`.

```js
import { metadata, table } from "%(package)s";

metadata.release; // "%(release)s"
table("provisions").filter((each) => each.document === "owasp-llm-top-10@2025").length; // 10
```

A table is read from its file when it is first asked for. `names` lists the tables, and `schema.json` says
what each column means. The files themselves are `%(package)s/data/<table>.json`.

Data %(release)s (%(digest)s), as of %(day)s. The compilation is under CC BY 4.0. The documents that it is
about stay under the terms of their publishers.
"""


def _field(column: Column) -> str:
    note = " A day in ISO form." if column.type == "date" else ""
    kind = f"{_TYPES[column.type]}{' | null' if column.nullable else ''}"
    return f"  /** {_sentence(column.meaning)}{note} */\n  readonly {column.name}: {kind};\n"


def _sentence(meaning: str) -> str:
    return f"{meaning[0].upper()}{meaning[1:]}."


def _interface_name(schema: TableSchema) -> str:
    return f"{schema.name.title().replace('_', '')}Row"


def _declarations(schemas: Sequence[TableSchema]) -> str:
    """Return the types of all tables."""
    parts = [
        f"/** {_sentence(schema.meaning)} */\nexport interface {_interface_name(schema)} {{\n"
        f"{''.join(map(_field, schema.columns))}}}\n"
        for schema in schemas
    ]
    listed = "".join(f"  readonly {schema.name}: {_interface_name(schema)};\n" for schema in schemas)
    parts += [
        f"/** The row of each table. */\nexport interface Tables {{\n{listed}}}\n",
        "export type TableName = keyof Tables;\n",
        "/** The names of the tables. */\nexport declare const names: readonly TableName[];\n",
        "/** Where all tables come from. */\nexport declare const metadata: MetadataRow;\n",
        "/** Return the rows of a table; its file is read at the first call. */\n"
        "export declare function table<Name extends TableName>(name: Name): readonly Tables[Name][];\n",
    ]
    return "\n".join(parts)


def _manifest(tables: Tables) -> dict[str, Any]:
    metadata = tables["metadata"].metadata
    return {
        "name": PACKAGE,
        "version": metadata["release"],
        "description": "Standards, law and guidance on the security of AI, as tables",
        "license": metadata["licence"],
        "type": "module",
        "main": "./index.js",
        "types": "./index.d.ts",
        "exports": {
            ".": {"types": "./index.d.ts", "default": "./index.js"},
            "./data/*": "./data/*",
            "./schema.json": "./schema.json",
            "./package.json": "./package.json",
        },
        "files": ["data", "index.d.ts", "index.js", "schema.json"],
        "sideEffects": False,
        "engines": {"node": ">=18"},
        "schemaVersion": metadata["schema_version"],
    }


def write_npm_package(tables: Tables, folder: str | Path) -> tuple[Path, ...]:
    """Write the tables as an npm package; see `CatalogTables.write_npm_package`."""
    place = Path(path_of("folder", folder))
    (place / "data").mkdir(parents=True, exist_ok=True)
    facts = {"package": PACKAGE, **tables["metadata"].metadata}
    texts = {
        "package.json": f"{json.dumps(_manifest(tables), indent=2)}\n",
        "index.js": _READER % {"names": json.dumps(list(tables))},
        "index.d.ts": _declarations([table.schema for table in tables.values()]),
        "README.md": _README % facts,
        "schema.json": schema_text(tables),
        **{f"data/{name}.json": table.to_json() for name, table in tables.items()},
    }
    return tuple(write_text(place / name, text) for name, text in texts.items())
