"""What is stored of the lexicon: equal to what is gathered, used only with its own data and code, read in parts."""

from pathlib import Path
from typing import Any

import pytest

import ai_security_standards as aiss
from ai_security_standards._store.files import LEXICON, packaged_folder, read_derived, source_mark
from ai_security_standards._store.register import packaged_register, read_register
from ai_security_standards.references.lexicon import Lexicon
from ai_security_standards.references.lexicon.deriving import derived_files
from ai_security_standards.references.lexicon.storing import stored_blocks
from ai_security_standards.references.text.tokens import Tokens

BUILD = "run `python -m curation build`: the lexicon is of other data or code"


def contents_of(lexicon: Lexicon, standard: str) -> list[Any]:
    """Return all that is stored of a standard, as texts are read with it."""
    identifiers, editions = lexicon.identifiers(standard), lexicon.names.editions
    ages = editions.ages
    names = editions.names_of(standard)
    return [
        (identifiers._tree, identifiers.first_words, identifiers.headings, identifiers.spellings),
        (identifiers.ids_as_printed, identifiers.ids_by_tokens, identifiers.fewest_numbers),
        (identifiers._prints_dashes, identifiers.grammar),
        (names, list(names.editions), ages.known.get(standard), standard in ages.laws),
        (ages.latest_year(standard), ages._latest_months.get(standard)),
    ]


def test_what_is_stored_equals_what_is_gathered() -> None:
    register = packaged_register()
    assert stored_blocks(register) is not None, BUILD
    gathered, stored = Lexicon(register, gathered=True), Lexicon(register)
    assert gathered.to_bytes() == read_derived(packaged_folder(), LEXICON)
    assert list(stored.names._tree) == list(gathered.names._tree)
    assert {word: stored.names._tree.get(word) for word in gathered.names._tree} == gathered.names._tree
    assert stored.names.first_words == gathered.names.first_words
    assert list(stored.openings.items()) == list(gathered.openings.items())
    assert stored.number_openings == gathered.number_openings
    assert stored.single_words == gathered.single_words
    word = "riskPromptInjection"
    assert stored.single_word_identifier(word) == gathered.single_word_identifier(word) is not None
    for standard in register.editions:
        assert contents_of(stored, standard) == contents_of(gathered, standard), standard


def test_the_first_look_up_reads_little_of_what_is_stored() -> None:
    lexicon = Lexicon(packaged_register())
    names = lexicon.names.find_all(Tokens("We follow ISO/IEC 42001 and the EU AI Act."))
    assert [name.standard for name in names] == ["iso-iec-42001", "eu-ai-act"]
    read = [word for word, branch in lexicon.names._tree.items() if branch is not None]
    assert len(read) < len(lexicon.names._tree) / 50


def named(data: Path) -> str:
    """Return the standard as which the name of a guide is read with the data of a folder."""
    (name,) = Lexicon(read_register(data)).names.find_all(Tokens("ACME Guide"))
    return name.standard


def test_what_is_stored_is_used_only_with_the_data_and_the_code_that_it_was_made_of(
    small_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = small_data / "lexicon.jsonl"
    made = path.read_bytes()
    other = made.replace(b'"acme-guide"', b'"acme-other"')
    path.write_bytes(other)
    assert named(small_data) == "acme-other"  # what is stored is what is read
    digest = read_register(small_data).digest.encode()
    mark = stored_blocks(read_register(small_data)).header["source"]  # type: ignore[union-attr]
    for damaged in (
        other.replace(digest, b"0" * len(digest)),
        other.replace(f'"{mark}"'.encode(), b'"00000000"'),
        other[:100],
        b"{}\n",
        b"",
    ):
        path.write_bytes(damaged)
        assert named(small_data) == "acme-guide"
    path.unlink()
    assert named(small_data) == "acme-guide"
    # A package without its source cannot tell whether what is stored is of the same code.
    path.write_bytes(other)
    monkeypatch.setattr("ai_security_standards._store.files.__file__", str(small_data / "none" / "files.py"))
    assert source_mark(("records/grammars.py",)) == ""
    assert named(small_data) == "acme-guide"


def test_what_is_derived_is_the_same_each_time(small_data: Path) -> None:
    made = derived_files(small_data)
    assert made == derived_files(small_data)
    assert {name: (small_data / name).read_bytes() for name in made} == made


def test_nothing_is_stored_of_overlays_and_earlier_releases(policy_overlay: Path) -> None:
    for catalog in (aiss.load(policy_overlay), aiss.load().as_known("2026.11.0")):
        assert stored_blocks(catalog.snapshot.register) is None
