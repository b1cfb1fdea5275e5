/** The reader in a worker, so that the page stays quick; a page opened from a folder has none. */

import { prepared, type Answer } from "./reading";

type Scope = {
  postMessage(message: Message): void;
  onmessage: ((event: MessageEvent<string>) => void) | null;
  location: Location;
};
export type Message = { told: string } | { answer: Answer } | { problem: string };

const scope = globalThis as unknown as Scope;

/** Fetch a table, which is written as a script for pages from a folder. */
async function table(name: string): Promise<string> {
  const answer = await fetch(new URL(`../data/${name}.js`, scope.location.href));
  const text = await answer.text();
  return JSON.parse(text.slice(text.indexOf(",") + 1, text.lastIndexOf(")"))) as string;
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
