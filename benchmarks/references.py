"""Measure how many real references are read correctly: `python benchmarks/references.py LABELLED.jsonl [--errors]`.

With `--forms` in place of a file, check that every shipped identifier, printed in each of eight forms, is
read as itself; the exit status is 1 if one is not.

A file has one labelled string per line. `references-held-out.jsonl` is such a set, labelled before the
library read it; what was missed up to h0240 was then corrected by rules, the rest was gathered later.

A positive is right if standard and provision are one of its labels and the edition is the stated one.
Without a stated edition, any edition in which the identifier means the same is right, and
AmbiguousReference with exactly those candidates. `labels.json` lists the labels that the catalog
corrects, each with its reason.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import ai_security_standards as aiss
from ai_security_standards.errors import AmbiguousReference, UnknownReference

Label = dict[str, Any]
CATALOG = aiss.load()
CORRECTIONS = json.loads(Path(__file__).with_name("labels.json").read_text(encoding="utf-8"))
#: The documents of the data release that the labels speak of. They say nothing of later ones.
LABELLED = frozenset(each.id for each in CATALOG.standards(current=None) if each.recorded == "2026.11.0")


def simplify(provision: str | None) -> str | None:
    """Return an identifier without what labels omit: the chapter of a measure, the mark of a heading."""
    if provision is None:
        return None
    return (
        provision.rpartition(" Measure ")[2]
        .rpartition(" Commitment ")[2]
        .lstrip("#")
        .replace(" ", "")
        .casefold()
    )


def names(ref: aiss.Ref) -> set[str | None]:
    """Return the forms in which a label may write the provision of a reference."""
    if ref.provision is None:
        return {None}
    forms = {simplify(ref.provision)}
    for edition in (ref.edition, *(each.edition for each in CATALOG.editions(ref.standard))):
        provision = CATALOG.get(aiss.Ref(ref.standard, edition, ref.provision))
        if isinstance(provision, aiss.Provision):
            forms |= {simplify(alias) for alias in (*provision.aliases, provision.title) if alias}
            break
    return forms


def fits(ref: aiss.Ref, labels: list[Label], stated: bool, possible: list[str]) -> bool:
    """Tell whether a reference is one of the labels."""
    for label in labels:
        if (
            label["framework"] != ref.standard
            and CORRECTIONS["standards"].get(label["framework"]) != ref.standard
        ):
            continue
        if (None if label["ref"] is None else simplify(label["ref"])) not in names(ref):
            continue
        edition = CORRECTIONS["editions"].get(f"{label['framework']}@{label['edition']}", label["edition"])
        if edition is None or edition == ref.edition:
            if not possible or ref.edition in possible:
                return True
        elif not stated and means_the_same(ref, edition):
            return True
    return False


def means_the_same(ref: aiss.Ref, edition: str) -> bool:
    """Tell whether a provision means the same in another edition."""
    one, other = CATALOG.get(ref), CATALOG.get(ref._replace(edition=edition))
    if one is None or other is None or ref.provision is None:
        return ref.provision is None
    return one == other or getattr(one, "name", 0) == getattr(other, "name", 1)


def judge(record: Label) -> str:
    """Return the verdict on one labelled string."""
    hint = record.get("hint") if record.get("needs_hint") else None
    within = hint if hint in {ref.standard for ref in CATALOG} else None
    try:
        ref = CATALOG.resolve(record["text"], within=within)
    except AmbiguousReference as several:
        if record["kind"] == "negative":
            return "refused"
        candidates = [aiss.Ref.parse(each) for each in several.candidates]
        open_edition = record["label"]["edition"] is None and not record.get("editions_possible")
        if open_edition and all(fits(each, record["labels"], False, []) for each in candidates):
            return "right"
        return f"missed: {several}"
    except UnknownReference as unknown:
        return "refused" if record["kind"] == "negative" else f"missed: {unknown}"
    if record["kind"] == "negative":
        if fits(ref, record.get("acceptable", []), False, []) or ref.standard not in LABELLED:
            return "refused"
        return "context" if record.get("needs_context") else f"accepted: {ref}"
    if fits(ref, record["labels"], record["edition_stated"], record.get("editions_possible", [])):
        return "right"
    return f"wrong: {ref}"


def is_found_within(record: Label, span: Label) -> bool:
    """Tell whether a span is found if `within` gives the standard that its surroundings name."""
    found = CATALOG.find_references(record["text"], within=span["label"]["framework"])
    overlapping = [each for each in found if span["start"] < each.end and each.start < span["end"]]
    labels = span.get("labels") or [span["label"]]
    return any(fits(ref, labels, False, []) for each in overlapping for ref in each.refs)


def measure_spans(record: Label) -> tuple[int, int, int, int, int, list[str]]:
    """Return the counts of a running text, and what went wrong.

    The counts are: mentions, correct mentions, labelled spans, spans found, and spans found if `within`
    helps with those missed.
    """
    found = [
        mention
        for mention in CATALOG.find_references(record["text"])
        if not LABELLED.isdisjoint(ref.standard for ref in mention.refs)
    ]
    labelled = record["spans"]
    right, hit, errors = 0, set(), []
    counted = 0
    for mention in found:
        overlapping = [
            (number, span)
            for number, span in enumerate(labelled)
            if span["start"] < mention.end and mention.start < span["end"]
        ]
        agreeing = [
            number
            for number, span in overlapping
            if span["label"]
            and any(fits(ref, span.get("labels") or [span["label"]], False, []) for ref in mention.refs)
        ]
        hit.update(agreeing)
        if agreeing:
            right += 1
            counted += 1
        elif mention.text in CORRECTIONS["mentions"].get(record["id"], {}) or (
            overlapping and all(span.get("optional") for _, span in overlapping)
        ):
            continue
        else:
            counted += 1
            errors.append(f"wrong {mention.text!r} {[str(ref) for ref in mention.refs][:3]}")
    required = [number for number, span in enumerate(labelled) if not span.get("optional")]
    errors += [f"missed {labelled[n]['text']!r} {labelled[n]['label']}" for n in required if n not in hit]
    alone = hit & set(required)
    with_context = [n for n in required if n in alone or is_found_within(record, labelled[n])]
    return counted, right, len(required), len(alone), len(with_context), errors


class Form(NamedTuple):
    """A reference as it may be printed, and the standard that its surroundings name."""

    ref: str
    text: str
    within: str | None = None


def printed_forms(catalog: aiss.Catalog) -> Iterator[list[Form]]:
    """Yield the eight printed forms of every shipped identifier."""
    for name in sorted(catalog.snapshot.register.framework_loaders):
        designation = catalog.snapshot.register.standard(name).designation
        for provision in catalog.snapshot.register.framework(name).provisions:
            ref, printed = str(provision.ref), provision.id
            yield [
                Form(ref, ref),
                Form(ref, f"{designation} {printed}"),
                Form(ref, f"{designation}: {printed.lower()}"),
                Form(ref, f"{printed} ({designation})"),
                Form(ref, f"{designation} – {printed}"),
                Form(ref, f"{name}:{printed.lower()}"),
                Form(ref, printed, name),
                Form(ref, printed.replace("-", "‑").replace(" ", "  "), name),
            ]


def misread(catalog: aiss.Catalog, forms: Iterable[Form]) -> list[tuple[Form, str]]:
    """Return the forms that are not read as the reference they print, each with the result."""
    wrong = []
    for form in forms:
        try:
            result = str(catalog.resolve(form.text, within=form.within))
        except aiss.StandardsError as error:
            result = type(error).__name__
        if result != form.ref:
            wrong.append((form, result))
    return wrong


def check_forms() -> int:
    """Print how many forms are read as themselves, and which are not."""
    forms = [form for each in printed_forms(CATALOG) for form in each]
    found = misread(CATALOG, forms)
    for form, result in found:
        print(f"{form.text!r} within {form.within}: {result}, not {form.ref}")
    print(f"forms: {len(forms) - len(found)} of {len(forms)} read as themselves")
    return 1 if found else 0


class Figures(NamedTuple):
    """The verdicts on single strings, the totals of running texts, and the errors."""

    tally: Counter[str]
    totals: list[int]
    errors: list[str]

    @property
    def rates(self) -> dict[str, float]:
        """Precision and recall of `resolve` and `find_references`, and recall with `within=`."""
        right, wrong = self.tally["right"], self.tally["wrong"]
        mentions, correct, spans, hits, hits_within = self.totals
        return {
            "resolve precision": right / (right + wrong),
            "resolve recall": right / (right + wrong + self.tally["missed"]),
            "precision": correct / mentions,
            "recall": hits / spans,
            "recall within": hits_within / spans,
        }


def measure(records: Iterable[Label]) -> Figures:
    """Read every labelled string and compare the result."""
    figures = Figures(Counter(), [0, 0, 0, 0, 0], [])
    tally, totals, errors = figures
    for record in records:
        if record["id"] in CORRECTIONS["records"]:
            tally["mended"] += 1
            record = {**record, **CORRECTIONS["records"][record["id"]]["label"]}
        if record["kind"] == "free-text":
            *counts, wrong = measure_spans(record)
            totals[:] = [one + other for one, other in zip(totals, counts, strict=True)]
            if wrong:
                text = record["text"][:160].replace("\n", " ")
                errors.append("\n      ".join([record["id"], text, *wrong]))
            continue
        verdict = judge(record)
        word = verdict.partition(":")[0]
        tally[word] += 1
        if word not in ("right", "refused", "context"):
            label = record["label"] and tuple(record["label"].values())
            hint = record.get("hint") if record.get("needs_hint") else ""
            errors.append(f"{record['id']} {record['text'][:90]!r} {label} {hint} | {verdict[:160]}")
    return figures


def read_set(path: Path) -> list[Label]:
    """Return the labelled strings of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def main(arguments: list[str]) -> int:
    """Print the figures of a file of labelled strings, or of the printed forms."""
    if "--forms" in arguments:
        return check_forms()
    figures = measure(read_set(Path(arguments[0])))
    if "--errors" in arguments:
        print(*figures.errors, sep="\n")
    tally, totals, rates = figures.tally, figures.totals, figures.rates
    positives = tally["right"] + tally["wrong"] + tally["missed"]
    print(
        f"resolve: {positives} positives, precision {rates['resolve precision']:.4f}, recall {rates['resolve recall']:.4f}"
    )
    negatives = tally["refused"] + tally["accepted"] + tally["context"]
    print(
        f"         {negatives} negatives: {tally['accepted']} accepted, {tally['context']} that need context; {tally['mended']} labels mended"
    )
    print(
        f"find_references: {totals[2]} spans, precision {rates['precision']:.4f}, recall {rates['recall']:.4f}"
    )
    print(
        f"                 recall {rates['recall within']:.4f} where within= gives what the text does not name"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
