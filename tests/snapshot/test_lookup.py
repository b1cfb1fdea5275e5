"""Looking a document, its editions, its publisher and its annotations up, as of a day."""

import datetime as dt

import pytest
from samples import Overlay, document, framework, register_file, write_structure

from ai_security_standards import Ref, UnknownReference, load
from ai_security_standards.vocabulary import Status


def test_a_document_is_had_by_id_edition_ref_or_record() -> None:
    catalog = load()
    record = catalog["iso-iec-tr-24030@2021"]
    assert record.edition == "2021"
    assert catalog[Ref("iso-iec-tr-24030", "2021")] == record == catalog[record]
    assert catalog["iso-iec-tr-24030"].edition == "2024"


def test_the_edition_is_that_of_the_day() -> None:
    catalog = load()
    assert catalog.as_of("2023-06-01")["iso-iec-tr-24030"].edition == "2021"
    assert catalog.as_of("2024-04-07")["iso-iec-tr-24030"].edition == "2021"
    assert catalog.as_of("2024-04-08")["iso-iec-tr-24030"].edition == "2024"
    with pytest.raises(UnknownReference, match=r"dates from 2021-05-11"):
        catalog.as_of("2019-07-01")["iso-iec-tr-24030"]
    with pytest.raises(UnknownReference, match="was not known to exist on 2019-07-01"):
        catalog.as_of("2019-07-01")["iso-iec-tr-24030@2024"]
    assert catalog.as_of(dt.date(2019, 7, 1)).editions("iso-iec-tr-24030") == ()


def test_what_is_announced_for_later_is_not_in_force_before(overlay: Overlay) -> None:
    law = document(
        history=[{"status": "published", "date": "2026-01-01"}, {"status": "in-force", "date": "2027-05"}],
        published="2026-01-01",
        in_force="2027-05",
    )
    catalog = load(overlay(register_file(law)))
    assert catalog.as_of("2027-05-30")["acme-policy"].status is Status.PUBLISHED
    assert catalog.as_of("2027-05-31")["acme-policy"].status is Status.IN_FORCE


@pytest.mark.parametrize(
    ("reference", "says", "near"),
    [
        ("iso-iec-tr-24032", "unknown standard", "iso-iec-tr-24030"),
        ("iso-iec-tr-24030@2020", "no edition '2020'; it has iso-iec-tr-24030@2021", "iso-iec-tr-24030@2021"),
        ("OWASP LLM01:2025", "is not a reference", None),
        ("", "is not a reference", None),
        ("mitre-atlas:AML.T9999", "AML.T9999", None),
    ],
)
def test_what_is_not_there_is_an_error_with_near_misses(reference: str, says: str, near: str | None) -> None:
    catalog = load()
    with pytest.raises(UnknownReference, match=says) as raised:
        catalog[reference]
    assert raised.value.reference == reference
    assert near is None or near in raised.value.near_misses
    assert catalog.get(reference) is None
    assert catalog.get(reference, 5) == 5
    assert reference not in catalog


def test_the_current_edition_is_the_latest_in_effect_else_the_one_to_come_else_the_last(
    overlay: Overlay,
) -> None:
    def edition(name: str, *history: tuple[str, str]) -> dict[str, object]:
        events = [{"status": status, "date": date} for status, date in history]
        return document(edition=name, designation=f"ACME {name}", history=events, published=None)

    catalog = load(
        overlay(
            register_file(
                edition("1", ("published", "2010-01-01"), ("withdrawn", "2020-01-01")),
                edition(
                    "2", ("draft", "2012-01-01"), ("published", "2014-01-01"), ("withdrawn", "2021-01-01")
                ),
                edition("3", ("draft", "2022-01-01"), ("cancelled", "2023-01-01")),
            )
        )
    )

    def current(day: str) -> str:
        return catalog.as_of(day)["acme-policy"].edition

    assert [current(f"{year}-06-01") for year in (2011, 2013, 2014, 2020, 2021, 2022, 2023)] == list(
        "1122232"
    )
    assert [each.edition for each in catalog.as_of("2013-01-01").editions("acme-policy")] == ["1", "2"]
    assert not catalog.as_of("2021-06-01").standards(publisher="acme")
    assert catalog.as_of("2021-06-01").standards(publisher="acme").left_out == 2


def test_publishers_are_looked_up_and_listed() -> None:
    catalog = load()
    assert catalog.publisher("etsi").short_name == "ETSI"
    with pytest.raises(UnknownReference) as raised:
        catalog.publisher("etsy")
    assert "etsi" in raised.value.near_misses
    listed = catalog.publishers()
    assert [body.id for body in listed] == sorted(body.id for body in listed)
    assert listed.rows()[0]["family"]
    assert listed.headline() == f"{len(listed)} publishers"


def test_editions_takes_the_id_of_a_standard() -> None:
    catalog = load()
    with pytest.raises(UnknownReference, match="needs the id of a standard"):
        catalog.editions("iso-iec-tr-24030@2021")
    with pytest.raises(UnknownReference, match="unknown standard"):
        catalog.editions("iso-iec-tr-24032")
    with pytest.raises(UnknownReference, match="is not a reference"):
        catalog.editions("ISO 42001")


