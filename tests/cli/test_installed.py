"""The command as it is installed: pasted into a shell, in terminals and pipes, and against the system's refusals."""

import json
import os
import pty
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from samples import document, register_file

import ai_security_standards as aiss
from ai_security_standards.cli.parsing import Verb
from ai_security_standards.cli.verbs import VERBS

ROTTEN = "# Risks\n\n- LLM06:2025 Sensitive Information Disclosure\n"
SCHEMAS = Path(aiss.__file__).parent / "data" / "schema"
PASTED = ("audit", "resolve", "migrate", "check", "checklist")


@pytest.fixture
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return environment_with(tmp_path_factory.mktemp("bin"))


def environment_with(folder: Path) -> dict[str, str]:
    """An environment whose PATH has the script of this Python, or one that does the same where none is installed."""
    script = Path(sys.executable).with_name("aiss")
    if script.exists():
        folder = script.parent
    else:
        shim = f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m ai_security_standards "$@"\n'
        (folder / "aiss").write_text(shim)
        (folder / "aiss").chmod(0o755)
    path = f"{folder}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PATH": path, "PYTHONPATH": str(Path(aiss.__file__).parents[1])}


def shell(command: str, folder: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-c", command], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


#: A function in the place of the command, which prints each word that it gets.
PRINTED = """aiss() { printf '%s\\n' "$@"; }\n"""


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.name)
def test_a_shell_reads_each_example_as_the_tests_of_verbs_do(
    verb: Verb, tmp_path: Path, environment: dict[str, str]
) -> None:
    """Those run each example in this process, but for `tables`: `nox -s tables` pastes it."""
    done = shell(PRINTED + verb.example, tmp_path, environment)
    assert done.stdout.splitlines() == shlex.split(verb.example.rpartition("| ")[2])[1:]


# One of each sort: files, quotes, and a pipe; `nox -s doors` pastes all.
@pytest.mark.parametrize("verb", [each for each in VERBS if each.name in PASTED], ids=lambda verb: verb.name)
def test_an_example_of_the_help_works_when_pasted(
    verb: Verb, tmp_path: Path, environment: dict[str, str]
) -> None:
    paste(verb, tmp_path, environment)


def paste(verb: Verb, folder: Path, environment: dict[str, str]) -> None:
    """Paste the example of a verb into a shell, in a folder with the files that examples name."""
    facts = 'jurisdictions = "EU"\nroles = ["provider"]\nrisk_classes = ["high-risk"]\n'
    (folder / "profile.toml").write_text(facts)
    (folder / "README.md").write_text("We follow OWASP LLM01:2025 Prompt Injection.\n")
    (folder / "ours" / "register").mkdir(parents=True)
    (folder / "ours" / "register" / "acme.json").write_text(json.dumps(register_file(document())))
    done = shell(verb.example, folder, environment)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout or "-o " in verb.example or verb.name == "check"


@pytest.mark.parametrize(
    ("command", "status", "message"),
    [
        ("aiss audit sound.md", 0, ""),
        ("aiss audit rotten.md", 1, ""),
        ("aiss audit rotten.md --fail-on error", 0, ""),
        ("aiss audit none.md", 2, "aiss audit: none.md: no such file or folder\n"),
        ("aiss show banana", 2, "aiss show: no known reference in 'banana'\n"),
        ("aiss audit rotten.md | true", 0, ""),
        ("aiss list --editions all --json | head -c 10 > /dev/null", 0, ""),
    ],
)
def test_statuses_and_messages(
    command: str, status: int, message: str, tmp_path: Path, environment: dict[str, str]
) -> None:
    (tmp_path / "sound.md").write_text("OWASP LLM01:2025 Prompt Injection\n")
    (tmp_path / "rotten.md").write_text(ROTTEN)
    done = shell(command, tmp_path, environment)
    assert (done.returncode, done.stderr) == (status, message)


