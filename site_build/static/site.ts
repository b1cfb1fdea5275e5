/** What the pages do beside being read: search, filters, crosswalk, copying. It shows and never reasons. */

import { places_of, slug_of_ref } from "./addresses";

type Row = Record<string, unknown>;
type Hit = { name: string; note: string; address: string; rank: number; order: number };

declare global {
  interface Window {
    AISS_LOAD: (name: string, value: unknown) => void;
    AISS_TABLE: <T>(name: string) => Promise<T>;
  }
}

const root = document.body.dataset.root ?? "";
const waiting = new Map<string, (value: unknown) => void>();
const loaded = new Map<string, Promise<unknown>>();

window.AISS_LOAD = (name, value) => waiting.get(name)?.(value);

/** Load a table: a classic script, since a page opened from a folder can fetch nothing. */
export function load<T>(name: string): Promise<T> {
  let found = loaded.get(name);
  if (found === undefined) {
    found = new Promise((resolve, reject) => {
      waiting.set(name, resolve);
      const script = document.createElement("script");
      script.src = `${root}data/${name}.js`;
      script.onerror = () => reject(new Error(`no table ${name}`));
      document.head.append(script);
    });
    loaded.set(name, found);
  }
  return found as Promise<T>;
}

window.AISS_TABLE = load;

function byId<T extends HTMLElement>(id: string): T | null {
  return document.getElementById(id) as T | null;
}

/** An element of a page of the explorer: headings of the documentation may bear the same names. */
function ofExplorer<T extends HTMLElement>(id: string): T | null {
  return document.querySelector("main.docs") === null ? byId<T>(id) : null;
}

function element(tag: string, text = "", properties: Record<string, string> = {}): HTMLElement {
  const made = document.createElement(tag);
  made.textContent = text;
  for (const [name, value] of Object.entries(properties)) made.setAttribute(name, value);
  return made;
}

function tell(id: string, text: string): void {
  const place = byId(id);
  if (place !== null) place.textContent = text;
}

// ---------------------------------------------------------------- copying

document.addEventListener("click", (event) => {
  const button = (event.target as HTMLElement).closest<HTMLElement>("[data-copy]");
  if (button === null) return;
  const text = button.dataset.copy ?? "";
  const done = () => {
    button.textContent = "Copied";
    tell("told", `${text} copied`);
  };
  if (navigator.clipboard !== undefined && window.isSecureContext) {
    navigator.clipboard.writeText(text).then(done, () => undefined);
  } else {
    const field = document.createElement("textarea");
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
    done();
  }
});

// ---------------------------------------------------------------- search

type Documents = { address: string; name: string; title: string; words: string; current: number; rows: number }[];
type Provisions = { document: number; id: string; name: string; slug: string; page: number }[];
type Tables = { documents: Documents; provisions: Provisions; synonyms: [string, string][] };

/** Fold case and accents, as the library does for look-ups. */
export function folded(text: string): string {
  return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().trim();
}

let tables: Promise<Tables> | undefined;

function search_tables(): Promise<Tables> {
  tables ??= Promise.all([
    load<[string, string, string, string, number, number][]>("documents"),
    load<[number, string, string, string, number][]>("provisions"),
    load<[string, string][]>("synonyms"),
  ]).then(([documents, provisions, synonyms]) => ({
    documents: documents.map(([address, name, title, words, current, rows]) => ({
      address, name, title, words, current, rows,
    })),
    // Most parts of addresses are the identifier with low lines for blanks: those are left out of the table.
    provisions: provisions.map(([document, id, name, slug, page]) => (
      { document, id, name, slug: slug || id.replaceAll(" ", "_"), page }
    )),
    synonyms,
  }));
  return tables;
}

/** The distance of two words by changes of one sign, two neighbours exchanged included; at most `most`. */
export function distance(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      let cost = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      }
      next.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return most + 1;
    before = row;
    row = next;
  }
  return row[other.length] ?? most + 1;
}

