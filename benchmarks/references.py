"""How many real references are read rightly: `python benchmarks/references.py LABELLED.jsonl [--errors]`.

With `--forms` in place of a file: whether every shipped identifier, printed in each of eight forms, is
itself again; exit status 1 if any is not.

The file holds one labelled string a line; `references-held-out.jsonl` beside this file is one such set, labelled
before anything read it. What was missed of the strings up to h0240 was then mended where a rule could;
those behind were gathered and read after that. A positive is right
when standard and provision are one of its labels and the edition is the stated one; where none is
stated, any edition in which the identifier means the same, or, where it means several things and
nothing settles which, AmbiguousReference with just those candidates. Labels that the catalog knows
better are listed in `labels.json` beside this file, each with its reason.
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
MENDED = json.loads(Path(__file__).with_name("labels.json").read_text(encoding="utf-8"))


def squeezed(provision: str | None) -> str | None:
    """An identifier without what the labels leave out: the chapter of a measure, the mark of a heading."""
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
    """How a label may write the provision of a reference."""
    if ref.provision is None:
        return {None}
    found = {squeezed(ref.provision)}
    for edition in (ref.edition, *(each.edition for each in CATALOG.editions(ref.standard))):
        provision = CATALOG.get(aiss.Ref(ref.standard, edition, ref.provision))
        if isinstance(provision, aiss.Provision):
            found |= {squeezed(alias) for alias in (*provision.aliases, provision.title) if alias}
            break
    return found


def fits(ref: aiss.Ref, labels: list[Label], stated: bool, possible: list[str]) -> bool:
    """Whether a reference is one of the labels."""
    for label in labels:
        if label["framework"] != ref.standard and MENDED["standards"].get(label["framework"]) != ref.standard:
            continue
        if (None if label["ref"] is None else squeezed(label["ref"])) not in names(ref):
            continue
        edition = MENDED["editions"].get(f"{label['framework']}@{label['edition']}", label["edition"])
        if edition is None or edition == ref.edition:
            if not possible or ref.edition in possible:
                return True
        elif not stated and same(ref, edition):
            return True
    return False


def same(ref: aiss.Ref, edition: str) -> bool:
    """Whether a provision means in another edition what it means in its own."""
    one, other = CATALOG.get(ref), CATALOG.get(ref._replace(edition=edition))
    if one is None or other is None or ref.provision is None:
        return ref.provision is None
    return one == other or getattr(one, "name", 0) == getattr(other, "name", 1)


def judged(record: Label) -> str:
    """What became of one labelled string."""
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
        if fits(ref, record.get("acceptable", []), False, []):
            return "refused"
        return "context" if record.get("needs_context") else f"accepted: {ref}"
    if fits(ref, record["labels"], record["edition_stated"], record.get("editions_possible", [])):
        return "right"
    return f"wrong: {ref}"


def told(record: Label, span: Label) -> bool:
    """Whether a span is found once the standard that its surroundings name is given."""
    found = CATALOG.find_references(record["text"], within=span["label"]["framework"])
    overlapping = [each for each in found if span["start"] < each.end and each.start < span["end"]]
    labels = span.get("labels") or [span["label"]]
    return any(fits(ref, labels, False, []) for each in overlapping for ref in each.refs)


def spans(record: Label) -> tuple[int, int, int, int, int, list[str]]:
    """Of a running text: mentions found, of them right, labelled spans, of them found; and what went wrong.

    The fifth number is how many are found when each span missed is asked for with `within=`.
    """
    found = CATALOG.find_references(record["text"])
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
        elif mention.text in MENDED["mentions"].get(record["id"], {}) or (
            overlapping and all(span.get("optional") for _, span in overlapping)
        ):
            continue
        else:
            counted += 1
            errors.append(f"wrong {mention.text!r} {[str(ref) for ref in mention.refs][:3]}")
    wanted = [number for number, span in enumerate(labelled) if not span.get("optional")]
    errors += [f"missed {labelled[n]['text']!r} {labelled[n]['label']}" for n in wanted if n not in hit]
    alone = hit & set(wanted)
    with_context = [n for n in wanted if n in alone or told(record, labelled[n])]
    return counted, right, len(wanted), len(alone), len(with_context), errors


class Form(NamedTuple):
    """A reference as it may be printed, and the standard that is known without it."""

    ref: str
    text: str
    within: str | None = None


def printed_forms(catalog: aiss.Catalog) -> Iterator[list[Form]]:
    """Of every shipped identifier the eight forms in which it may be printed."""
    for name in sorted(catalog.snapshot.register.framework_loaders):
        written = catalog.snapshot.register.standard(name).designation
        for each in catalog.snapshot.register.framework(name).provisions:
            ref, printed = str(each.ref), each.id
            yield [
                Form(ref, ref),
                Form(ref, f"{written} {printed}"),
                Form(ref, f"{written}: {printed.lower()}"),
                Form(ref, f"{printed} ({written})"),
                Form(ref, f"{written} – {printed}"),
                Form(ref, f"{name}:{printed.lower()}"),
                Form(ref, printed, name),
                Form(ref, printed.replace("-", "‑").replace(" ", "  "), name),
            ]


def misread(catalog: aiss.Catalog, forms: Iterable[Form]) -> list[tuple[Form, str]]:
    """The forms that are not read as the reference they print, each with what is read instead."""
    wrong = []
    for form in forms:
        try:
            read = str(catalog.resolve(form.text, within=form.within))
        except aiss.StandardsError as error:
            read = type(error).__name__
        if read != form.ref:
            wrong.append((form, read))
    return wrong


def all_forms() -> int:
    """Print how many of the forms are read as themselves, and which are not."""
    forms = [form for each in printed_forms(CATALOG) for form in each]
    wrong = misread(CATALOG, forms)
    for form, read in wrong:
        print(f"{form.text!r} within {form.within}: {read}, not {form.ref}")
    print(f"forms: {len(forms) - len(wrong)} of {len(forms)} read as themselves")
    return 1 if wrong else 0


class Figures(NamedTuple):
    """What was measured on a set: the verdicts on single strings, the totals of running texts, and the errors."""

    tally: Counter[str]
    totals: list[int]
    errors: list[str]

    @property
    def rates(self) -> dict[str, float]:
        """Precision and recall of `resolve` and of `find_references`, and recall with `within=`."""
        right, wrong = self.tally["right"], self.tally["wrong"]
        found, agreeing, wanted, hit, told = self.totals
        return {
            "resolve precision": right / (right + wrong),
            "resolve recall": right / (right + wrong + self.tally["missed"]),
            "precision": agreeing / found,
            "recall": hit / wanted,
            "recall within": told / wanted,
        }


def measure(records: Iterable[Label]) -> Figures:
    """Read every labelled string and compare."""
    figures = Figures(Counter(), [0, 0, 0, 0, 0], [])
    tally, totals, errors = figures
    for record in records:
        if record["id"] in MENDED["records"]:
            tally["mended"] += 1
            record = {**record, **MENDED["records"][record["id"]]["label"]}
        if record["kind"] == "free-text":
            *counts, wrong = spans(record)
            totals[:] = [one + other for one, other in zip(totals, counts, strict=True)]
            if wrong:
                text = record["text"][:160].replace("\n", " ")
                errors.append("\n      ".join([record["id"], text, *wrong]))
            continue
        verdict = judged(record)
        word = verdict.partition(":")[0]
        tally[word] += 1
        if word not in ("right", "refused", "context"):
            label = record["label"] and tuple(record["label"].values())
            hint = record.get("hint") if record.get("needs_hint") else ""
            errors.append(f"{record['id']} {record['text'][:90]!r} {label} {hint} | {verdict[:160]}")
    return figures


def read_set(path: Path) -> list[Label]:
    """The labelled strings of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def main(arguments: list[str]) -> int:
    if "--forms" in arguments:
        return all_forms()
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