def test_json_of_a_pipe_keeps_the_published_schema(tmp_path: Path, environment: dict[str, str]) -> None:
    (tmp_path / "rotten.md").write_text(ROTTEN)
    rows = json.loads(shell("aiss audit rotten.md --json | cat", tmp_path, environment).stdout)
    schema = json.loads((SCHEMAS / "rows.schema.json").read_bytes())
    Draft202012Validator({**schema, "$ref": "#/$defs/Audit", "anyOf": [True]}).validate(rows)
    assert [row["verdict"] for row in rows] == ["reused"]


def test_a_narrow_terminal_shows_lines(tmp_path: Path, environment: dict[str, str]) -> None:
    parent, child = pty.openpty()
    narrow = {**environment, "COLUMNS": "40", "TERM": "dumb"}
    command = ["bash", "-c", "aiss list --id eu-ai-act"]
    with subprocess.Popen(command, stdout=child, stderr=child, env=narrow, cwd=tmp_path) as process:
        os.close(child)
        content = b""
        try:
            while part := os.read(parent, 65_536):
                content += part
        except OSError:  # the other end was closed
            pass
        assert process.wait() == 0
    os.close(parent)
    assert b"ref: eu-ai-act@2024/1689" in content
    assert b"status: in-force" in content


#: The command `aiss audit . --jobs 2`, in which a signal comes at one moment, as a terminal sends it: to all processes.
INTERRUPTED = """
import os, signal, sys
from concurrent.futures import ProcessPoolExecutor

signal.signal(signal.SIGINT, signal.default_int_handler)  # what runs in the background ignores it

def interrupt():
    os.killpg(0, signal.SIGINT)

class Importing:
    def find_spec(self, name, *_):
        if MOMENT == name:
            interrupt()

if MOMENT == "workers begin":
    os.register_at_fork(after_in_child=lambda: os.kill(os.getpid(), signal.SIGINT))

def while_workers_begin(self, *arguments, _map=ProcessPoolExecutor.map, **options):
    answers = _map(self, *arguments, **options)
    if MOMENT == "workers begin":
        interrupt()
    return answers

sys.meta_path.insert(0, Importing())
ProcessPoolExecutor.map = while_workers_begin
from ai_security_standards.cli.main import run
raise SystemExit(run(["audit", ".", "--jobs", "2"]))
"""


@pytest.mark.parametrize(
    "moment",
    ["ai_security_standards.cli.parsing", "ai_security_standards.references.auditing", "workers begin"],
)
def test_ctrl_c_ends_an_audit_by_several_processes(
    tmp_path: Path, environment: dict[str, str], moment: str
) -> None:
    for number in range(60):
        (tmp_path / f"{number}.md").write_text(ROTTEN)
    code = INTERRUPTED.replace("MOMENT", repr(moment))
    # Its errors end when the last process does, so that no worker is left.
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True,
        start_new_session=True, timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (130, "interrupted\n")


def test_what_cannot_be_read_is_told_and_the_rest_is_audited(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    prefix = ""
    if os.geteuid() == 0:  # root reads everything, until it gives that up
        if shutil.which("setpriv") is None:
            pytest.skip("root cannot be refused without setpriv")
        prefix = "setpriv --bounding-set=-dac_override,-dac_read_search "
    (tmp_path / "secret").mkdir()
    for name in ("rotten.md", "locked.md", "secret/a.md"):
        (tmp_path / name).write_text(ROTTEN)
    (tmp_path / "latin.md").write_bytes("Gefährdung LLM06:2025".encode("latin-1"))
    (tmp_path / "huge.md").write_text(ROTTEN * 100_000)
    (tmp_path / "locked.md").chmod(0)
    (tmp_path / "secret").chmod(0)
    done = shell(f"{prefix}aiss audit .", tmp_path, environment)
    (tmp_path / "secret").chmod(0o755)
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        "aiss audit: secret: Permission denied",
        "aiss audit: locked.md: the file cannot be read: Permission denied",
    ]
    assert done.stdout.count("is reused") == 1
    assert done.stdout.splitlines()[-1].endswith("left out: 1 not UTF-8, 1 too large")
