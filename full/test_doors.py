"""The doors as others use them: SARIF by Microsoft's validator, MCP by its suite, hook and Action.

`nox -s doors` installs what is needed into `full/doors/node_modules`.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from cli.test_installed import VERBS, Verb, environment_with, paste
from jsonschema import Draft7Validator

import ai_security_standards as aiss
from ai_security_standards.mcp.server import make_server

ROOT = Path(__file__).parents[1]
NODE_MODULES = Path(__file__).parent / "doors" / "node_modules"
SCRIPTS = Path(sys.executable).parent
ENVIRONMENT = {**os.environ, "PATH": f"{SCRIPTS}{os.pathsep}{os.environ['PATH']}"}
ROTTEN = "# Risks\n\n- LLM06:2025 Sensitive Information Disclosure\n- AML.T0999\n- NIST CSF PR.DS-1\n"


def aiss_command(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [str(SCRIPTS / "aiss"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, env=ENVIRONMENT, check=False)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Make a repository with rotten references, in a folder and a file with special characters."""
    top = tmp_path / "scratch"
    (top / "docs and more").mkdir(parents=True)
    (top / "docs and more" / "rísks.md").write_text(ROTTEN, encoding="utf-8")
    (top / "old.md").write_text(ROTTEN, encoding="utf-8")
    for command in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=x", "-c", "user.email=x@y.z", "commit", "-qm", "x"],
    ):
        subprocess.run(["git", *command], cwd=top, check=True)
    return top


