/** The reader: the library in Pyodide, from files that a page opened from a folder can load, too. */

export type Row = Record<string, string | number | null | string[]>;
export type Answer = { headline: string; rows: Row[] };
type Python = {
  unpackArchive(content: ArrayBuffer, format: string, options: { extractDir: string }): void;
  runPython(code: string): unknown;
  globals: { set(name: string, value: unknown): void };
};
type Loader = { loadPyodide(options: Record<string, unknown>): Promise<Python> };

const PREPARE = `
import json, sys
sys.path.insert(0, "/library")
import ai_security_standards
catalog = ai_security_standards.load()
def read(text):
    audit = catalog.audit(text)
    return json.dumps({"headline": audit.headline(), "rows": audit.rows()})
`;

/** Open a table of base64 of gzip. */
async function opened(text: string): Promise<ArrayBuffer> {
  const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}

function address_of(content: ArrayBuffer, type: string): string {
  return URL.createObjectURL(new Blob([content], { type }));
}

/** Prepare a reader: `table` gives a table of the folder `reader`, `tell` says how far it is. */
export async function prepared(
  table: (name: string) => Promise<string>,
  tell: (text: string) => void,
): Promise<(text: string) => Answer> {
  tell("Loading: runtime…");
  const [loader, module, wasm, library, modules, lock] = await Promise.all(
    ["loader", "module", "wasm", "stdlib", "library", "lock"].map(async (name) => opened(await table(`reader/${name}`))),
  ) as [ArrayBuffer, ArrayBuffer, ArrayBuffer, ArrayBuffer, ArrayBuffer, ArrayBuffer];
  tell("Loading: Python…");
  const { loadPyodide } = (await import(address_of(loader, "text/javascript"))) as Loader;
  const made = (await import(address_of(module, "text/javascript"))) as { default: unknown };
  // The runtime asks for its code by an address, which a page from a folder has not.
  const fetched = globalThis.fetch;
  globalThis.fetch = async (asked, options) =>
    String(asked).endsWith("pyodide.asm.wasm")
      ? new Response(wasm, { headers: { "Content-Type": "application/wasm" } })
      : fetched(asked, options);
  try {
    const python = await loadPyodide({
      indexURL: "https://invalid.invalid/",
      createPyodideModule: made.default,
      stdLibURL: address_of(library, "application/zip"),
      lockFileContents: new TextDecoder().decode(lock),
      packageBaseUrl: "https://invalid.invalid/",
    });
    tell("Loading: the library…");
    python.unpackArchive(modules, "zip", { extractDir: "/library" });
    python.runPython(PREPARE);
    return (text) => {
      python.globals.set("text", text);
      return JSON.parse(String(python.runPython("read(text)"))) as Answer;
    };
  } finally {
    globalThis.fetch = fetched;
  }
}
