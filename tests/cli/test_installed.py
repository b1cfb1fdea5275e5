"""The command as it is installed: pasted into a shell, in terminals and pipes, and against the system's refusals."""

import json
import os
import pty
import shlex
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from samples import Overlay, document, register_file

import ai_security_standards as aiss
from ai_security_standards.cli.parsing import Verb
from ai_security_standards.cli.verbs import VERBS

ROTTEN = "# Risks\n\n- LLM06:2025 Sensitive Information Disclosure\n"
SCHEMAS = Path(aiss.__file__).parent / "data" / "schema"


@pytest.fixture
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment whose PATH has the script of this Python, or one that does the same where none is installed."""
    script = Path(sys.executable).with_name("aiss")
    folder = script.parent
    if not script.exists():
        folder = tmp_path_factory.mktemp("bin")
        shim = f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m ai_security_standards "$@"\n'
        (folder / "aiss").write_text(shim)
        (folder / "aiss").chmod(0o755)
    path = f"{folder}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PATH": path, "PYTHONPATH": str(Path(aiss.__file__).parents[1])}


def shell(command: str, folder: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-c", command], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.name)
def test_the_example_of_each_help_works_when_pasted(
    verb: Verb, tmp_path: Path, overlay: Overlay, environment: dict[str, str]
) -> None:
    facts = 'jurisdictions = "EU"\nroles = ["provider"]\nrisk_classes = ["high-risk"]\n'
    (tmp_path / "profile.toml").write_text(facts)
    (tmp_path / "README.md").write_text("We follow OWASP LLM01:2025 Prompt Injection.\n")
    overlay(register_file(document()))
    done = shell(verb.example, tmp_path, environment)
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


def test_ctrl_c_ends_an_audit_by_several_processes(tmp_path: Path, environment: dict[str, str]) -> None:
    for number in range(400):
        (tmp_path / f"{number}.md").write_text(ROTTEN * 300)
    command = ["bash", "-c", "exec aiss audit . --jobs 2"]
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        start_new_session=True,
    ) as process:  # fmt: skip
        time.sleep(3)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal sends it: to all processes
        assert process.stderr
        assert process.stderr.read() == "interrupted\n"
        assert process.wait() == 130


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
