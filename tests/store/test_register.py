"""The register: one object for the packaged data, and pickles of it."""

import datetime as dt
import pickle

import pytest
from samples import (
    Overlay,
    document,
    register_file,
)

from ai_security_standards import InvalidData, load
from ai_security_standards._store.register import Register, packaged_register
from ai_security_standards.snapshot import Snapshot


def test_catalogs_pickle_with_their_overlays(overlay: Overlay) -> None:
    folder = overlay(register_file(document()))
    catalog = load(folder)
    again = pickle.loads(pickle.dumps(catalog))
    assert again == catalog
    assert again["acme-policy"] == catalog["acme-policy"]
    assert pickle.loads(pickle.dumps(load())) == load()


def test_a_pickle_of_other_data_is_refused() -> None:
    other = Snapshot(Register("2020.01.0", {}, {}, {}, (), {}, {}, {}), dt.date(2026, 11, 24))
    with pytest.raises(InvalidData, match=r"2020\.01\.0"):
        pickle.loads(pickle.dumps(other))


def test_the_packaged_register_is_one_object() -> None:
    assert packaged_register() is packaged_register()
