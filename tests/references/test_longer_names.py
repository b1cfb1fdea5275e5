"""Names inside longer names, running keys of programs, and editions a little behind a name."""

from __future__ import annotations

import pytest

from ai_security_standards import load

CATALOG = load()

#: What is no reference, by what it is.
NOTHING = {
    "a law that carries a directive out": "das NIS2-Umsetzungsgesetz, the NIS2 Implementation Act",
    "a law beside a regulation": "§ 8 Abs. 1 DSGVO-Anpassungsgesetz",
    "a body": "written by the OWASP Agentic Security Initiative",
    "the address of a picture": "<img src='https://atlas.mitre.org/static/logo.png?v=2'>",
}


@pytest.mark.parametrize("case", NOTHING)
def test_longer_names_are_of_others(case: str) -> None:
    assert CATALOG.find_references(NOTHING[case]) == ()


#: The provisions that are read, by what stands in a file.
KEYS = {
    "keys without the sign and zero": ('{"name": "BSI C5:2020", "am2": {"title": "x"}, "ps1": {"title": "y"}}', []),
    "a value": ("// ISO/IEC 27001:2022\nconst all = [{ id: 'cl2' }, { id: 'cl5', about: 1 }]", []),
    "a key in a path of keys": ("// ISO/IEC 27001:2022\nt('iso.all.cl2.title')", []),
    "beside keys that are no identifiers": ("// SOC 2\nconst all = [{ id: 'pi1', a: 1 }, { id: 'conf1' }]", []),
    "beside identifiers": ("// SOC 2\nconst all = [{ id: 'pi1', a: 1 }, { id: 'cc6' }]", ["PI1", "CC6"]),
    "an identifier as it is printed": ('{"id": "llm01", "title": "Prompt Injection"}', ["LLM01"]),
    "in prose": ("PI1 of SOC 2, that is pi1 and cc6.1", ["PI1", "PI1", "CC6.1"]),
    "at the end of a sentence": ("SOC 2: pi1, and cc6", ["PI1", "CC6"]),
}  # fmt: skip


@pytest.mark.parametrize("case", KEYS)
def test_running_keys_are_the_programs_own(case: str) -> None:
    text, provisions = KEYS[case]
    found = [ref.provision for mention in CATALOG.find_references(text) for ref in mention.refs]
    assert [provision for provision in found if provision] == provisions


#: The edition of the first name in a text; "" where the data does not have it.
BEHIND = {
    "behind a link": ("[OWASP Top 10](https://owasp.org/Top10/) (2021)", "2021"),
    "behind a link, without a mark": ("[OWASP ASVS](https://example.org/asvs) 4.0.3", "4.0.3"),
    "before the data, behind a link": ("[MITRE ATT&CK](https://attack.mitre.org/) framework (v14)", ""),
    "before the data": ("MITRE ATT&CK (Enterprise v14)", ""),
    "a part": ("MITRE ATT&CK for Enterprise v17.1 has", "17.1"),
    "newer than the data": ("MITRE ATT&CK, Enterprise matrix v99", ""),
    "a number of something": ("[OWASP Top 10](https://example.org/a) 7 times", "2025"),
    "a number that was never an edition": ("[OWASP ASVS](https://example.org/a) v0.0.0.1", "5.0.0"),
    "a version of another kind": ("[OWASP Top 10](https://example.org/a) vx", "2025"),
    "a revision in a key": ("nist_sp_800_171_rev_2 = true", ""),
    "a revision and an identifier in a key": ("nist_sp_800_171_rev_2_3_1_1 = true", ""),
    "the version of a file": ("owasp_agentic_v2.json: the OWASP Agentic Top 10", "2026"),
    "no link": ("MITRE ATT&CK, and 14 of ours", "19.2"),
}


@pytest.mark.parametrize("case", BEHIND)
def test_editions_behind_a_link_or_a_part(case: str) -> None:
    text, edition = BEHIND[case]
    first = CATALOG.audit(text)[0]
    assert (first.refs[0].edition if first.refs else "") == edition