function rank_of(text: string, words: string[], id: string, name: string, more: string): number {
  const whole = folded(id);
  const title = folded(name);
  if (whole === text) return 0;
  if (title === text) return 1;
  const all = ` ${whole} ${title} ${more} `.replace(/[^\p{L}\p{N}.()@-]+/gu, " ");
  if (more.split("|").some((alias) => alias.trim() === text)) return 1;
  if (words.every((word) => all.includes(` ${word} `))) return title.startsWith(text) ? 2 : 3;
  if (words.every((word) => all.includes(` ${word}`))) return 4;
  return words.every((word) => all.includes(word)) && text.length > 2 ? 5 : 9;
}

/** Find documents and provisions: exact ones first, then whole words, beginnings, and current editions. */
export function find({ documents, provisions }: Tables, query: string): Hit[] {
  const text = folded(query);
  const words = text.split(/[\s,;:]+/).filter(Boolean);
  if (words.length === 0) return [];
  const hits: Hit[] = [];
  documents.forEach((each, index) => {
    const rank = rank_of(text, words, each.address.slice(4, -11), each.name, `${each.words}| ${folded(each.title)}`);
    if (rank < 9) {
      const order = order_of(each) + index / 1e6;
      hits.push({ name: each.name, note: each.title, address: each.address, rank: rank * 2, order });
    }
  });
  for (const each of provisions) {
    const document = documents[each.document];
    if (document === undefined) continue;
    const direct = rank_of(text, words, each.id, each.name, "");
    const within = direct < 9 ? direct : rank_of(text, words, each.id, each.name, `${folded(document.name)} ${document.words}`);
    if (within < 9) hits.push(hit_of(each, document, within * 2 + (direct < 9 ? 0 : 1)));
  }
  return hits.sort(by_rank);
}

/** The rank of what bears a synonym as its name: after an identifier, title or alias that is the query itself. */
const BY_SYNONYM = 3.5;

/** Current editions come first, then what has most relationships. */
function order_of(document: Documents[number]): number {
  return (document.current ? 0 : 1e6) - document.rows;
}

function hit_of(each: Provisions[number], document: Documents[number], rank: number): Hit {
  const folder = document.address.slice(0, -10);
  return {
    name: each.name === "" ? each.id : `${each.id} ${each.name}`,
    note: document.name,
    address: each.page ? `${folder}${each.slug}.html` : `${document.address}#${each.slug}`,
    rank,
    order: order_of(document),
  };
}

function by_rank(one: Hit, other: Hit): number {
  return one.rank - other.rank || one.order - other.order;
}

/** The phrases that mean the same as a query as a whole, of the reviewed list. */
function synonyms_of({ synonyms }: Tables, text: string): Set<string> {
  return new Set(synonyms.flatMap(([one, other]) => (one === text ? [other] : other === text ? [one] : [])));
}

/** Find what bears one of these phrases as its whole name: it is what was asked for, under another word. */
function find_named({ documents, provisions }: Tables, phrases: Set<string>): { hits: Hit[]; used: Set<string> } {
  const named = provisions.filter((each) => phrases.has(folded(each.name)));
  const hits = named.map((each) => hit_of(each, documents[each.document] as Documents[number], BY_SYNONYM));
  return { hits, used: new Set(named.map((each) => folded(each.name))) };
}

export type Found = { hits: Hit[]; note: string };

/**
 * Find with what bears a synonym as its name, after what bears the words themselves; and where that gives fewer than
 * three hits, with synonyms in longer queries, joined words and misspellings. The note says what was done.
 */
export function find_widely(given: Tables, query: string): Found {
  const text = folded(query);
  const phrases = synonyms_of(given, text);
  const found = find(given, query);
  const named = phrases.size === 0 ? { hits: [], used: phrases } : find_named(given, phrases);
  const hits = with_others(found, named.hits).sort(by_rank);
  const note = named.used.size > 0 ? `, also named ${[...named.used].map((each) => `“${each}”`).sort().join(", ")}` : "";
  if (hits.length >= 3) return { hits, note };
  const tried = new Set([text]);
  const others: string[] = [];
  for (const [one, other] of given.synonyms) {
    if (text.includes(one)) others.push(text.replace(one, other));
    else if (text.includes(other)) others.push(text.replace(other, one));
  }
  others.push(text.replace(/ /g, ""), text.replace(/-/g, " "));
  others.push(corrected(given, text));
  for (const other of others) {
    if (other === "" || tried.has(other)) continue;
    tried.add(other);
    const more = find(given, other);
    if (more.length > 0) return { hits: with_others(hits, more), note: `, read as “${other}”` };
  }
  return { hits, note };
}

