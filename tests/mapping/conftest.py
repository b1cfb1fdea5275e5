"""What the tests of this room share."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from samples import Overlay, document, framework, mapping_set, register_file


@pytest.fixture
def ours(overlay: Overlay) -> Path:
    """Two documents of ours with structures, an edition that replaced one of them, and two mapping sets."""
    old = {
        "history": [
            {"status": "published", "date": "2024-01-15"},
            {"status": "superseded", "date": "2026-01-15"},
        ]
    }
    tie = {"replaced_by": [{"ref": "acme-guide@2.0"}]}
    folder = overlay(
        register_file(
            document(),
            document(id="acme-guide", designation="ACME Guide 1", published="2024-01-15", **old, **tie),
            document(
                id="acme-guide",
                edition="2.0",
                designation="ACME Guide 2",
                replaces=[{"ref": "acme-guide@1.0"}],
            ),
        )
    )
    files = {
        "frameworks/acme-policy/1.0.json": framework(
            "acme-policy", "P", ("P.1", "P"), ("P.1.a", "P.1"), ("P.2", "P"), "Q"
        ),
        "frameworks/acme-guide/1.0.json": framework("acme-guide", "G", ("G1", "G"), "H"),
        "frameworks/acme-guide/2.0.json": framework("acme-guide", "G1", "H", edition="2.0"),
    }
    files["frameworks/acme-policy/1.0.json"]["provisions"][0]["assessable"] = False
    for name, raw in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(json.dumps(raw), encoding="utf-8")
    (folder / "mappings").mkdir()
    (folder / "mappings" / "policy--guide.sssom.tsv").write_bytes(
        mapping_set(
            {
                "relation": "acme-policy@1.0:P.1 superset_of acme-guide@1.0:G1",
                "strength": "7",
                "confidence": "0.8",
            },
            "acme-policy@1.0:P.2 related acme-guide@1.0:H",
            {
                "relation": "acme-policy@1.0:P.2 no_relationship acme-guide@1.0:G",
                "mapping_date": "2026-03-01",
            },
            "acme-policy@1.0 related acme-guide@1.0",
            "acme-policy@1.0:Q equal acme-guide@2.0:G1",
        )
    )
    (folder / "mappings" / "guide--policy.sssom.tsv").write_bytes(
        mapping_set(
            "acme-guide@1.0:G1 not intersects_with acme-policy@1.0:P.1",
            head={
                "publication_date": "2026-06",
                "checked_on": "2026-07-01",
                "trust": "third_party",
                "style": "supportive",
            },
        )
    )
    return folder