def test_annotations_stand_beside_and_change_nothing(overlay: Overlay) -> None:
    notes = [
        {"ref": "eu-ai-act", "key": "owner", "value": "Legal"},
        {"ref": "eu-ai-act@2024/1689", "key": "priority", "value": "1", "author": "me", "date": "2026-01-01"},
    ]
    catalog = load(overlay({"annotations": notes}))
    assert [(note.key, note.value) for note in catalog.annotations("eu-ai-act")] == [
        ("owner", "Legal"),
        ("priority", "1"),
    ]
    assert catalog["eu-ai-act"] == load()["eu-ai-act"]
    assert load().annotations("eu-ai-act") == ()
    assert catalog != load()


def test_documents_have_roots_and_children() -> None:
    catalog = load()
    roots = catalog.roots("nist-csf@2.0")
    assert [root.id for root in roots] == ["GV", "ID", "PR", "DE", "RS", "RC"]
    assert catalog.children("nist-csf@2.0") == roots == catalog.roots("nist-csf@2.0:GV.OC")
    everything = catalog.descendants("nist-csf@2.0")
    assert list(everything) == list(catalog.framework("nist-csf@2.0").provisions)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("OWASP Foundation", "owasp"),
        ("European Union", "european-union"),
        ("ITU", "itu-t"),
        # As a public list of frameworks names it.
        ("National Institute of Standards and Technology (NIST)", "nist"),
        ("owasp", "owasp"),
        ("iso", "iso"),
        ("ISO", "iso"),
        ("ISO/IEC", "iso-iec"),
    ],
)
def test_publishers_are_found_by_the_names_that_people_use(name: str, found: str) -> None:
    catalog = load()
    assert catalog.publisher(name).id == found
    assert found in {record.publisher for record in catalog.standards(publisher=name, current=None)}


def test_the_short_name_of_a_body_means_its_committees_too_and_its_id_does_not() -> None:
    catalog = load()
    assert {record.publisher for record in catalog.standards(publisher="ISO")} == {"iso", "iso-iec"}
    assert {record.publisher for record in catalog.standards(publisher="iso")} == {"iso"}
    sets = catalog.mapping_sets(publisher="OWASP Foundation")
    assert sets == catalog.mapping_sets(publisher="owasp")
    assert len(sets) > 0


def test_text_that_is_no_reference_points_to_resolve() -> None:
    with pytest.raises(UnknownReference, match=r"catalog\.resolve\('Art\. 15\(4\) AI Act'\)"):
        load()["Art. 15(4) AI Act"]


def test_a_look_up_without_edition_falls_back_to_the_last_whole_structure(overlay: Overlay) -> None:
    def edition(year: int, **changes: object) -> dict[str, object]:
        day = f"{year}-01-15"
        return document(
            edition=str(year), designation=f"ACME {year}", published=day,
            history=[{"status": "published", "date": day}], **changes,
        )  # fmt: skip

    folder = overlay(register_file(*map(edition, range(2021, 2026))))
    part = {"completeness": "partial", "note": "The rest is missing."}
    for year, provisions, changes in (
        (2021, ("A", "B"), {}), (2022, ("A",), {}), (2023, ("A", "B", "C"), part), (2025, ("D",), part),
    ):  # fmt: skip
        raw = framework("acme-policy", *provisions, edition=str(year), **changes)  # type: ignore[arg-type]
        write_structure(folder, raw, f"frameworks/acme-policy/{year}.json")
    catalog = load(folder).as_of("2026-01-01")
    found = catalog.provision("acme-policy:A")
    assert str(found.ref) == "acme-policy@2022:A"
    assert found == catalog["acme-policy@2022:A"]
    assert catalog.provision("acme-policy@2022:A").fallback is None
    assert found.fallback == (
        "the structure of acme-policy@2025 is shipped in part; acme-policy@2022 is the last one shipped whole"
    )
    assert str(catalog.provision("acme-policy:B").ref) == "acme-policy@2021:B"
    assert catalog.provision("acme-policy:D").fallback is None
    with pytest.raises(UnknownReference, match="only a part of it is shipped"):
        catalog["acme-policy:C"]
    for ref in ("acme-policy@2025:A", "acme-policy@2024:A"):
        with pytest.raises(UnknownReference):
            catalog[ref]
    earlier = catalog.as_of("2024-06-01").provision("acme-policy:A")
    assert str(earlier.ref) == "acme-policy@2022:A"
    assert (earlier.fallback or "").startswith("the structure of acme-policy@2024 is not shipped;")
    with pytest.raises(UnknownReference):
        catalog.as_of("2022-06-01")["acme-policy:B"]


def test_shipped_fragments_fall_back() -> None:
    catalog = load().as_of("2026-11-24")
    for text, ref in (
        ("scf-aat:AAT-01", "scf-aat@2026.1.1:AAT-01"),
        ("databricks-dasf:DASF 20", "databricks-dasf@2.0:DASF 20"),
    ):
        found = catalog.provision(text)
        assert (str(found.ref), bool(found.fallback)) == (ref, True)
