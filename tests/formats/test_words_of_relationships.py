"""What writers say of each relationship: never more than it says, and never the opposite."""

import csv
import io
from collections.abc import Iterable, Iterator

import pytest
from round_trips import SETS

import ai_security_standards as aiss
from ai_security_standards import formats
from ai_security_standards._store.overlays import Overlay
from ai_security_standards.algebra import meaning
from ai_security_standards.catalog import Catalog
from ai_security_standards.formats.outcomes import Export
from ai_security_standards.vocabulary import RelationshipType

Stated = tuple[RelationshipType, bool]
TYPES = tuple(RelationshipType)
EVERY = [(word, negated) for word in TYPES for negated in (False, True)]
#: The types that say that two are related, so that `related` is a weaker word for them.
RELATING = frozenset(TYPES) - {RelationshipType.NO_RELATIONSHIP, RelationshipType.CONTRARY}


def catalog_of(rows: Iterable[tuple[str, Stated, str]], catalog: Catalog, extra: str = "") -> Catalog:
    """Return a catalog with a mapping set of these rows; `extra` is a column with a text in each."""
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow("subject relationship object negated".split())
    for subject, (word, negated), target in rows:
        writer.writerow([subject, word.value, target, "yes" if negated else ""])
    found = formats.read(contents={"acme.csv": table.getvalue().encode()}, catalog=catalog, match=False)
    assert found.overlay is not None
    files = dict(found.overlay.files)
    if extra:
        name = "mappings/acme.sssom.tsv"
        head = [line for line in files[name].decode().splitlines() if line.startswith("#")]
        first, *lines = files[name].decode().splitlines()[len(head) :]
        made = [*head, f"{first}\t{extra}", *(f"{line}\tall of it" for line in lines)]
        files[name] = ("\n".join(made) + "\n").encode()
    return aiss.load(Overlay(files))


def read_back(made: Export, catalog: Catalog) -> dict[str, list[Stated]]:
    """Return what comes back, by the identifier of the subject."""
    contents = {f"acme{made.suffix}": made.content}
    overlay = formats.read(contents=contents, catalog=catalog, format=made.format, match=False).overlay
    assert overlay is not None
    (name,) = (name[9:-10] for name in overlay.files if name.startswith("mappings/"))
    found: dict[str, list[Stated]] = {}
    for row in aiss.load(overlay).mapping_set(name).relationships:
        found.setdefault(str(row.subject.provision).upper(), []).append((row.type, row.negated))
    return found


def listed(made: Export, subject: str) -> Iterator[str]:
    """Yield the fields that the report lists for a row."""
    for each in made.losses:
        if f":{subject} " in f"{each.record} {each.what} ":
            yield each.field


def is_weaker(stated: Stated, back: Stated) -> bool:
    """Tell whether what comes back follows from what was stated, and is no denial of it."""
    if back[1] or stated[1]:
        return False
    if meaning(back[0]) == meaning(stated[0]) != meaning(RelationshipType.RELATED):
        return True
    return back[0] is RelationshipType.RELATED and stated[0] in RELATING


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("majority", ["equal", "supports", "related"])
def test_a_row_comes_back_equal_or_weaker_and_listed_or_is_dropped_and_listed(
    catalog: Catalog, name: str, majority: str
) -> None:
    """The template of OLIR depends on the style of most rows."""
    rows = [(f"S{number}", stated, f"T{number}") for number, stated in enumerate(EVERY)]
    rows += [(f"M{number}", (RelationshipType(majority), False), "T0") for number in range(60)]
    made = formats.write(name, "acme", catalog=catalog_of(rows, catalog))
    back = read_back(made, catalog)
    for subject, stated, _ in rows:
        found = back.pop(subject, None)
        fields = set(listed(made, subject))
        if found is None:
            assert "" in fields, (subject, stated)
        elif found != [stated]:
            assert len(found) == 1
            assert is_weaker(stated, found[0]), (stated, found)
            assert "type" in fields, (stated, found)
    assert not back


def test_a_denial_is_no_match_where_nothing_else_is_related(catalog: Catalog) -> None:
    """`no-match` says that an entry has no counterpart in the other document at all."""
    apart, related = (RelationshipType.NO_RELATIONSHIP, False), (RelationshipType.RELATED, False)
    rows = [("S1", apart, "T1"), ("S1", apart, "T2"), ("S2", apart, "T1"), ("S2", related, "T2")]
    made = formats.write("gemara", "acme", catalog=catalog_of(rows, catalog))
    assert read_back(made, catalog) == {"S1": [apart, apart], "S2": [related]}
    assert [each.what.partition(" (")[0] for each in made.losses if not each.field] == [
        "subject@undated:S2 no_relationship object@undated:T1"
    ]


@pytest.mark.parametrize("name", [each for each in SETS if each != "sssom"])
def test_a_row_of_a_group_says_more_when_it_is_alone(catalog: Catalog, name: str) -> None:
    rows = [(f"S{number}", (RelationshipType.EQUAL, False), "T") for number in (1, 2)]
    ours = catalog_of(rows, catalog, "group")
    assert [row.group for row in ours.mapping_set("acme").relationships] == ["all of it"] * 2
    try:
        made = formats.write(name, "acme", catalog=ours)
    except aiss.InvalidData as refused:
        assert "nothing of it has a place" in str(refused)  # noqa: PT017
        return
    assert not made.content.count(b"all of it")
    assert [each.field for each in made.losses if "equal" in each.what] == ["", ""]


@pytest.mark.parametrize("name", [each for each in SETS if each != "sssom"])
@pytest.mark.parametrize("column", ["strict", "caveats"])
def test_what_limits_a_row_is_carried_or_listed(catalog: Catalog, name: str, column: str) -> None:
    ours = catalog_of([("S1", (RelationshipType.INTERSECTS_WITH, False), "T")], catalog, column)
    made = formats.write(name, "acme", catalog=ours)
    is_listed = [(each.field, each.what) for each in made.losses if each.field == column]
    is_carried = name == "oscal" and column == "strict"
    assert is_listed == ([] if is_carried else [(column, "all of it")])
    assert made.content.count(b"all of it") == is_carried


def test_what_limits_a_whole_set_is_listed_once(catalog: Catalog) -> None:
    sets = [each for each in catalog.mapping_sets() if each.caveats]
    assert sets
    for whole in sets[:2]:
        made = formats.write("oscal", whole.id, catalog=catalog)
        listed_of_set = [
            each.what for each in made.losses if each.record == whole.id and each.field == "caveats"
        ]
        assert len(listed_of_set) == len(whole.caveats)
        rows = [each for each in made.losses if each.record != whole.id and each.field == "caveats"]
        own = [
            row
            for row in catalog.mapping_set(whole.id).relationships
            if set(row.caveats) - set(whole.caveats)
        ]
        assert len(rows) >= len(own)
