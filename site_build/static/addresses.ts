/** Addresses: the slugs of references, by the same rule and the same table of cases as the library's. */

const KEPT = /^(?:index|con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/i;

function escaped(sign: string): string {
  return [...new TextEncoder().encode(sign)].map((byte) => `~${byte.toString(16).padStart(2, "0")}`).join("");
}

/** The name of a file for a part of a reference. */
export function slug_of(part: string): string {
  let plain = part.replace(/[^A-Za-z0-9.,()-]/gu, (sign) => (sign === " " ? "_" : escaped(sign)));
  if (KEPT.test(plain)) plain = escaped(plain[0] ?? "") + plain.slice(1);
  return plain.replace(/^[.,]|\.$/g, escaped);
}

/** The slug of a reference as files write it: `standard@edition:provision`. */
export function slug_of_ref(text: string): string {
  const [, standard = "", edition, provision] = /^([^@:]*)(?:@([^:]*))?(?::(.*))?$/su.exec(text) ?? [];
  const document = edition === undefined ? slug_of(standard) : `${slug_of(standard)}@${slug_of(edition)}`;
  return provision === undefined ? document : `${document}/${slug_of(provision)}`;
}

/** Where an address below `ref/` that names no file may be shown, likeliest first: as a slug, and as a reference. */
export function places_of(asked: string, bare: Record<string, string>): string[] {
  const whole = asked.replace(/\/$/, "");
  const slug = whole.replace(/(\/index)?\.(html|json)$/, "");
  const slugs = whole.includes(":") ? [slug_of_ref(whole)] : [slug, slug_of_ref(whole)];
  return [...new Set(slugs)].map((each) => {
    const [document = "", provision] = each.split("/");
    if (provision === undefined) return `ref/${document}/index.html`;
    const shown_in_document = (bare[document] ?? "").split(" ").includes(provision);
    return shown_in_document ? `ref/${document}/index.html#${provision}` : `ref/${document}/${provision}.html`;
  });
}