/** Hits and the others that are not among them. */
function with_others(hits: Hit[], others: Hit[]): Hit[] {
  const shown = new Set(hits.map((hit) => hit.address));
  return [...hits, ...others.filter((hit) => !shown.has(hit.address))];
}

let vocabulary: Map<string, number> | undefined;

function corrected({ documents, provisions }: Tables, text: string): string {
  if (vocabulary === undefined) {
    vocabulary = new Map();
    for (const each of [...documents.map((one) => `${one.name} ${one.title}`), ...provisions.map((one) => one.name)]) {
      for (const word of folded(each).split(/[^\p{L}\p{N}]+/u)) {
        if (word.length > 3) vocabulary.set(word, (vocabulary.get(word) ?? 0) + 1);
      }
    }
  }
  const known = vocabulary;
  return text
    .split(" ")
    .map((word) => {
      if (word.length < 4 || known.has(word)) return word;
      const most = word.length > 6 ? 2 : 1;
      let best = word;
      let least = most + 1;
      let times = 0;
      for (const [other, count] of known) {
        const far = distance(word, other, most);
        if (far < least || (far === least && far <= most && count > times)) [best, least, times] = [other, far, count];
      }
      return best;
    })
    .join(" ");
}

const field = byId<HTMLInputElement>("q");
const list = byId("found");

if (field !== null && list !== null) {
  let chosen = -1;
  let asked = 0;
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-expanded", "false");
  field.setAttribute("aria-controls", "found");
  field.setAttribute("aria-autocomplete", "list");
  const close = () => {
    list.hidden = true;
    chosen = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  };
  const choose = (index: number) => {
    const links = [...list.querySelectorAll("a")];
    if (links.length === 0) return;
    chosen = (index + links.length) % links.length;
    links.forEach((link, position) => link.setAttribute("aria-selected", String(position === chosen)));
    const link = links[chosen];
    if (link !== undefined) {
      field.setAttribute("aria-activedescendant", link.id);
      link.scrollIntoView({ block: "nearest" });
    }
  };
  field.addEventListener("focus", () => void search_tables(), { once: true });
  field.addEventListener("input", async () => {
    const mine = (asked += 1);
    const given = await search_tables();
    if (mine !== asked) return;
    const { hits, note } = find_widely(given, field.value);
    list.replaceChildren(
      ...hits.slice(0, 12).map((hit, index) => {
        const link = element("a", hit.name, {
          href: root + hit.address, role: "option", id: `hit${index}`, "aria-selected": "false", tabindex: "-1",
        });
        link.append(element("span", hit.note, { class: "muted" }));
        return link;
      }),
    );
    list.hidden = hits.length === 0;
    chosen = -1;
    field.setAttribute("aria-expanded", String(hits.length > 0));
    tell("told", field.value === "" ? "" : `${hits.length} results${note}`);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      choose(chosen + (event.key === "ArrowDown" ? 1 : chosen < 0 ? 0 : -1));
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      list.querySelectorAll("a")[chosen]?.click();
    }
  });
  field.addEventListener("blur", () => setTimeout(close, 200));
  document.addEventListener("keydown", (event) => {
    const where = event.target as HTMLElement;
    if (event.key === "/" && !/^(INPUT|TEXTAREA|SELECT)$/.test(where.tagName)) {
      event.preventDefault();
      field.focus();
    }
  });
}

const shown = ofExplorer("hits");
const query = new URLSearchParams(location.search);
if (shown !== null) {
  const asked = query.get("q") ?? "";
  if (field !== null) field.value = asked;
  void search_tables().then((given) => {
    const { hits, note } = find_widely(given, asked);
    tell("count", `${hits.length} results${note}`);
    shown.replaceChildren(
      ...hits.slice(0, 200).map((hit) => {
        const line = element("li");
        line.append(element("a", hit.name, { href: root + hit.address }), element("span", ` ${hit.note}`, { class: "muted" }));
        return line;
      }),
    );
  });
}

