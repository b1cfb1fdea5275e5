"""Measure reading, auditing and fixing on labelled excerpts of real files: `python benchmarks/corpus.py FOLDER [--errors]`.

FOLDER has `mentions.jsonl`, `titles.jsonl`, `tags.jsonl` and `replays.jsonl` with the pieces that they name. The pieces
are other people's, so the folder is not part of this project. `corpus-labels.json` lists the labels that
were corrected, each with its reason; under `editions`, those that came into the data after the labels.

A mention is right if each of its references is admissible where it overlaps a label. A rotten title is
caught by a verdict of its kind; a title of nobody also by "title-unknown". A mechanical edit is made if
`fix` writes what the publisher's lineage, or the title beside, says.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import ai_security_standards as aiss

Record = dict[str, Any]
CATALOG = aiss.load()
CORRECTIONS = json.loads(Path(__file__).with_name("corpus-labels.json").read_text(encoding="utf-8"))

#: The verdicts that catch a rotten title of each kind, and those that alarm at all.
CATCHING = {
    "mismatch": {"title-mismatch", "reused", "title-unknown"},
    "reused": {"reused", "title-mismatch"},
    "unknown": {"unknown", "retired"},
    "retired": {"retired", "unknown"},
}
ALARMS = {"title-mismatch", "reused", "title-unknown", "unknown", "retired"}


def read_records(folder: Path, name: str) -> Iterator[Record]:
    """Yield the records of a part of the corpus, with their labels corrected."""
    corrections = CORRECTIONS[name]
    for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        record["corrections"] = corrections.get(record["id"], {})
        yield record


def text_of(folder: Path, name: str | None) -> str | None:
    """Return a piece; None where it is stored by its place only."""
    path = folder / name if name else None
    return path.read_text(encoding="utf-8") if path and path.exists() else None


def fits(ref: aiss.Ref, admissible: str) -> bool:
    """Tell whether a reference is an admissible one; without an edition, in any."""
    wanted = aiss.Ref.parse(admissible)
    is_edition = wanted.edition in (None, ref.edition) or ref.edition is None
    return (ref.standard, ref.provision) == (wanted.standard, wanted.provision) and is_edition


def admitted(refs: list[str]) -> list[str]:
    """Return the admissible references of a label, with those of editions that the data did not have yet.

    Such an edition counts where the label holds every edition before it, and it has the provision.
    """
    found = list(refs)
    for edition, told in CORRECTIONS["editions"].items():
        parsed = aiss.Ref.parse(edition)
        ids = {each.provision for each in map(aiss.Ref.parse, refs) if each.standard == parsed.standard}
        for provision_id in filter(None, ids):
            later = f"{edition}:{provision_id}"
            is_every = all(f"{each}:{provision_id}" in refs for each in told["as"])
            if is_every and later not in refs and CATALOG.get(later) is not None:
                found.append(later)
    return found


def corrected_labels(record: Record, text: str) -> list[Record]:
    """Return the labels of an excerpt, with those that are corrected or added."""
    labels = [dict(label) for label in record["labels"]]
    for written, correction in record["corrections"].items():
        known = [label for label in labels if label["text"] == written]
        for label in known:
            label["refs"] = [correction["refs"]]
        place = -1 if known else text.find(written)
        while place >= 0:
            end = place + len(written)
            labels.append(
                {
                    "start": place,
                    "end": end,
                    "text": written,
                    "kind": "optional",
                    "refs": [correction["refs"]],
                }
            )
            place = text.find(written, end)
    for label in labels:
        label["refs"] = [admitted(several) for several in label["refs"]]
    return labels


class Mentions:
    """The verdicts on the mentions of all excerpts."""

    def __init__(self, folder: Path) -> None:
        """Read every excerpt."""
        self.counts: Counter[str] = Counter()
        self.errors: list[str] = []
        for record in read_records(folder, "mentions"):
            text = text_of(folder, record.get("excerpt"))
            if text is None:
                self.counts["left out"] += 1
                continue
            self._read(record, text)

    def _read(self, record: Record, text: str) -> None:
        labels = corrected_labels(record, text)
        found = CATALOG.find_references(text)
        hit: set[tuple[int, int]] = set()
        is_clean = True
        for mention in found:
            over = [
                n
                for n, each in enumerate(labels)
                if each["start"] < mention.end and mention.start < each["end"]
            ]
            here = [n for n in over if labels[n]["kind"] != "out-of-scope"]
            if not here:
                line = text.count("\n", 0, mention.start)
                here = [n for n, each in enumerate(labels) if text.count("\n", 0, each["start"]) == line]
            matched = {
                (n, place, ref)
                for n in here
                for place, several in enumerate(labels[n]["refs"])
                for ref in mention.refs
                if any(fits(ref, each) for each in several)
            }
            is_unknown = any(labels[n]["kind"] == "unknown" for n in over)
            is_right = is_unknown or (
                bool(matched) if mention.ambiguous else {ref for _, _, ref in matched} == set(mention.refs)
            )
            hit |= {(n, place) for n, place, _ in matched if n in over}
            if not is_right and any(labels[n]["kind"] == "out-of-scope" for n in over):
                is_right = all(
                    str(CATALOG.standard(ref.standard).recorded) > "2026.11.0" for ref in mention.refs
                )
            if not over and is_right:
                continue  # it repeats what its line names
            self.counts["right" if is_right else "false"] += 1
            if not is_right:
                is_clean = False
                self.errors.append(
                    f"{record['id']} false {mention.text!r} {[str(ref) for ref in mention.refs][:3]}"
                )
        if record["negative"]:
            self.counts["negatives"] += 1
            self.counts["clean"] += is_clean
        for number, label in enumerate(labels):
            if label["kind"] == "provision":
                kind = "page" if label.get("context") == "page" else "provision"
                is_hit = all((number, place) in hit for place in range(len(label["refs"])))
                self.counts[kind] += 1
                self.counts[f"{kind} found"] += is_hit
                self.errors += (
                    [] if is_hit else [f"{record['id']} missed {label['text']!r} {label['refs'][0][0]}"]
                )

    def report(self) -> None:
        """Print the figures."""
        counts = self.counts
        share("precision of mentions", counts["right"], counts["right"] + counts["false"])
        share("recall of provisions", counts["provision found"], counts["provision"])
        share("… named by the page only", counts["page found"], counts["page"])
        share("clean excerpts without a provision", counts["clean"], counts["negatives"])
        print(f"excerpts without text, left out: {counts['left out']}")


def measure_titles(folder: Path, errors: list[str]) -> Counter[str]:
    """Audit every file of titles; return the counts of caught entries and false alarms."""
    counts: Counter[str] = Counter()
    with TemporaryDirectory() as home:
        for record in read_records(folder, "titles"):
            text = text_of(folder, record["file"])
            if text is None:
                continue
            path = Path(home, f"case.{record['ext']}")
            path.write_text(text, encoding="utf-8")
            found = CATALOG.audit(path)
            for entry in record["entries"]:
                corrected = record["corrections"].get(f"{entry['identifier']}@{entry['start']}", entry)
                expect = corrected["expect"]
                verdicts = {
                    str(each.verdict)
                    for each in found
                    if each.start < entry["end"] and entry["start"] < each.end
                }
                if expect == "either":
                    continue
                is_rotten = expect in CATCHING
                is_told = bool(verdicts & (CATCHING[expect] if is_rotten else ALARMS))
                counts["rotten" if is_rotten else "sound"] += 1
                counts["caught" if is_rotten else "false alarm"] += is_told
                if is_told != is_rotten:
                    errors.append(f"{record['id']} {entry['identifier']} is {expect}: {sorted(verdicts)}")
    return counts


def measure_tags(folder: Path, errors: list[str]) -> Counter[str]:
    """Normalise every tag as its tool's; return the counts of what is right, coarse, unread and wrong."""
    counts: Counter[str] = Counter()
    for line in (folder / "tags.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        means = CORRECTIONS["tags"].get(record["tag"], record)["means"]
        tags = {record["key"]: [record["tag"]]} if record.get("key") else [record["tag"]]
        (found,) = CATALOG.normalize([{"tags": tags}], dialect=f"{record['tool']}@{record['version']}")
        if isinstance(means, str):
            absent = means.partition("absent:")[2]
            word = "none right" if all(absent and fits(ref, absent) for ref in found.refs) else "wrong"
        elif not found.refs:
            word = "unread"
        else:
            is_right = all(any(fits(ref, each) for each in admitted(means)) for ref in found.refs)
            word = "right" if is_right else "coarse" if found.coarse else "wrong"
        counts[word] += 1
        counts["all"] += not isinstance(means, str)
        if word not in ("right", "none right"):
            errors.append(f"{record['id']} {word} {record['tag']!r}: {[str(ref) for ref in found.refs]}")
    return counts


def measure_fixes(folder: Path, errors: list[str]) -> Counter[str]:
    """Run `fix` on every replay, twice; return the counts of edits."""
    counts: Counter[str] = Counter()
    for record in read_records(folder, "replays"):
        before = text_of(folder, record["before"])
        if before is None:
            continue
        options = options_of(record)
        once = CATALOG.fix(before, **options)
        counts["runs"] += 1
        counts["second run equal"] += CATALOG.fix(once.text, **options).text == once.text
        for edit in record["edits"]:
            edit = {**edit, **record["corrections"].get(edit["old"], {})}
            written = edit["identifier"] if edit.get("title_edit") else edit["old"]
            start = place_of(before, written) if written else -1
            there = [
                each
                for each in once.edits
                if start <= each.start < start + len(written) or each.start <= start < each.end
            ]
            if edit.get("title_edit"):
                flagged = any(
                    each.start <= start < each.end and str(each.verdict) in ALARMS
                    for each in CATALOG.audit(before)
                )
                counts["stale titles"] += 1
                counts["stale titles flagged"] += flagged
            elif edit["decision"] == "judgement":
                counts["judgement"] += 1
                counts["judgement left"] += not there
            else:
                count_mechanical(record["id"], edit, once, there, start, counts, errors)
    return counts


def place_of(text: str, word: str) -> int:
    """Return where a word is that is no beginning of a longer identifier; -1 where it is not."""
    found = re.search(re.escape(word) + r"(?!\.?\w)" * word[-1].isalnum(), text)
    return found.start() if found else -1


def options_of(record: Record) -> dict[str, Any]:
    """Return the arguments of `fix` that say what the maintainers did: moved, pinned, or went by the titles."""
    goals = [each for each in (record.get("migrates_to") or "").split(", ") if each.count("@") == 1]
    source = record.get("migrates_from") or ""
    if len(goals) > 1:
        return {"to": goals, "pin": True}
    moves = bool(goals) and source != goals[0]
    known = {str(each.ref) for each in CATALOG.editions(source.partition("@")[0])} if "@" in source else set()
    return {
        "to": goals if moves else (),
        "sources": [source] if moves and source in known else (),
        "by_title": not moves or source not in known,
    }


def count_mechanical(
    name: str, edit: Record, once: Any, there: list[Any], start: int, counts: Counter[str], errors: list[str]
) -> None:
    """Count whether a mechanical edit is made, asked or missed."""
    wanted = aiss.Ref.parse(edit.get("catalog_ref") or edit["new_ref"])
    results = {
        each.to.provision == wanted.provision
        and (edit.get("same_in_editions") or each.to.edition == wanted.edition)
        for each in there
    }
    end = start + len(edit["old"])
    # what means the same in every edition stays as written
    is_same = (
        not there
        and edit.get("same_in_editions")
        and edit["old_ref"]
        and (aiss.Ref.parse(edit["old_ref"]).provision == wanted.provision)
    )
    asked = any(start < each.end and each.start < end for each in once.questions)
    word = (
        "made"
        if results == {True} or (is_same and not asked)
        else "wrong"
        if results
        else "asked"
        if asked
        else "missed"
    )
    counts["mechanical"] += 1
    counts[word] += 1
    if word != "made":
        errors.append(f"{name} {word} {edit['old']!r}: {[str(each.to) for each in there]}, not {wanted}")


def share(name: str, part: int, whole: int) -> None:
    """Print a figure with its counts."""
    print(f"{name}: {part / whole:.3f} ({part} of {whole})" if whole else f"{name}: none")


def main(arguments: list[str]) -> int:
    """Print the figures of a corpus."""
    folder, errors = Path(arguments[0]), list[str]()
    mentions = Mentions(folder)
    mentions.report()
    titles = measure_titles(folder, errors)
    share("rotten titles caught", titles["caught"], titles["rotten"])
    share("false alarms", titles["false alarm"], titles["sound"])
    tags = measure_tags(folder, errors)
    share("tags read as their tool means them", tags["right"], tags["all"])
    print(f"  coarse {tags['coarse']}, unread {tags['unread']}, wrong {tags['wrong']}")
    fixes = measure_fixes(folder, errors)
    share("mechanical edits made", fixes["made"], fixes["mechanical"])
    print(f"  asked {fixes['asked']}, missed {fixes['missed']}, wrong {fixes['wrong']}")
    for name in ("judgement left", "stale titles flagged", "second run equal"):
        share(
            name,
            fixes[name],
            fixes[{"judgement left": "judgement", "stale titles flagged": "stale titles"}.get(name, "runs")],
        )
    if "--errors" in arguments:
        print(*mentions.errors, *errors, sep="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
