"""The verbs that rewrite files, and that ask for facts."""

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import ai_security_standards as aiss
from ai_security_standards import InvalidData, Profile, UnknownCriterion
from ai_security_standards.applicability.questions import question_for
from ai_security_standards.cli import main, tree
from ai_security_standards.cli.interviews import answer_line, chosen_labels
from ai_security_standards.cli.profiles import read_profile, write_profile

Run = Callable[..., tuple[int, str, str]]
OLD = "| LLM05:2025 | Improper Output Handling |\n| LLM07:2025 | System Prompt Leakage |\n"
NEW = OLD.replace("LLM05:2025", "LLM10:2026")
TO = ("--to", "owasp-llm-top-10@2026")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str, given: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(given))
        status = main.run([*arguments])
        out = capsys.readouterr()
        return status, out.out, out.err

    return call


def test_fix_rewrites_what_has_one_meaning_and_asks_about_the_rest(run: Run, tmp_path: Path) -> None:
    (tmp_path / "list.md").write_bytes(b"\xef\xbb\xbf" + OLD.replace("\n", "\r\n").encode())
    (tmp_path / "logo.png").write_bytes(b"\0")
    status, out, err = run("fix", "list.md", "logo.png", *TO)
    assert (status, err) == (1, "")
    first, second, last = out.splitlines()
    assert first == "list.md:1: LLM05:2025 -> LLM10:2026 (edition)"
    assert second.startswith("list.md:2: decide on 'LLM07:2025': the later provision has another scope.")
    assert second.endswith("Perhaps owasp-llm-top-10@2026:LLM08.")
    assert last == "1 edit made in 1 file, 1 question"
    assert (tmp_path / "list.md").read_bytes() == b"\xef\xbb\xbf" + NEW.replace("\n", "\r\n").encode()
    status, out, _ = run("fix", "list.md", *TO)
    assert out.splitlines()[-1] == "0 edits made in 0 files, 1 question"


def test_fix_shows_a_diff_or_checks_and_writes_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "list.md").write_text(OLD)
    status, out, _ = run("fix", "list.md", *TO, "--diff")
    assert status == 1
    assert "\n-| LLM05:2025 | Improper Output Handling |\n+| LLM10:2026 | " in out
    assert "1 edit to make in 1 file" in out
    (tmp_path / "one.md").write_text(OLD.splitlines()[0])
    (tmp_path / "open.md").write_text(OLD.splitlines()[1])
    status, out, _ = run("fix", "open.md", *TO, "--diff")
    assert (status, out.count("decide on"), out.count("@@")) == (1, 1, 0)
    assert run("fix", "one.md", *TO, "--check")[0] == 1
    assert run("fix", "one.md", *TO, "--diff")[0] == 0
    assert (tmp_path / "list.md").read_text() == OLD
    assert run("fix", "one.md", *TO)[0] == 0
    assert run("fix", "one.md", *TO, "--check")[0] == 0


def test_fix_says_who_decides_what_is_left(run: Run, tmp_path: Path) -> None:
    (tmp_path / "list.md").write_text("| AML.T0051 | LLM Jailbreak |\n\nATLAS AML.T9999 is new.\n")
    _, out, _ = run("fix", "list.md")
    counted, audit, titles = out.splitlines()[-3:]
    assert counted == "0 edits made in 0 files, 2 questions"
    assert audit == "Who knows the text answers questions; `aiss audit` also lists findings that have no edit"
    assert titles == "--by-title decides 1 of them by the title beside the identifier"
    _, out, _ = run("fix", "list.md", "--by-title")
    assert out.splitlines()[-2] == "1 edit made in 1 file, 1 question"
    assert "| AML.T0054 | LLM Jailbreak |" in (tmp_path / "list.md").read_text()


def test_fix_takes_the_edition_of_bare_identifiers_from_an_option(run: Run, tmp_path: Path) -> None:
    (tmp_path / "tags.yaml").write_text("tags: [owasp:llm06]\n")
    assert "does not say of which edition" in run("fix", "tags.yaml", *TO)[1]
    assert run("fix", "tags.yaml", *TO, "--source", "owasp-llm-top-10@2023")[0] == 0
    assert (tmp_path / "tags.yaml").read_text() == "tags: [owasp:llm02:2026]\n"
    status, _, err = run("fix", "none.md", *TO, "--within", "owasp-llm-top-10")
    assert status == 2
    assert err == "aiss fix: none.md: no such file or folder\n"


