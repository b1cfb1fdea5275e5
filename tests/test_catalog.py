"""The catalog: one immutable object, the same all day, that can be asked everything."""

import copy
import datetime as dt
import pickle
import re
import threading
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ai_security_standards as aiss
from ai_security_standards import Catalog, load
from ai_security_standards import catalog as room
from ai_security_standards.snapshot import Snapshot


def test_every_method_of_the_catalog_is_documented() -> None:
    names = [name for name in vars(aiss.Catalog) if not name.startswith("_") and name != "snapshot"]
    assert names
    assert [name for name in names if not getattr(aiss.Catalog, name).__doc__] == []


def test_the_reference_has_all_that_a_catalog_can_be_asked() -> None:
    page = _reference()
    documented = re.findall(
        r"^\.\. auto\w+:: ai_security_standards\.Catalog\.([a-z]\w*)$", page, re.MULTILINE
    )
    methods = [name for name in dir(aiss.Catalog) if name[0] != "_" and name not in ("date", "snapshot")]
    assert sorted(documented) == methods


@pytest.mark.parametrize("door", ["applicability", "compliance", "editions", "mapping"])
def test_the_reference_has_every_class_of_a_room(door: str) -> None:
    """Sphinx finds nothing in a door by itself: the names of a door are fetched when they are touched."""
    names = [name for name in import_module(f"ai_security_standards.{door}").__all__ if name[0].isupper()]
    documented = re.findall(
        r"^\.\. autoclass:: ai_security_standards\.(?:\w+\.)*(\w+)$", _reference(), re.MULTILINE
    )
    assert set(names) - set(documented) == set()


def _reference() -> str:
    pages = sorted(Path(__file__).parents[1].glob("docs/reference*.md"))
    return "\n".join(each.read_text(encoding="utf-8") for each in pages)


days = st.dates(dt.date(2018, 1, 1), dt.date(2031, 1, 1))


def test_loading_gives_the_same_object_all_day_and_another_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    today = load()
    assert load() is today
    assert today.date == dt.date.today()
    monkeypatch.setattr(room, "dt", type("clock", (), {"date": Tomorrow}))
    assert load() is not today
    assert load() is load()
    assert load().date == dt.date(2099, 1, 1)
    monkeypatch.undo()
    assert load().date == dt.date.today()


class Tomorrow(dt.date):
    @classmethod
    def today(cls) -> dt.date:
        return dt.date(2099, 1, 1)


def test_a_catalog_is_a_collection_of_references() -> None:
    catalog = load()
    refs = list(catalog)
    assert len(refs) == len(catalog)
    assert all(ref in catalog for ref in refs[:50])
    assert str(refs[0]) in catalog
    assert 5 not in catalog
    assert repr(catalog) == f"<Catalog of {len(refs)} editions on {catalog.date}, data {aiss.DATA_VERSION}>"


@given(days)
@settings(max_examples=20, deadline=None)
def test_days_compose_and_what_is_known_only_grows(day: dt.date) -> None:
    catalog = load()
    assert catalog.as_of(day) == catalog.as_of("2020-01-01").as_of(day)
    assert set(catalog.as_of(day)) <= set(catalog.as_of(day + dt.timedelta(days=400)))


def test_catalogs_are_immutable_equal_by_value_hashable_and_picklable() -> None:
    catalog = load()
    same = catalog.as_of(catalog.date)
    assert same == catalog
    assert same is not catalog
    assert hash(same) == hash(catalog)
    assert catalog.as_of("2020-01-01") != catalog
    assert catalog != 5
    assert pickle.loads(pickle.dumps(catalog)) == catalog
    assert copy.deepcopy(catalog) == catalog
    with pytest.raises(AttributeError, match="immutable"):
        catalog.date = dt.date(2020, 1, 1)
    with pytest.raises(AttributeError):
        catalog.more = 1  # type: ignore[attr-defined]
    with pytest.raises(AttributeError):
        del catalog.date


def test_results_are_immutable_equal_by_value_and_picklable() -> None:
    found = load().standards(publisher="etsi", current=False)
    assert pickle.loads(pickle.dumps(found)) == found
    assert pickle.loads(pickle.dumps(found)).left_out == found.left_out > 0
    assert f"{found.left_out} more left out" in repr(found)
    with pytest.raises(AttributeError):
        found.left_out = 0  # type: ignore[misc]
    with pytest.raises(AttributeError):
        del found.left_out
    with pytest.raises(AttributeError):
        found.nothing  # noqa: B018
    assert [str(ref) for ref in found.refs] == [row["ref"] for row in found.rows()]


def test_a_notebook_shows_what_a_catalog_is_and_what_can_be_asked() -> None:
    html = load()._repr_html_()
    assert f"{len(load())} editions" in html
    asked = set(re.findall(r"catalog\.(\w+)</th>", html))
    assert asked == {name for name in dir(aiss.Catalog) if name[0] != "_"} - {"snapshot"}


def test_threads_share_one_catalog() -> None:
    catalog = load().as_of("2026-01-02")
    wanted = [str(ref) for ref in catalog.as_of("2026-01-02")]
    results: list[object] = []
    start = threading.Barrier(8)

    def work() -> None:
        start.wait()
        found = [catalog[ref].title for ref in wanted[:120]]
        results.append((found, len(catalog.standards(kind="law")), load() is load()))

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 8
    assert all(result == results[0] for result in results)


def test_nothing_depends_on_what_was_asked_before() -> None:
    fresh = Catalog(Snapshot(load().snapshot.register, dt.date(2025, 5, 5)))
    asked = Catalog(Snapshot(load().snapshot.register, dt.date(2025, 5, 5)))
    asked.standards(kind="law", text="artificial")
    assert asked.standards() == fresh.standards()


def test_snapshots_are_immutable_equal_by_value_and_hashable() -> None:
    snapshot = load().snapshot
    assert snapshot == snapshot.on(None) == load().as_of(snapshot.date).snapshot
    assert hash(snapshot) == hash(load().as_of(snapshot.date).snapshot)
    assert (snapshot == 5) is False
    with pytest.raises(AttributeError, match="immutable"):
        snapshot.date = dt.date(2020, 1, 1)
    with pytest.raises(AttributeError, match="immutable"):
        del snapshot.date


def test_provenance_names_the_installed_data_beside_those_of_an_earlier_release() -> None:
    then = load().as_known("2026.11.0").provenance
    assert (then.release, then.installed) == ("2026.11.0", aiss.DATA_VERSION)
    assert str(then).endswith(f" with data {aiss.DATA_VERSION}") == (aiss.DATA_VERSION != "2026.11.0")
    earlier = then._replace(release="2026.1.0", installed="2026.2.0", version="1.0")
    assert str(earlier).endswith("; ai-security-standards 1.0 with data 2026.2.0")


def test_get_answers_from_memory_as_look_up_does() -> None:
    catalog = load().as_of("2026-11-24")
    for ref in ("iso-iec-42001@2023", "owasp-llm-top-10@2025:LLM01"):
        assert catalog.get(ref) is catalog[ref] is catalog.get(ref)
    assert catalog.get("iso-iec-99999", 1) == catalog.get(["iso-iec-42001"], 1) == 1  # type: ignore[call-overload]
