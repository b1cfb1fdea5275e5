"""Out and in again: what a format gave once, it gives again, whatever the document and the set.

It takes minutes: `tests/formats/test_all_formats.py` has one document and one set.
"""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from round_trips import DOCUMENTS, SETS, rows_of, structure_of, trip
from test_validators import CATALOG

import ai_security_standards as aiss
from ai_security_standards._store.overlays import Overlay
from ai_security_standards.catalog import Catalog
from ai_security_standards.formats.foreign import (
    End,
    Foreign,
    ForeignDocument,
    ForeignProvision,
    ForeignRow,
    ForeignSet,
    Report,
)
from ai_security_standards.formats.overlaying import overlay_of
from ai_security_standards.vocabulary import ProvisionKind, RelationshipType

TEXTS = st.text("aB1.é-_ ,;:'\"()[]{}/@#=+%\n\u200b", min_size=1, max_size=8)
PLAIN = st.sampled_from(("A", "A.1", "B-2", "Article 9", "C(1)", "D 1", "e_2"))
FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "title": st.none() | TEXTS,
    "summary": st.none() | TEXTS,
    "note": st.none() | TEXTS,
    "level": st.none() | st.sampled_from(("low", "high")),
    "kind": st.sampled_from((ProvisionKind.CONTROL, ProvisionKind.REQUIREMENT, ProvisionKind.DOMAIN)),
    "assessable": st.booleans(),
    "retired": st.booleans(),
}


@st.composite
def documents(draw: st.DrawFn) -> ForeignDocument:
    """Draw a document of a few provisions, each below an earlier one or at the top."""
    ids = draw(st.lists(PLAIN | TEXTS, min_size=1, max_size=5, unique=True))
    provisions = []
    for number, name in enumerate(ids):
        parent = draw(st.sampled_from((None, *(f"k{other}" for other in range(number)))))
        fields = {field: draw(each) for field, each in FIELDS.items()}
        provisions.append(ForeignProvision(f"k{number}", name, parent=parent, **fields))
    return ForeignDocument("acme", ("ACME",), "acme", "1.0", "ACME", "ACME", provisions=tuple(provisions))


@st.composite
def mapped(draw: st.DrawFn) -> Foreign:
    """Draw two documents, and a mapping set between them."""
    one, other = draw(documents()), draw(documents())._replace(key="rules", names=("Rules",), slug="rules")
    rows = []
    for number in range(draw(st.integers(1, 4))):
        ends = [
            End(each.key, draw(st.sampled_from([one.key for one in each.provisions or ()])))
            for each in (one, other)
        ]
        texts = {"comment": draw(TEXTS)} if draw(st.booleans()) else {}
        relation = draw(st.sampled_from(tuple(RelationshipType)))
        rows.append(ForeignRow(f"row {number}", ends[0], relation, ends[1], draw(st.booleans()), texts))
    return Foreign(
        (one, other), (ForeignSet("acme-rules", "ACME to Rules", "ACME", tuple(rows), "By hand."),)
    )


def overlay_from(foreign: Foreign, catalog: Catalog) -> Overlay:
    overlay = overlay_of(foreign, catalog, Report(), {}, False, None).overlay
    assert overlay is not None
    return overlay


@pytest.mark.parametrize("name", DOCUMENTS)
@given(document=documents())
@settings(max_examples=50, deadline=None)
def test_a_document_that_came_in_goes_out_and_comes_in_the_same(name: str, document: ForeignDocument) -> None:
    ours = aiss.load(overlay_from(Foreign((document,)), CATALOG)).as_of(CATALOG.date)
    first = trip(name, "acme@1.0", ours, CATALOG, match=False)
    assert first is not None
    ref, provisions = structure_of(first)
    again = trip(name, ref, aiss.load(first).as_of(CATALOG.date), CATALOG, match=False)
    assert again is not None
    assert structure_of(again) == (ref, provisions)
    assert len(provisions) >= len(document.provisions or ())


@pytest.mark.parametrize("name", SETS)
@given(foreign=mapped())
@settings(max_examples=50, deadline=None)
def test_a_set_that_came_in_goes_out_and_comes_in_the_same(name: str, foreign: Foreign) -> None:
    overlay = overlay_from(foreign, CATALOG)
    ours = aiss.load(overlay).as_of(CATALOG.date)
    first = trip(name, "acme-rules", ours, ours)
    if first is None or not any(each.startswith("mappings/") for each in first.files):
        return  # none of its rows has a place there
    set_id, rows = rows_of(first)
    again = trip(name, set_id, aiss.load(overlay, first).as_of(CATALOG.date), ours)
    assert again is not None
    assert rows_of(again)[1] == rows


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_shipped_document_comes_in_the_same(name: str) -> None:
    for subject in sorted(CATALOG.snapshot.register.framework_loaders):
        first = trip(name, subject, CATALOG, CATALOG, match=False)
        assert first is not None
        ref, provisions = structure_of(first)
        again = trip(name, ref, aiss.load(first).as_of(CATALOG.date), CATALOG, match=False)
        assert again is not None
        assert structure_of(again)[1] == provisions, subject


@pytest.mark.parametrize("name", SETS)
def test_every_shipped_set_comes_in_the_same(name: str) -> None:
    carried = 0
    for subject in (each.id for each in CATALOG.mapping_sets()):
        first = trip(name, subject, CATALOG, CATALOG)
        if first is None or not any(each.startswith("mappings/") for each in first.files):
            continue  # none of its rows has a place there
        set_id, rows = rows_of(first)
        again = trip(name, set_id, aiss.load(first).as_of(CATALOG.date), CATALOG)
        assert again is not None
        assert rows_of(again)[1] == rows, subject
        carried += 1
    print(f"{carried} sets by {name}")