def test_fix_leaves_what_a_project_accepts_and_its_own_files(run: Run, tmp_path: Path) -> None:
    (tmp_path / ".aiss.toml").write_text(
        'baseline = "known.json"\n[[ignore]]\nrule = "retired"\ntext = "CSF PR.DS-1"\nreason = "history"\n'
    )
    text = "CSF PR.DS-1, PR.DS-2.\n\nCSF PR.DS-2 <!-- aiss: ignore[retired] as it was -->\n"
    (tmp_path / "old.md").write_text(text)
    assert run("audit", ".", "--write-baseline", "known.json")[0] == 0
    assert "1 reference in 1 file" not in run("audit", ".")[1]
    assert "PR.DS-2" in (tmp_path / "known.json").read_text()
    before = (tmp_path / "known.json").read_bytes(), (tmp_path / ".aiss.toml").read_bytes()
    status, out, _ = run("fix", ".")
    assert status == 0
    assert out.splitlines()[0] == "old.md:1: PR.DS-2 -> PR.DS-02 (retired)"
    assert (tmp_path / "old.md").read_text() == text.replace("PR.DS-2.", "PR.DS-02.")
    assert ((tmp_path / "known.json").read_bytes(), (tmp_path / ".aiss.toml").read_bytes()) == before


def test_fix_tells_of_files_that_cannot_be_read_and_reads_on(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "one.md").write_text("CSF PR.DS-1.\n")
    (tmp_path / "two.md").write_text("CSF PR.DS-1.\n")
    (tmp_path / "package-lock.json").write_text('{"version": "PR.DS-1"}\n')
    real = tree.text_of

    def text_of(path: str, most: int) -> tuple[str, str]:
        if path == "one.md":
            raise PermissionError(13, "Permission denied")
        if path == "two.md":
            raise InvalidData("it is gone")
        return real(path, most)

    monkeypatch.setattr(tree, "text_of", text_of)
    status, out, err = run("fix", "one.md", "two.md", "package-lock.json")
    assert status == 2
    assert out == "0 edits made in 0 files, 0 questions\n"
    assert err == "aiss fix: one.md: Permission denied\naiss fix: two.md: it is gone\n"


def test_many_files_are_fixed_by_several_processes(run: Run, tmp_path: Path) -> None:
    for number in range(41):
        (tmp_path / f"n{number:02}.md").write_text("CSF PR.DS-1.\n")
    status, out, _ = run("fix", ".", "--jobs", "2")
    assert (status, out.splitlines()[-1]) == (0, "41 edits made in 41 files, 0 questions")
    assert {path.read_text() for path in tmp_path.glob("n*.md")} == {"CSF PR.DS-01.\n"}


def test_applies_prints_groups_documents_first(run: Run, tmp_path: Path) -> None:
    (tmp_path / "profile.toml").write_text(
        'jurisdictions = "EU"\nroles = "provider"\nrisk_classes = "high-risk"\n'
    )
    status, out, _ = run("applies", "profile.toml", "--on", "2026-11-24")
    assert status == 0
    assert out.splitlines()[0].endswith(" fit")
    assert "\nVoluntary, best fit first\n" in out
    assert "more were made for others" in out
    assert "No legal advice. Source: data " in out
    _, short, _ = run("applies", "profile.toml", "--standard", "eu-ai-act")
    _, long, _ = run("applies", "profile.toml", "--standard", "eu-ai-act", "--articles")
    assert "Article 15(1)" in long
    assert "Article 15(1)" not in short


def test_applies_asks_for_what_decides_most(run: Run, tmp_path: Path) -> None:
    (tmp_path / "start.toml").write_text('jurisdictions = "US-TX"\n')
    arguments = ("applies", "start.toml", "--ask", "--standard", "tx-traiga")
    status, out, err = run(*arguments, given="99\ndeployer\n\n\n")
    assert status == 0
    assert "1 act binds" in out.splitlines()[0]
    assert "\n  1  " in err
    assert "nothing if you don't know" in err
    assert re.search(r"answer with a number from 1 to [2-7], not 99\n", err)
    assert err.startswith("\nQuestion 1\n")
    assert run(*arguments, "--save", "mine.toml", given="99\ndeployer\n\n\n")[1] == out
    assert run("applies", "mine.toml", "--standard", "tx-traiga")[1] == out
    again = run(*arguments, "--save", "mine.toml", "--force", given="99\ndeployer\n\n\n")
    assert again[2].endswith("aiss applies: wrote mine.toml\n")
    _, open_out, _ = run(*arguments, given="")
    assert open_out.splitlines()[0] != out.splitlines()[0]
    _, numbered, _ = run("applies", "--ask", "--standard", "tx-traiga", given="1\n1\n1\n1\n1\n1\n1\n1\n")
    assert "Source: data" in numbered
    status, _, err = run("applies")
    assert status == 2
    assert "name a profile, or say --ask" in err


