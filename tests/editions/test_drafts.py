"""Identifiers of drafts, replaced by those of the published list whose titles stand beside them."""

from ai_security_standards import load

CATALOG = load()
GOAL = "owasp-agentic-top-10@2026"
TABLE = """# Agents

| **AAI01** | Agent Goal Hijack | Manipulating planning |
| **AAI02** | Identity & Privilege Abuse | Exploiting permissions |
| **AAI03** | Unexpected Code Execution | RCE |
| **AAI04** | Insecure InterAgent Communication | Messages |
| **AAI07** | Agentic Supply Chain | Servers |
| **ASI10** | Rogue Agents | Agents |

AAI01 is the worst. See R1 and API-22.
"""


def test_identifiers_of_a_draft_give_way_by_their_titles() -> None:
    fixed = CATALOG.fix(TABLE, to=GOAL, by_title=True)
    assert [(each.old, each.new, each.kind.value) for each in fixed.edits] == [
        ("AAI01", "ASI01", "identifier"),
        ("AAI02", "ASI03", "identifier"),
        ("AAI03", "ASI05", "identifier"),
        ("AAI07", "ASI04", "identifier"),
    ]
    assert [(each.text, each.candidates) for each in fixed.questions] == [
        ("AAI04", (f"{GOAL}:ASI07",)),
        ("AAI01", ()),
    ]
    assert CATALOG.fix(fixed.text, to=GOAL, by_title=True).edits == ()
    assert CATALOG.fix(TABLE, to=GOAL).edits == ()


def test_what_is_no_draft_of_the_list_stays() -> None:
    few = "| R01 | Agent Goal Hijack |\n| R02 | Rogue Agents |\n"
    twice = "| R01 | Agent Goal Hijack |\n| R02 | Rogue Agents |\n| R03 | Rogue Agents |\n"
    moved = "| R01 | Agent Goal Hijack |\n| R01 | Rogue Agents |\n| R03 | Cascading Failures |\n"
    for text in (few, twice, moved):
        assert CATALOG.fix(text, to=GOAL, by_title=True).edits == ()
    assert CATALOG.fix(TABLE, to="owasp-llm-top-10@2026", by_title=True).edits == ()
