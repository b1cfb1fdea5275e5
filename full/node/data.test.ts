// The data files read by another language: the same counts as the manifest states.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

const data = process.env.DATA ?? "";
const read = (name: string): any => JSON.parse(readFileSync(join(data, name), "utf8"));
const manifest = read("manifest.json");

test("every register file holds the documents that the manifest lists", () => {
  const files = Object.entries<any>(manifest.register);
  assert.ok(files.length > 10);
  for (const [name, listed] of files) {
    const refs = (read(name).standards ?? []).map((each: any) => `${each.id}@${each.edition}`);
    assert.deepEqual(refs.sort(), [...listed.standards].sort(), name);
  }
});

test("every structure has provisions with unique identifiers", () => {
  const frameworks = Object.values<any>(manifest.frameworks);
  assert.ok(frameworks.length > 50);
  for (const listed of frameworks) {
    const ids = read(listed.file).provisions.map((each: any) => each.id);
    assert.ok(ids.length > 0, listed.file);
    assert.equal(new Set(ids).size, ids.length, listed.file);
  }
});

test("every mapping set has as many rows as the manifest counts", () => {
  const sets = Object.values<any>(manifest.mappings);
  assert.ok(sets.length > 50);
  for (const listed of sets) {
    const lines = readFileSync(join(data, listed.file), "utf8").split("\n");
    const rows = lines.filter((line) => line !== "" && !line.startsWith("#")).length - 1;
    assert.ok(rows >= listed.relationships, listed.file);
  }
});
