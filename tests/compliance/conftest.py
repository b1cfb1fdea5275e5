"""What the tests of this room share."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from samples import Overlay, document, framework, mapping_set, register_file


@pytest.fixture
def ours(overlay: Overlay) -> Path:
    """A policy of ours (a heading P over P.1 and P.2, and an assessable Q over Q.1), and a guide in two editions."""
    old = {"history": [{"status": "published", "date": "2024-01-15"}, {"status": "superseded", "date": "2026-01-15"}]}  # fmt: skip
    folder = overlay(
        register_file(
            document(),
            document(id="acme-guide", designation="ACME Guide 1", replaced_by=[{"ref": "acme-guide@2.0"}], **old),
            document(id="acme-guide", edition="2.0", designation="ACME Guide 2", replaces=[{"ref": "acme-guide@1.0"}]),
        )
    )  # fmt: skip
    policy = framework("acme-policy", "P", ("P.1", "P"), ("P.2", "P"), "Q", ("Q.1", "Q"), "R")
    policy["provisions"][0]["assessable"] = False
    policy["provisions"][5]["retired"] = True
    files = {
        "frameworks/acme-policy/1.0.json": policy,
        "frameworks/acme-guide/1.0.json": framework("acme-guide", "G", ("G1", "G"), "H", completeness="partial", note="Some."),
        "frameworks/acme-guide/2.0.json": framework("acme-guide", "G1", "H", edition="2.0"),
    }  # fmt: skip
    for name, raw in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(json.dumps(raw), encoding="utf-8")
    (folder / "mappings").mkdir()
    (folder / "mappings" / "policy--guide.sssom.tsv").write_bytes(
        mapping_set(
            "acme-policy@1.0:P.1 subset_of acme-guide@1.0:G1",
            "acme-policy@1.0:P.2 equal acme-guide@1.0:H",
            "acme-policy@1.0:Q.1 equal acme-guide@1.0:H",
        )
    )
    (folder / "mappings" / "lineage.sssom.tsv").write_bytes(
        mapping_set("acme-guide@2.0:G1 replaces acme-guide@1.0:G1", head={"style": "lineage"})
    )
    return folder
