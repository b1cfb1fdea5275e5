/** The page that reads a text: in a worker over HTTP, on its own thread from a folder. */

import { prepared, type Answer, type Row } from "./reading";
import type { Message } from "./worker";

declare global {
  interface Window {
    AISS_TABLE: <T>(name: string) => Promise<T>;
  }
}

function tell(text: string): void {
  const place = document.getElementById("count");
  if (place !== null) place.textContent = text;
}

let here: Promise<(text: string) => Answer> | undefined;

async function read_here(text: string): Promise<Answer> {
  here ??= prepared((name) => window.AISS_TABLE<string>(name), tell);
  try {
    const read = await here;
    tell("Reading…");
    return read(text);
  } catch (problem) {
    here = undefined;
    throw problem;
  }
}

let worker: Worker | undefined;

function read_in_worker(text: string): Promise<Answer> {
  const mine = (worker ??= new Worker(`${document.body.dataset.root ?? ""}static/worker.js`, { type: "module" }));
  return new Promise((resolve, reject) => {
    mine.onmessage = ({ data }: MessageEvent<Message>) => {
      if ("told" in data) tell(data.told);
      else if ("answer" in data) resolve(data.answer);
      else reject(new Error(data.problem));
    };
    mine.onerror = () => reject(new Error("the reader did not start"));
    mine.postMessage(text);
  });
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
    const answer = await (location.protocol === "file:" ? read_here(text) : read_in_worker(text));
    tell(answer.headline);
    const place = document.getElementById("mentions");
    place?.replaceChildren(table_of(answer.rows));
    if (place !== null) place.hidden = answer.rows.length === 0;
  } catch (problem) {
    worker?.terminate();
    worker = undefined;
    tell(`It could not be read: ${String(problem)}`);
  }
});
