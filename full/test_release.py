"""A release of data rehearsed on a copy of the whole project, from its name to the statement beside it."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from samples import statement_problems

from ai_security_standards import load
from ai_security_standards._store import files
from curation import freezing, pairs, replay

PROJECT = Path(__file__).parents[1]
COPIED = (
    "src", "curation", "benchmarks", "docs", "pyproject.toml", "hatch_build.py", "README.md", "LICENSE",
    "LICENSES", "NOTICE.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "noxfile.py", "conftest.py",
)  # fmt: skip
#: The last release that is frozen, and the one that is rehearsed: the one in the making, if there is one.
LAST = freezing.kept_releases()[-1]
PRESENT = freezing.release_of(PROJECT / "src" / "ai_security_standards" / "data")
NEXT = "2099.12.0" if PRESENT == LAST else PRESENT

Raw = dict[str, Any]


class Copy:
    """A copy of the project, in which commands run as a curator runs them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "src" / "ai_security_standards" / "data"
        for name in COPIED:
            source = PROJECT / name
            if source.is_dir():
                shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__", "_build"))
            else:
                shutil.copy(source, folder / name)
        queries = Path("tests", "snapshot", "search_queries.json")
        (folder / queries).parent.mkdir(parents=True)
        shutil.copy(PROJECT / queries, folder / queries)

    def run(self, *command: str, status: int = 0) -> str:
        path = os.pathsep.join([str(self.folder / "src"), str(self.folder)])
        done = subprocess.run(
            [sys.executable, *command], cwd=self.folder, capture_output=True, text=True, check=False,
            env={**os.environ, "PYTHONPATH": path},
        )  # fmt: skip
        assert done.returncode == status, done.stdout + done.stderr
        return done.stdout.strip()

    def curate(self, *command: str, status: int = 0) -> str:
        return self.run("-m", "curation", *command, status=status)

    def edit(self, name: str, change: Callable[[Any], None]) -> None:
        path = self.data / name
        raw = json.loads(path.read_bytes())
        change(raw)
        path.write_bytes(files.canonical(raw))


def document(sections: Raw, ref: str) -> Raw:
    """Return the record of a document in a register file."""
    found: Raw = next(raw for raw in sections["standards"] if f"{raw['id']}@{raw['edition']}" == ref)
    return found


def withdraw(sections: Raw) -> None:
    event = {"status": "withdrawn", "date": "2026-11-20", "recorded": NEXT}
    document(sections, "owasp-mcp-top-10@2025")["history"].append(event)


def correct_title(sections: Raw) -> None:
    record = document(sections, "etsi-en-304-223@2.1.1")
    record["title"] = "Another title"
    correction = {"recorded": NEXT, "field": "title", "note": "the first one was of a draft"}
    record.setdefault("corrections", []).append(correction)


def add_document(sections: Raw) -> None:
    old = document(sections, "owasp-llm-top-10@2026")
    later = {"id": old["id"], "edition": "2098", "designation": "OWASP LLM Top 10 2098", "recorded": NEXT}
    kept = (
        "title",
        "publisher",
        "kind",
        "binding",
        "jurisdictions",
        "topics",
        "lifecycle_stages",
        "sources",
        "checked_on",
    )
    new = {**{name: old[name] for name in kept}, **later, "confidence": "single-source"}
    sections["standards"].append({**new, "history": [{"status": "draft", "seen_on": "2026-11-20"}]})


def explain_count(sections: Raw) -> None:
    count = document(sections, "owasp-llm-top-10@2025")["structure"]["counts"][0]
    count["note"] = "The structure has one more in this rehearsal."


def add_provision(framework: Raw) -> None:
    framework["provisions"].insert(1, {"id": "LLM99", "kind": "risk", "title": "A risk in between"})


def correct_rule(law: Raw) -> None:
    law["scope"][0]["why"] = "another sentence"


EDITS: dict[str, list[Callable[[Any], None]]] = {
    "register/owasp.json": [withdraw, add_document, explain_count],
    "register/etsi.json": [correct_title],
    "frameworks/owasp-llm-top-10/2025.json": [add_provision],
}


