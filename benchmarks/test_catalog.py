"""What the catalog costs, each figure beside its reference in the same run.

`nox -s bench` prints them; group by group, compare the medians.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import ai_security_standards as aiss

README = Path(__file__).parents[1] / "README.md"
PROCESSES = {
    "1 bare interpreter": "pass",
    "2 import attrs (the reference)": "import attrs",
    "3 load and look one up (at most 2.2 of 2)": (
        "import ai_security_standards as a; a.load()['iso-iec-tr-24030']"
    ),
    "4 filter the whole register (at most 3 of 2)": (
        "import ai_security_standards as a; len(a.load().standards(access='free'))"
    ),
    "5 the same, and read every record found": (
        "import ai_security_standards as a; list(a.load().standards(access='free'))"
    ),
    "6 aiss show, by reference (at most 4 of 2)": (
        "from ai_security_standards.cli.main import run; run(['show', 'owasp-llm-top-10@2025:LLM01'])"
    ),
    "7 aiss show, as people write it": (
        "from ai_security_standards.cli.main import run; run(['show', 'ISO/IEC 42001'])"
    ),
    "8 aiss audit of the README (at most 8 of 2)": (
        f"from ai_security_standards.cli.main import run; run(['audit', {str(README)!r}, '--exit-zero'])"
    ),
}


@pytest.mark.parametrize("name", PROCESSES)
@pytest.mark.benchmark(group="cold process")
def test_cold_process(benchmark, name):
    environment = {"PATH": "/usr/bin", "PYTHONDONTWRITEBYTECODE": "", "PYTHONHASHSEED": "0"}
    command = [sys.executable, "-c", PROCESSES[name]]
    benchmark.pedantic(
        subprocess.run,
        (command,),
        {"check": True, "env": environment, "stdout": subprocess.DEVNULL},
        rounds=25,
        warmup_rounds=3,
    )


@pytest.mark.benchmark(group="one exact look-up")
@pytest.mark.parametrize("who", ["catalog (at most 5 of dict)", "dict"])
def test_look_up(benchmark, who):
    catalog = aiss.load()
    there = {str(ref): catalog[ref] for ref in catalog} if who == "dict" else catalog
    ref = "iso-iec-tr-24030@2024"

    def thousand():
        for _ in range(1000):
            there[ref]

    thousand()
    benchmark(thousand)


def synthetic(number: int) -> dict[str, object]:
    """A register of that many documents, each like a shipped one."""
    raws = [
        {
            "id": f"acme-{n:06d}",
            "edition": "1.0",
            "designation": f"ACME {n:06d}",
            "title": f"ACME technical report {n} on the security of systems that learn from data",
            "publisher": "acme",
            "kind": "technical-report" if n % 10 else "guideline",
            "binding": "voluntary",
            "jurisdictions": ["international"],
            "history": [{"status": "published", "date": "2024-03-01"}],
            "published": "2024-03-01",
            "access": "free",
            "url": f"https://acme.example.org/{n}",
            "languages": ["en"],
            "summary": "What the report gives its reader, said in a sentence of a usual length, no more.",
            "audience": "Developers and operators",
            "roles": ["developer", "system-operator"],
            "system_types": ["machine-learning"],
            "topics": ["threats", "adversarial-ml"],
            "sources": [{"address": f"https://acme.example.org/{n}", "checked_on": "2026-01-01"}],
            "checked_on": "2026-01-01",
            "confidence": "verified",
            "recorded": "2026.11.0",
        }
        for n in range(number)
    ]
    body = {"id": "acme", "name": "ACME Corporation", "family": "vendor", "place": "DE"}
    return {"publishers": [body], "standards": raws}


@pytest.fixture(scope="module")
def large(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("large")
    (folder / "register").mkdir()
    (folder / "register" / "acme.json").write_text(json.dumps(synthetic(100_000)), encoding="utf-8")
    return folder


@pytest.mark.benchmark(group="an overlay of 100,000 documents")
@pytest.mark.parametrize("who", ["json.loads", "load (at most 6 of json.loads)"])
def test_large_overlay(benchmark, large, who):
    content = (large / "register" / "acme.json").read_bytes()
    aiss.load()
    work = (lambda: json.loads(content)) if who == "json.loads" else (lambda: aiss.load(large))
    benchmark.pedantic(work, rounds=5, warmup_rounds=1)


@pytest.mark.benchmark(group="filter by an indexed field, once its index is there")
@pytest.mark.parametrize("who", ["shipped register", "with 100,000 more documents"])
def test_indexed_filter(benchmark, large, who):
    catalog = aiss.load() if who == "shipped register" else aiss.load(large)
    catalog.standards(publisher="enisa", kind="technical-report")
    benchmark(lambda: catalog.standards(publisher="enisa", kind="report").refs)


PEAK = "print(next(line for line in open('/proc/self/status') if line.startswith('VmHWM')).split()[1])"


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs Linux")
def test_peak_memory(capsys):
    def peak(code: str) -> float:
        command = [sys.executable, "-c", f"{code}\n{PEAK}"]
        return int(subprocess.run(command, capture_output=True, text=True, check=True).stdout) / 1024

    bare = peak("pass")
    whole = peak("import ai_security_standards as a; x = list(a.load().standards(current=None))")
    with capsys.disabled():
        print(
            f"\npeak memory, MiB: bare {bare:.1f}, whole register read {whole:.1f}: {whole - bare:.1f} above"
        )
