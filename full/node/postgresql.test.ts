// The JSON files loaded into PostgreSQL by the script beside them: the same counts as in Python, which COUNTS holds.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { PGlite } from "@electric-sql/pglite";

const counts: Record<string, number> = JSON.parse(process.env.COUNTS ?? "{}");
const folder = process.env.TABLES ?? "";
const read = (name: string): string => readFileSync(join(folder, name), "utf8");

test("PostgreSQL loads every table, and infers as many pairs as Python", async () => {
  const database = new PGlite();
  // `psql` sets a variable to the content of a file; here it is a parameter.
  let content = "";
  for (const line of read("postgresql.sql").split("\n")) {
    const file = /^\\set content `cat (\w+\.json)`$/.exec(line);
    if (file?.[1] !== undefined) {
      content = read(file[1]);
    } else if (line.includes(":'content'")) {
      await database.query(line.replace(":'content'", "$1"), [content]);
    } else if (!line.startsWith("\\")) {
      await database.exec(line);
    }
  }
  const tables = Object.keys(JSON.parse(read("schema.json")).tables);
  assert.ok(tables.length > 10);
  for (const name of tables) {
    const found = await database.query<{ rows: number }>(`SELECT count(*)::int AS rows FROM "${name}"`);
    assert.equal(found.rows[0]?.rows, counts[name], name);
  }
  const inferred = await database.query(read("infer.sql"));
  assert.equal(inferred.rows.length, counts.inferred);
});