def remove_row(copy: Copy, day: str = "2026-11-25") -> str:
    """Take the first row out of a mapping set that was read anew; return its ends."""
    path = copy.data / "mappings" / "owasp-llm-top-10-2025--mitre-atlas.sssom.tsv"
    text = re.sub(r'(?m)^#checked_on: "[^"]*"', f'#checked_on: "{day}"', path.read_text(encoding="utf-8"))
    head, _, rest = text.partition("\naiss:")
    row, _, rows = rest.partition("\n")
    path.write_text(f"{head}\n{rows}", encoding="utf-8")
    return row


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """Return the copy after its release: all steps but the recording of answers, which takes minutes."""
    made = Copy(tmp_path_factory.mktemp("project") / "copy")
    if PRESENT == LAST:
        made.curate("bump", NEXT)
    for name, changes in EDITS.items():
        for change in changes:
            made.edit(name, change)
    remove_row(made)
    kept = made.folder / "curation" / "releases"
    (kept / NEXT).mkdir()
    shutil.copy(kept / LAST / "answers.jsonl.xz", kept / NEXT / "answers.jsonl.xz")
    made.log = made.curate("release", "--out", str(made.folder / "dist"))  # type: ignore[attr-defined]
    return made


def ask(copy: Copy, code: str) -> str:
    return copy.run(
        "-c", f"import ai_security_standards as aiss; c = aiss.load(); k = c.as_known({LAST!r})\n{code}"
    )