// ---------------------------------------------------------------- filters of the table

const filters = ofExplorer<HTMLFormElement>("filters");
const browsed = ofExplorer<HTMLTableElement>("browse");
if (filters !== null && browsed !== null) {
  const names = ["words", "status", "publisher", "place", "kind"];
  const lines = [...(browsed.tBodies[0]?.rows ?? [])].map((line) => ({
    line,
    words: folded(line.textContent ?? ""),
    cells: Object.fromEntries([...line.cells].map((cell) => [(cell.dataset.n ?? "").toLowerCase(), cell.textContent ?? ""])),
  }));
  const control = (name: string) => filters.elements.namedItem(name) as HTMLInputElement | HTMLSelectElement;
  const apply = (keep: boolean) => {
    const values = Object.fromEntries(names.map((name) => [name, control(name).value]));
    const words = folded(values.words ?? "").split(/\s+/).filter(Boolean);
    let left = 0;
    for (const each of lines) {
      const fits =
        words.every((word) => each.words.includes(word)) &&
        names.slice(1).every((name) => !values[name] || each.cells[name]?.split(", ").includes(values[name] ?? ""));
      each.line.hidden = !fits;
      left += Number(fits);
    }
    tell("count", `${left} of ${lines.length} documents`);
    if (keep) {
      const state = new URLSearchParams(Object.entries(values).filter(([, value]) => value !== ""));
      history.replaceState(null, "", state.size > 0 ? `?${state}` : location.pathname);
    }
  };
  for (const name of names) control(name).value = query.get(name) ?? "";
  filters.addEventListener("input", () => apply(true));
  filters.addEventListener("submit", (event) => event.preventDefault());
  apply(false);
}

// ---------------------------------------------------------------- crosswalk

type Pair = {
  source: string;
  target: string;
  headline: string;
  downloads: [string, string][];
  rows: PairRow[];
  elsewhere: [string, string, number, string][];
};
type PairRow = [string, string, string, string, string, string, string, string, number?];

const pair = ofExplorer<HTMLFormElement>("pair");
const place = ofExplorer("rows");
if (pair !== null && place !== null) {
  const [from, to] = ["a", "b"].map((name) => pair.elements.namedItem(name) as HTMLSelectElement);
  if (from !== undefined && to !== undefined) {
    let notice = "";
    const told = (text: string) => {
      tell("count", notice + text);
      notice = "";
    };
    const show = async (keep: boolean) => {
      place.replaceChildren();
      if (keep) history.replaceState(null, "", `?${new URLSearchParams({ a: from.value, b: to.value })}`);
      if (from.value === to.value) return told("Choose two different documents.");
      const there = await load<Record<string, string>>("pairs");
      const [first, second] = [from.value, to.value].sort();
      const file = there[`${first} ${second}`];
      if (file === undefined) {
        place.append(mapped_of(from), mapped_of(to));
        return told("No shipped mapping set has a row between any editions of these two. See what each is mapped to.");
      }
      const found = await load<Pair>(`pairs/${file}`);
      told(found.headline);
      place.append(found.rows.length > 0 ? rows_of(found, found.source !== from.value) : elsewhere_of(found));
    };
    for (const [control, name] of [[from, "a"], [to, "b"]] as const) {
      const asked = query.get(name);
      if (asked === null) continue;
      const values = [...control.options].map((option) => option.value);
      const standard = asked.split("@")[0] ?? "";
      const value = values.includes(asked) ? asked : values.find((each) => each.startsWith(`${standard}@`));
      if (value !== undefined) control.value = value;
      if (value !== asked) notice += value === undefined
        ? `${asked} has no row with another document. `
        : `This is ${value}, the edition that counts today, and not ${asked}. `;
    }
    if (query.get("b") === null && to.options.length > 1) to.selectedIndex = 1;
    pair.addEventListener("change", () => void show(true));
    byId("swap")?.addEventListener("click", () => {
      [from.value, to.value] = [to.value, from.value];
      void show(true);
    });
    if (query.has("a")) void show(false);
    else byId("matrix")?.setAttribute("open", "");
  }
}

