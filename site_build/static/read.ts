/** The reader: the library in Pyodide, from files that a page opened from a folder can load, too. */

type Row = Record<string, string | number | null | string[]>;
type Python = {
  unpackArchive(content: ArrayBuffer, format: string, options: { extractDir: string }): void;
  runPython(code: string): unknown;
  globals: { set(name: string, value: unknown): void };
};
type Loader = { loadPyodide(options: Record<string, unknown>): Promise<Python> };

declare global {
  interface Window {
    AISS_TABLE: <T>(name: string) => Promise<T>;
  }
}

const PREPARE = `
import json, sys
sys.path.insert(0, "/library")
import ai_security_standards
catalog = ai_security_standards.load()
def read(text):
    audit = catalog.audit(text)
    return json.dumps({"headline": audit.headline(), "rows": audit.rows()})
`;

let python: Promise<Python> | undefined;

function tell(text: string): void {
  const place = document.getElementById("count");
  if (place !== null) place.textContent = text;
}

/** Open a table of base64 of gzip. */
async function opened(name: string): Promise<ArrayBuffer> {
  const text = await window.AISS_TABLE<string>(`reader/${name}`);
  const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}

function address_of(content: ArrayBuffer, type: string): string {
  return URL.createObjectURL(new Blob([content], { type }));
}

async function prepared(): Promise<Python> {
  tell("Loading: runtime…");
  const [loader, module, wasm, library, modules, lock] = await Promise.all(
    ["loader", "module", "wasm", "stdlib", "library", "lock"].map(opened),
  ) as [ArrayBuffer, ArrayBuffer, ArrayBuffer, ArrayBuffer, ArrayBuffer, ArrayBuffer];
  tell("Loading: Python…");
  const { loadPyodide } = (await import(address_of(loader, "text/javascript"))) as Loader;
  const made = (await import(address_of(module, "text/javascript"))) as { default: unknown };
  // The runtime asks for its code by an address, which a page from a folder has not.
  const fetched = window.fetch;
  window.fetch = async (asked, options) =>
    String(asked).endsWith("pyodide.asm.wasm")
      ? new Response(wasm, { headers: { "Content-Type": "application/wasm" } })
      : fetched(asked, options);
  try {
    const found = await loadPyodide({
      indexURL: "https://invalid.invalid/",
      createPyodideModule: made.default,
      stdLibURL: address_of(library, "application/zip"),
      lockFileContents: new TextDecoder().decode(lock),
      packageBaseUrl: "https://invalid.invalid/",
    });
    tell("Loading: the library…");
    found.unpackArchive(modules, "zip", { extractDir: "/library" });
    found.runPython(PREPARE);
    return found;
  } finally {
    window.fetch = fetched;
  }
}

function table_of(rows: Row[]): HTMLTableElement {
  const table = document.createElement("table");
  table.className = "stack";
  const head = table.createTHead().insertRow();
  const names: [string, string][] = [
    ["line", "Line"], ["text", "Written"], ["verdict", "Verdict"], ["refs", "Means"], ["instead", "Instead"], ["reasons", "Why"],
  ];
  for (const [, label] of names) {
    const cell = document.createElement("th");
    cell.scope = "col";
    cell.textContent = label;
    head.append(cell);
  }
  const body = table.createTBody();
  for (const row of rows) {
    const line = body.insertRow();
    for (const [name, label] of names) {
      const cell = line.insertCell();
      cell.dataset.n = label;
      const value = row[name] ?? "";
      cell.textContent = Array.isArray(value) ? value.join("; ") : String(value);
    }
  }
  return table;
}

const form = document.getElementById("reader") as HTMLFormElement | null;
form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const text = (document.getElementById("text") as HTMLTextAreaElement).value;
  try {
    python ??= prepared();
    const found = await python;
    tell("Reading…");
    found.globals.set("text", text);
    const answer = JSON.parse(String(found.runPython("read(text)"))) as { headline: string; rows: Row[] };
    tell(answer.headline);
    const place = document.getElementById("mentions");
    place?.replaceChildren(table_of(answer.rows));
    if (place !== null) place.hidden = answer.rows.length === 0;
  } catch (problem) {
    python = undefined;
    tell(`It could not be read: ${String(problem)}`);
  }
});

export {};