def test_an_interview_can_be_stopped_and_says_what_it_wrote(run: Run, tmp_path: Path) -> None:
    (tmp_path / "start.toml").write_text('established_in = "DE"\nroles = "provider"\n')
    arguments = ("applies", "start.toml", "--standard", "eu-ai-act", "--ask", "--save", "mine.toml")
    status, _, err = run(*arguments, given="Germany\nq\n")
    assert status == 0
    assert "or any country or American state by name or code, such as Germany, DE or California" in err
    assert "  -> markets: Germany (DE)\n" in err
    assert "aiss applies: wrote mine.toml\n" in err
    assert 'markets = ["DE"]' in (tmp_path / "mine.toml").read_text()
    assert err.endswith(
        "To be asked for what is open: aiss applies mine.toml --standard eu-ai-act --articles --ask --save mine.toml --force\n"
    )
    _, out, err = run(*arguments, "--force", "--articles", given="Germany\nQ\n")
    assert re.search(r"\nQuestion 2; about [1-9]\d* to [1-9]\d* more\n", err)
    assert "Depends on: What does the system or model count as under the EU AI Act?\n" in out
    assert 'In the profile: risk_classes = ["prohibited", "high-risk", ' in out
    assert "Depends on: Regulation (EU) 2024/1689: Is it " in out
    assert "\neu-ai-act@2024/1689 perhaps from 2028-08-02: " in out


def test_applies_names_acts_left_out_and_what_it_does_not_rule_on(run: Run, tmp_path: Path) -> None:
    (tmp_path / "profile.toml").write_text('jurisdictions = "US-UT"\nroles = "deployer"\n')
    _, out, err = run("applies", "profile.toml", "--on", "2026-11-24")
    assert "\nLeft out: law of these places that does not apply\n" in out
    assert "General law, such as the GDPR" in out
    shown, number = re.search(r"\n… (\d+) more: --limit (\d+)\n", out).groups()  # type: ignore[union-attr]
    assert int(number) == int(shown) + 5
    _, whole, _ = run("applies", "profile.toml", "--on", "2026-11-24", "--limit", number)
    listed = whole.split("Left out: law of these places that does not apply\n")[1].split("\n\n")[0]
    assert len(listed.splitlines()) == int(number)
    assert " more: --limit" not in whole
    assert err.endswith("aiss applies profile.toml --ask --save profile.toml --force\n")
    (tmp_path / "nowhere.toml").write_text('roles = "deployer"\n')
    assert "Left out" not in run("applies", "nowhere.toml", "--standard", "tx-traiga")[1]


def test_an_interview_repeats_answers_and_goes_back(run: Run, tmp_path: Path) -> None:
    (tmp_path / "start.toml").write_text('jurisdictions = ["California", "DE"]\nroles = ["provider"]\n')
    arguments = ("applies", "start.toml", "--ask", "--save", "mine.toml", "--standard", "eu-ai-act")
    _, _, err = run(*arguments, given="b\n?\nnone\nb\n3, 6\n\nb\n2\n1\n1\n2026-05-05\nN\nq\n")
    assert err.count("\nQuestion 1; about ") == 4
    assert "an empty line leaves the fact open; b goes back" in err
    area, second, third = (err.split(f"\nQuestion {number}; ")[-1] for number in (1, 2, 3))
    assert "employment: recruiting, CV screening, managing workers\n" in area
    assert "  0  none of these\n" in area
    assert err.index("  -> annexes: none of these\n") < err.index("  -> noted; one more question on this\n")
    assert "creditworthiness and credit scores" in second
    assert "-> noted; one more question on this" in second
    assert "-> annexes: annex-i-a, annex-iii-5-c" in third
    assert "By annex-i-a, annex-iii-5-c it is high-risk, unless Article 6(3) takes it out." in err
    assert "  -> risk_classes: high-risk\n" in err
    assert "  -> placed_on_market: 2026-05-05\n" in err
    assert "  -> modified: no\n" in err
    saved = read_profile("mine.toml")
    assert saved.annexes == {"annex-i-a", "annex-iii-5-c"}
    assert saved.markets == {"DE", "US-CA"}