/** A link to all that a document is mapped to. */
function mapped_of(control: HTMLSelectElement): HTMLElement {
  const line = element("p");
  const name = control.selectedOptions[0]?.text ?? control.value;
  line.append(element("a", `What ${name} is mapped to`, { href: `${root}ref/${slug_of_ref(control.value)}/index.html#mapped` }));
  return line;
}

/** What is stated of other editions of two documents, in the place of rows. */
function elsewhere_of({ elsewhere }: Pair): HTMLElement {
  const list = element("ul");
  for (const [source, target, number, reason] of elsewhere) {
    const line = element("li", `${number} between `);
    for (const [index, ref] of [source, target].entries()) {
      line.append(index > 0 ? " and " : "", element("a", ref, { href: `${root}ref/${slug_of_ref(ref)}/index.html` }));
    }
    line.append(` (other ${reason})`);
    list.append(line);
  }
  return list;
}

/** A provision of a document with its title, linked if it is shipped. */
function linked(
  tag: string, document: string, id: string, title: string, shipped: boolean, properties: Record<string, string>,
): HTMLElement {
  const cell = element(tag, "", properties);
  if (!shipped) {
    cell.append(element("span", id, { class: "id" }));
    return cell;
  }
  const slug = slug_of_ref(id === "" ? document : `${document}:${id}`);
  const address = `${root}ref/${slug}${id === "" ? "/index" : ""}.html`;
  cell.append(element("a", id === "" ? document : id, { href: address, class: "id" }), title === id ? "" : ` ${title}`);
  return cell;
}

function rows_of(found: Pair, turned: boolean): HTMLElement {
  const [from, to] = turned ? [found.target, found.source] : [found.source, found.target];
  const groups = new Map<string, PairRow[]>();
  for (const row of found.rows) {
    const key = turned ? row[2] : row[0];
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const table = element("table", "", { class: "stack" });
  const head = element("tr");
  for (const name of ["From", "Relationship", "To", "Basis", "Why"]) head.append(element("th", name, { scope: "col" }));
  const body = element("tbody");
  for (const [key, rows] of groups) {
    rows.forEach((row, index) => {
      const line = element("tr");
      const absent = row[8] ?? 0;
      const [near_bit, far_bit] = turned ? [2, 1] : [1, 2];
      const [name, far, far_name] = turned ? [row[3], row[0], row[1]] : [row[1], row[2], row[3]];
      // The first end is printed once for its group; on a phone, where a row is a card, each card names it again.
      const properties: Record<string, string> =
        index === 0 ? { scope: "rowgroup", rowspan: String(rows.length) } : { class: "again", "data-n": "From" };
      line.append(linked(index === 0 ? "th" : "td", from, key, name, !(absent & near_bit), properties));
      line.append(
        element("td", turned ? row[5] : row[4], { "data-n": "Relationship" }),
        linked("td", to, far, far_name, !(absent & far_bit), { "data-n": "To" }),
        element("td", row[6], { "data-n": "Basis" }),
        element("td", row[7], { "data-n": "Why" }),
      );
      body.append(line);
    });
  }
  const top = element("thead");
  top.append(head);
  table.append(top, body);
  const all = element("div");
  const links = element("p");
  for (const [address, label] of found.downloads) links.append(element("a", label, { href: root + address }), " ");
  all.append(links, table);
  return all;
}

// ---------------------------------------------------------------- an address that names no page

const led = ofExplorer("led");
if (led !== null) {
  // Links of this page are read from the root of the site: the one within the page must not be.
  document.querySelector(".skip")?.setAttribute("href", `${location.pathname}#main`);
  const below = decodeURIComponent(location.pathname.slice(new URL(".", document.baseURI).pathname.length));
  const asked = below.startsWith("ref/") ? below.slice(4) : "";
  if (asked !== "") {
    byId("instead")?.setAttribute("href", `${root}search.html?q=${encodeURIComponent(asked.split(/[:/]/).pop() ?? "")}`);
    void load<Record<string, string>>("bare").then(async (bare) => {
      for (const place of places_of(asked, bare)) {
        const there = await fetch(`${root}${place}`, { method: "HEAD" });
        if (there.ok) return location.replace(root + place);
      }
    }).catch(() => undefined);
  }
}

export type { Hit, Row, Tables };
