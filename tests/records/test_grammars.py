"""Grammars of references, joined and held against the register."""

from ai_security_standards import load
from ai_security_standards.records.grammars import EditionName, Grammar


def test_two_grammars_of_a_standard_are_one() -> None:
    one = Grammar(standard="a", names=("A",), stable=True)
    other = Grammar(standard="a", names=("B",), editions=(EditionName("1", ("one",)),), exact=True)
    joined = one.join(other)
    assert joined.names == ("A", "B")
    assert (joined.exact, joined.stable) == (True, False)
    assert joined.editions == other.editions


def test_every_shipped_grammar_belongs_to_a_standard_and_its_editions() -> None:
    register = load().snapshot.register
    grammars = list(register.grammars())
    assert {"eu-ai-act", "mitre-atlas", "owasp-llm-top-10"} <= {grammar.standard for grammar in grammars}
    for grammar in grammars:
        editions = {ref.partition("@")[2] for ref in register.editions[grammar.standard]}
        assert {each.edition for each in grammar.editions} <= editions