def test_questions_that_no_fact_answers_are_asked_together(run: Run, tmp_path: Path) -> None:
    (tmp_path / "start.toml").write_text(
        'jurisdictions = "DE"\nroles = "deployer"\nsectors = "digital-infrastructure"\nsize = "small"\n'
    )
    arguments = ("applies", "start.toml", "--ask", "--standard", "eu-nis2-impl", "--articles")
    _, _, err = run(*arguments, "--save", "two.toml", given="9\n2, 3\n")
    assert ": which of these are so?\n  1  it is " in err
    assert "answer with numbers from 1 to 7, or 0, not 9\n" in err
    assert re.search(r"-> yes: it is .*; yes: it is .*; no to 5\n", err)
    saved = read_profile("two.toml")
    assert (len(saved.answers_yes), len(saved.answers_no)) == (2, 5)
    assert "-> no to 7\n" in run(*arguments, given="0\n")[2]
    assert "-> left open\n" in run(*arguments, given="\n")[2]


@pytest.mark.parametrize(
    ("key", "line"),
    [
        ("size", 'size = "micro", or small, medium, small-mid-cap, large'),
        ("modified", "modified = true, or false"),
        ("placed_on_market", 'placed_on_market = "2027-12-02", the day, month or year'),
        ("markets", 'markets = ["DE"]'),
        ("whether it is late", 'answers_yes = ["whether it is late"], or the same as answers_no'),
    ],
)
def test_each_question_says_how_a_profile_answers_it(key: str, line: str) -> None:
    assert answer_line(key) == line


def test_answers_are_numbers_labels_and_years() -> None:
    day, roles = question_for("placed_on_market", Profile()), question_for("roles", Profile())
    assert day is not None
    assert roles is not None
    assert chosen_labels(day, "2027") == ["2027"]
    assert chosen_labels(roles, "2, deployer") == [roles.options[1].label, "deployer"]
    assert chosen_labels(roles, roles.options[0].label) == [roles.options[0].label]
    assert chosen_labels(roles, "") is None
    for none in ("0", "None", "-", "none of these"):
        assert chosen_labels(roles, none) == []
    sectors = question_for("sectors", Profile())
    assert sectors is not None
    assert sectors.none is not None
    assert chosen_labels(sectors, sectors.none) == []
    with pytest.raises(UnknownCriterion, match="answer with a number from 1 to 7, not 0"):
        chosen_labels(day, "0")
    with pytest.raises(UnknownCriterion, match="answer with a number from 1 to 7, not 2027"):
        chosen_labels(roles, "2027")


def test_fix_pins_editions_and_reads_settings(run: Run, tmp_path: Path) -> None:
    (tmp_path / "tags.yaml").write_text("tags:\n  - LLM05\n")
    status, out, _ = run("fix", "tags.yaml", "--to", "owasp-llm-top-10@2025", "--pin")
    assert (status, (tmp_path / "tags.yaml").read_text()) == (0, "tags:\n  - LLM05:2025\n")
    assert out.startswith("tags.yaml:2: LLM05 -> LLM05:2025 (pin)\n")
    (tmp_path / "bare.yaml").write_text("tags:\n  - LLM05\n")
    assert run("fix", "bare.yaml", *TO)[0] == 1
    (tmp_path / ".aiss.toml").write_text('[editions]\nowasp-llm-top-10 = "2025"\n')
    assert run("fix", "bare.yaml", *TO)[0] == 0
    assert (tmp_path / "bare.yaml").read_text() == "tags:\n  - LLM10:2026\n"
    (tmp_path / "other.toml").write_text('exclude = ["*.yaml"]\n')
    (tmp_path / "bare.yaml").write_text("tags:\n  - LLM05:2025\n")
    assert (
        run("fix", "bare.yaml", *TO, "--config", "other.toml")[1] == "0 edits made in 0 files, 0 questions\n"
    )


def test_a_saved_profile_reads_as_it_was(tmp_path: Path) -> None:
    facts: Any = {
        "established_in": "DE", "markets": {"EU", "US-NY"}, "roles": {"provider"}, "size": "large",
        "open_source": True, "placed_on_market": "2027-12", "answers_yes": 'whether it says "Müller" (Article 6)',
    }  # fmt: skip
    profile = aiss.Profile(**facts)
    write_profile(str(tmp_path / "p.toml"), profile)
    assert read_profile(str(tmp_path / "p.toml")) == profile
    write_profile(str(tmp_path / "p.toml"), aiss.Profile())
    assert (tmp_path / "p.toml").read_text() == ""
