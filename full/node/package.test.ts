// The npm package read by TypeScript: the same counts as in SQL and in Python, which COUNTS holds.
import assert from "node:assert/strict";
import { test } from "node:test";
import { metadata, names, table, type EditionsRow, type TableName } from "ai-security-standards-data";

const counts: Record<string, number> = JSON.parse(process.env.COUNTS ?? "{}");

test("every table has as many rows as in SQL and in Python", () => {
  assert.ok(names.length > 10);
  for (const name of names) {
    assert.equal(table(name).length, counts[name], name);
  }
});

test("sums over columns are those of SQL and of Python", () => {
  assert.equal(table("editions").filter((each) => each.current).length, counts.current);
  assert.equal(table("relationships").reduce((sum, each) => sum + each.bits, 0), counts.bits);
  assert.equal(table("provisions").reduce((sum, each) => sum + each.roles.length, 0), counts.roles);
});

test("rows have the types that the package declares", () => {
  const act: EditionsRow | undefined = table("editions").find((each) => each.ref === "eu-ai-act@2024/1689");
  assert.ok(act !== undefined);
  const published: string | null = act.published_from;
  assert.equal(published, "2024-07-12");
  const topics: readonly string[] = act.topics;
  assert.ok(topics.includes("regulation"));
  assert.match(metadata.day, /^\d{4}-\d{2}-\d{2}$/);
  // @ts-expect-error: there is no such column
  assert.equal(act.publishd, undefined);
});

test("an unknown table is refused by types and at run time", () => {
  // @ts-expect-error: the name of a table is one of TableName
  assert.throws(() => table("edition"), /unknown table 'edition'/);
  const name: TableName = "lineage";
  assert.equal(table(name), table(name));
});

test("a relationship leads to provisions and to its source", () => {
  const sets = new Map(table("mapping_sets").map((each) => [each.id, each]));
  const editions = new Set(table("editions").map((each) => each.ref));
  for (const each of table("relationships")) {
    assert.ok(sets.has(each.mapping_set), each.mapping_set);
    assert.ok(editions.has(each.subject_document), each.subject_document);
  }
});
