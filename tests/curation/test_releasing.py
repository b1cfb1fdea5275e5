"""Names of releases, builds that are compared, and statements; `nox -s release` rehearses a whole release."""

import hashlib
from pathlib import Path

import pytest
from samples import statement_problems

from curation import freezing, releasing
from curation.releasing import Build, build_twice, bump, changes_report, statement

NEXT = "2099.12.0"


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("2099.1", "does not name a release"),
        ("2026.11.0", "would not follow"),
        ("2026.10.0", "would not follow"),
    ],
)
def test_the_next_release_has_a_later_name(small_data: Path, tmp_path: Path, name: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        bump(name, small_data, tmp_path)


def test_only_data_that_are_released_as_they_are_get_the_next_name(small_data: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="are not frozen"):
        bump(NEXT, small_data, tmp_path)
    assert list(changes_report(small_data, tmp_path)) == ["data 2026.11.0 is the first release"]
    freezing.freeze(small_data, tmp_path)
    path = small_data / "register" / "acme.json"
    before = path.read_bytes()
    path.write_bytes(before.replace(b"ACME Corporation", b"ACME Limited"))
    with pytest.raises(FileExistsError, match="is frozen with digest"):
        bump(NEXT, small_data, tmp_path)
    path.write_bytes(before)
    assert bump(NEXT, small_data, tmp_path).startswith(f"data {NEXT} follow 2026.11.0; history takes ")
    assert list(changes_report(small_data, tmp_path)) == [f"data {NEXT} since 2026.11.0"]


def test_builds_that_differ_or_fail_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def build(project: Path, folder: Path) -> Path:
        folder.mkdir()
        (folder / "a.whl").write_text("same" if project.name == "same" else folder.name)
        return folder

    (tmp_path / "nothing").mkdir()
    with pytest.raises(ValueError, match="the build failed"):
        build_twice(tmp_path / "nothing", tmp_path / "out")
    monkeypatch.setattr(releasing, "_build", build)
    with pytest.raises(ValueError, match=r"two builds differ: a\.whl"):
        build_twice(tmp_path, tmp_path / "out")
    made = build_twice(tmp_path / "same", tmp_path / "out")
    assert made == Build({"a.whl": hashlib.sha256(b"same").hexdigest()})
    assert (tmp_path / "out" / "a.whl").read_text() == "same"


def test_a_statement_names_earlier_releases(small_data: Path, tmp_path: Path) -> None:
    freezing.freeze(small_data, tmp_path)
    bump(NEXT, small_data, tmp_path)
    made = statement(Build({"a.whl": "0" * 64}), small_data)
    assert statement_problems(made) == []
    assert made["predicate"]["release"] == NEXT
    assert list(made["predicate"]["earlier"]) == ["2026.11.0"]