@pytest.mark.parametrize(
    "verb", [each for each in VERBS if each.name != "tables"], ids=lambda verb: verb.name
)
def test_the_example_of_each_help_works_when_pasted(
    verb: Verb, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    paste(verb, tmp_path, environment_with(tmp_path_factory.mktemp("bin")))


# ---------------------------------------------------------------- SARIF


def _multitool() -> Path:
    system = {"Linux": "linux", "Darwin": "darwin", "Windows": "win32"}[platform.system()]
    folder = NODE_MODULES / "@microsoft" / f"sarif-multitool-{system}"
    program = folder / ("Sarif.Multitool.exe" if system == "win32" else "Sarif.Multitool")
    program.chmod(0o755)  # npm runs no script that would do it
    return program


def test_sarif_passes_the_validator_and_the_schema(repository: Path, tmp_path: Path) -> None:
    assert aiss_command("audit", "old.md", "--write-baseline", "base.json", cwd=repository).returncode == 0
    done = aiss_command("audit", ".", "--baseline", "base.json", "--sarif", cwd=repository)
    assert done.returncode == 1
    log = json.loads(done.stdout)
    (tmp_path / "out.sarif").write_text(done.stdout, encoding="utf-8")
    found = tmp_path / "found.sarif"
    command = [
        str(_multitool()), "validate", str(tmp_path / "out.sarif"), "--output", str(found),
        "--rule-kind", "Sarif;Gh", "--level", "Error;Warning;Note", "--kind", "Fail",
    ]  # fmt: skip
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "Analysis completed successfully" in checked.stdout, checked.stdout + checked.stderr
    results = json.loads(found.read_text(encoding="utf-8-sig"))["runs"][0]["results"]
    assert [each["message"] for each in results if each.get("level", "warning") in ("error", "warning")] == []
    schema = json.loads((_multitool().parent / "sarif-2.1.0.json").read_text(encoding="utf-8-sig"))
    assert [error.message for error in Draft7Validator(schema).iter_errors(log)] == []
    run = log["runs"][0]
    assert {bool(each.get("suppressions")) for each in run["results"]} == {True, False}
    assert all(each["partialFingerprints"] for each in run["results"])
    assert run["taxonomies"][0]["taxa"]


# ---------------------------------------------------------------- MCP


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Serve over HTTP, as the suite asks for; `aiss mcp` itself has standard streams only."""
    import uvicorn

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = make_server(aiss.load()).streamable_http_app()
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}/mcp"
    server.should_exit = True
    thread.join()


#: The scenarios of the suite that need no tool, resource or prompt of the suite's own server.
SCENARIOS = [
    "server-initialize", "ping", "tools-list", "resources-list", "server-sse-multiple-streams",
    "dns-rebinding-protection",
]  # fmt: skip


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_the_protocol_is_kept(scenario: str, address: str, tmp_path: Path) -> None:
    program = NODE_MODULES / "@modelcontextprotocol" / "conformance" / "dist" / "index.js"
    command = [
        str(NODE_MODULES / ".bin" / "node"),
        str(program),
        "server",
        "--url",
        address,
        "--scenario",
        scenario,
    ]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr


def test_an_agent_has_its_first_answer_in_two_seconds(tmp_path: Path) -> None:
    hello = {"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "x", "version": "1"}}
    messages: list[dict[str, Any]] = [
        {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": hello},
        {"jsonrpc": "2.0", "method": "notifications/initialized"},
        {"jsonrpc": "2.0", "id": 2, "method": "tools/call",
         "params": {"name": "show", "arguments": {"ref": "iso-iec-42001@2023:A.6.2.4"}}},
    ]  # fmt: skip
    # As it is installed: with byte code, which a first start writes where it is missing.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    seconds, busy = [], []
    for _ in range(3):
        begin, before = time.perf_counter(), os.times()
        with subprocess.Popen(
            [str(SCRIPTS / "aiss"), "mcp"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=tmp_path,
            env=environment,
        ) as process:
            assert process.stdin
            assert process.stdout
            for message in messages:
                process.stdin.write(json.dumps(message) + "\n")
            process.stdin.flush()
            answers = [json.loads(process.stdout.readline()) for _ in range(2)]
            seconds.append(time.perf_counter() - begin)
            process.stdin.close()
        after = os.times()
        busy.append(
            after.children_user + after.children_system - before.children_user - before.children_system
        )
        assert answers[1]["result"]["structuredContent"]["status"] == "ok"
    print(f"first answer after {min(seconds):.2f} s, of which {min(busy):.2f} s of work")
    assert min(busy) < 2  # a machine that has other work takes longer


# ---------------------------------------------------------------- hook and Action


@pytest.mark.parametrize(
    ("hook", "status", "words"), [("aiss-audit", 1, "is reused"), ("aiss-fix", 1, "PR.DS-01")]
)
def test_pre_commit_finds_and_fixes(repository: Path, hook: str, status: int, words: str) -> None:
    # A copy, since pre-commit adds a commit of what is not committed yet.
    copy = repository.parent / "hooks"
    files = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    for name in filter(None, files.split("\0")):
        if (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, copy / name)
    for command in (
        ["init", "-q"],
        ["add", "-f", "."],
        ["-c", "user.name=x", "-c", "user.email=x@y.z", "commit", "-qm", "x"],
    ):
        subprocess.run(["git", *command], cwd=copy, check=True)
    program = [sys.executable, "-m", "pre_commit", "try-repo", str(copy), hook, "--all-files", "--verbose"]
    done = subprocess.run(
        program, cwd=repository, capture_output=True, text=True, check=False,
        env={**ENVIRONMENT, "PRE_COMMIT_HOME": str(repository.parent / "cache")},
    )  # fmt: skip
    assert done.returncode == status, done.stdout + done.stderr
    assert words in done.stdout
    changed = "PR.DS-01" in (repository / "old.md").read_text(encoding="utf-8")
    assert changed == (hook == "aiss-fix")


def test_the_steps_of_the_action_run(repository: Path) -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    inputs = {name: str(given["default"]) for name, given in action["inputs"].items()}
    inputs["paths"] = "old.md README.md"
    (repository / "README.md").write_text("See OWASP LLM01:2025 Prompt Injection.\n")
    install, *steps = action["runs"]["steps"]
    assert install["env"]["CHECKOUT"] == "${{ github.action_path }}"
    asked = f'python3() {{ echo "$@"; }}\n{install["run"]}'
    for version, wanted in (("", f"{ROOT}[cli]"), ("==0.1.0", "ai-security-standards[cli]==0.1.0")):
        given = {**ENVIRONMENT, "CHECKOUT": str(ROOT), "VERSION": version}
        program = ["bash", "-eo", "pipefail", "-c", asked]
        done = subprocess.run(program, env=given, capture_output=True, text=True, check=True)
        assert done.stdout == f"-m pip install --quiet {wanted}\n"
    statuses = []
    for step in steps:
        given = {
            name: inputs[value.removeprefix("${{ inputs.").removesuffix(" }}")]
            for name, value in step["env"].items()
        }
        # As GitHub runs it: bash --noprofile --norc -eo pipefail.
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        done = subprocess.run(
            command, cwd=repository, env={**ENVIRONMENT, **given}, capture_output=True, text=True, check=False
        )
        statuses.append(done.returncode)
    assert statuses == [0, 1]  # SARIF is written first, then the job fails
    assert "is reused" in done.stdout
    log = json.loads((repository / "aiss.sarif").read_text(encoding="utf-8"))
    assert {each["ruleId"] for each in log["runs"][0]["results"]} >= {"reference-reused", "reference-unknown"}