def test_a_release_makes_all_that_is_kept_and_published(copy: Copy) -> None:
    listed = json.loads((copy.data / "manifest.json").read_bytes())
    assert listed["data_version"] == NEXT
    assert list(listed["history"])[-1] == LAST
    kept = copy.folder / "curation" / "releases" / NEXT
    assert json.loads((kept / "digest.json").read_bytes())["digest"] == listed["digest"]
    report = (kept / "changes.txt").read_text(encoding="utf-8").splitlines()
    assert report[0] == f"data {NEXT} since {LAST}"
    assert "added provision owasp-llm-top-10@2025:LLM99" in report
    changed = [line for line in report if line.startswith("changed standard etsi-en-304-223@2.1.1: ")]
    assert len(changed) == 1
    assert {"corrections", "title"} <= {*changed[0].partition(": ")[2].split(", ")}
    ledger = (copy.folder / "curation" / "ledger.txt").read_text(encoding="utf-8").splitlines()
    assert "owasp-llm-top-10@2025:LLM99" in ledger
    (wheel,) = (copy.folder / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        sizes = {info.filename: info.compress_size for info in archive.infolist()}
    history = sum(size for name, size in sizes.items() if "/data/history/" in name)
    assert 0 < history < 0.15 * sum(sizes.values())


def test_earlier_answers_come_back_and_provenance_names_both_releases(copy: Copy) -> None:
    assert ask(copy, "print(c.provenance.release, k.provenance.release, k.provenance.installed)").split() == [
        NEXT, LAST, NEXT,
    ]  # fmt: skip
    now, then = ask(copy, "for x in (c, k): print(x['etsi-en-304-223@2.1.1'].title)").splitlines()
    assert now == "Another title" != then
    assert ask(copy, "print('owasp-llm-top-10@2098' in c, 'owasp-llm-top-10@2098' in k)") == "True False"
    assert ask(copy, "print(c.get('owasp-llm-top-10@2025:LLM99'), k.get('owasp-llm-top-10@2025:LLM99'))") == (
        "<Provision owasp-llm-top-10@2025:LLM99: A risk in between> None"
    )
    assert ask(copy, "import pickle; print(pickle.loads(pickle.dumps(k)) == k != c)") == "True"
    assert (
        ask(copy, f"print(k.as_known({NEXT!r}) == c, k.as_of('2026-01-01').data_version)") == f"True {LAST}"
    )
    assert ask(copy, "print(aiss.verify())") == "()"


@pytest.mark.parametrize("method", ["[]", "relationships"])
def test_recorded_answers_are_the_same_as_the_release_knew_them(copy: Copy, method: str) -> None:
    """What renames do not explain differs from the record here and in the copy alike, and nothing else."""
    last = replay.last_recorded()
    answers = replay.read_answers(replay.answers_path(last))
    calls = [call for call in answers if call["method"] == method]
    here = list(replay.replay(calls, replay.renames_path(last), release=last))
    asked = "-m", "curation", "replay", "--release", last, "--only", method
    known = copy.run(*asked, status=int(len(here) > 1)).splitlines()
    assert known[:-1] == here[:-1]
    assert known[-1].partition(", in ")[0] == here[-1].partition(", in ")[0]


def test_load_and_look_ups_open_no_history(copy: Copy) -> None:
    code = """
import re, sys
opened = []
sys.addaudithook(lambda event, args: event == "open" and opened.append(str(args[0])))
import ai_security_standards as aiss
catalog = aiss.load()
catalog["owasp-llm-top-10@2025:LLM01"], catalog.standards(publisher="etsi"), catalog.provenance
print(any(re.search(r"data.history.+jsonl", path) for path in opened))
catalog.as_known("2026.11.0")
print(any(re.search(r"data.history.+jsonl", path) for path in opened))
"""
    assert copy.run("-c", code).split() == ["False", "True"]


def test_changes_since_a_release_name_what_touches_my_references(copy: Copy) -> None:
    code = f"for e in c.changes({LAST!r}, tags=TAGS): print(e.ref, e.kind, e.what, sep=' | ')"
    assert {*ask(copy, code.replace("TAGS", "['OWASP LLM01:2025']")).splitlines()} >= {
        f"owasp-llm-top-10@2098 | recorded | first in data {NEXT}",
        "owasp-llm-top-10@2025:LLM01 | revised | relationship removed: mitre-atlas@4.7.0:AML.T0051.000 "
        "(owasp-llm-top-10-2025--mitre-atlas)",
    }
    told = ask(copy, code.replace("TAGS", "['ETSI EN 304 223']")).splitlines()
    assert "etsi-en-304-223@2.1.1 | corrected | title: the first one was of a draft" in told
    revised = [line for line in told if line.startswith("etsi-en-304-223@2.1.1 | revised | changed: ")]
    assert len(revised) == 1
    assert "title" in revised[0].rpartition("changed: ")[2].split(", ")
    other = ask(copy, code.replace("TAGS", "['ISO/IEC 42001:2023 A.6.2.4']"))
    assert "etsi-en" not in other
    assert "owasp-llm-top-10@2098" not in other
    assert ask(copy, f"print(k.changes({LAST!r}).headline())") == "0 events of 0 documents"


def test_a_tampered_file_is_named(copy: Copy) -> None:
    path = copy.data / "register" / "etsi.json"
    before = path.read_bytes()
    path.write_bytes(before.replace(b"Another title", b"Some other title"))
    (copy.data / "register" / "more.json").write_bytes(b"{}")
    try:
        lines = copy.run(
            "-c", "import ai_security_standards as a; print(*a.verify(), sep='\\n')"
        ).splitlines()
    finally:
        path.write_bytes(before)
        (copy.data / "register" / "more.json").unlink()
    assert [line.partition(". Repair")[0] for line in lines] == [
        "register/etsi.json: the file was changed since its release",
        "register/more.json: the file was not released",
    ]


# ---------------------------------------------------------------- facts without an event


def test_a_fact_that_changes_without_an_event_fails_the_check(tmp_path: Path) -> None:
    copy = Copy(tmp_path / "copy")
    copy.edit("register/etsi.json", lambda raw: document(raw, "etsi-en-304-223@2.1.1").update(title="Other"))
    copy.curate("build")
    if PRESENT != LAST:
        out = copy.curate("check", status=1)
        assert f"title: the fact differs from data {LAST}, and nothing says why" in out
        copy.edit("release.json", lambda raw: raw.update(data_version=LAST))
    out = copy.curate("check", status=1)
    assert f"data {LAST} are released, and " in out
    assert f"release {LAST} is frozen with digest" in copy.curate("bump", NEXT, status=1)


def test_the_statement_keeps_the_rules_of_in_toto_and_names_the_files(copy: Copy) -> None:
    made = json.loads((copy.folder / "dist" / f"data-{NEXT}.intoto.json").read_bytes())
    assert statement_problems(made) == []
    digests = {subject["name"]: subject["digest"]["sha256"] for subject in made["subject"]}
    found = {path.name: path for path in (copy.folder / "dist").iterdir() if path.suffix in (".whl", ".gz")}
    assert digests.keys() == {*found, "ai_security_standards/data/manifest.json"}
    for name, path in {
        **found,
        "ai_security_standards/data/manifest.json": copy.data / "manifest.json",
    }.items():
        assert hashlib.sha256(path.read_bytes()).hexdigest() == digests[name]
    spoilt = {**made, "subject": [{**made["subject"][0], "digest": {"sha256": "AB"}}], "_type": "x"}
    assert statement_problems(spoilt) == ["_type", "digest"]
    assert statement_problems({**made, "subject": []}) == ["subject"]


def test_a_record_is_made_once(tmp_path: Path) -> None:
    path = tmp_path / "answers.jsonl.xz"
    shares = {"[]": 2, "parse": 1, "publishers": 1}
    assert next(replay.record(path, shares)).startswith("4 calls recorded")
    assert [each["method"] for each in replay.read_answers(path)] == ["[]", "[]", "publishers", "parse"]
    with pytest.raises(FileExistsError, match="is recorded already: enter renames"):
        next(replay.record(path, shares))


def test_the_page_of_pairs_is_up_to_date() -> None:
    catalog = load().as_of(pairs.DAY)
    assert (
        pairs.PAGE.read_text(encoding="utf-8").partition(pairs.MARK)[2].strip()
        == pairs.table(catalog).strip()
    )
