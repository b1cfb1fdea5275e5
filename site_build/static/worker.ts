/** The reader in a worker, so that the page stays quick; a page opened from a folder has none. */

import { prepared, type Answer } from "./reading";

type Scope = {
  AISS_LOAD: (name: string, value: unknown) => void;
  importScripts(address: string): void;
  postMessage(message: Message): void;
  onmessage: ((event: MessageEvent<string>) => void) | null;
  location: Location;
};
export type Message = { told: string } | { answer: Answer } | { problem: string };

const scope = globalThis as unknown as Scope;
let found: unknown;
scope.AISS_LOAD = (_, value) => (found = value);

async function table(name: string): Promise<string> {
  scope.importScripts(new URL(`../data/${name}.js`, scope.location.href).href);
  return found as string;
}

let reader: Promise<(text: string) => Answer> | undefined;

scope.onmessage = async (event) => {
  try {
    reader ??= prepared(table, (told) => scope.postMessage({ told }));
    const read = await reader;
    scope.postMessage({ told: "Reading…" });
    scope.postMessage({ answer: read(event.data) });
  } catch (problem) {
    reader = undefined;
    scope.postMessage({ problem: String(problem) });
  }
};
