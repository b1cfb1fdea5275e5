"""Tables that scripts load, and static JSON for programs: the same answers, without layout."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import ai_security_standards
from ai_security_standards import Provision, Ref, to_dict

from .addresses import page_of, pair_of
from .content import Content
from .downloads import pair_workbook
from .pages import Pages
from .words import verb

__all__ = ["json_files", "pair_files", "schema_files", "search_files"]


def script(name: str, value: object) -> tuple[str, bytes]:
    """Return a table as a classic script, which a page opened from a folder can load."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f"data/{name}.js", f"AISS_LOAD({json.dumps(name)},{text})\n".encode()


def json_file(path: str, value: object) -> tuple[str, bytes]:
    """Return a JSON file, its keys in their order."""
    return path, (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def search_files(content: Content, pages: Pages, docs: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the tables of the search: documents, provisions, synonyms, and addresses as files write them."""
    places = {document.ref: index for index, document in enumerate(content.documents)}
    rows = {ref: sum(others.values()) for ref, others in content.mapped.items()}
    yield script(
        "documents",
        [
            [
                page_of(each.ref),
                each.short_name,
                each.title if each.title != each.short_name else each.designation,
                "|".join(_folded(alias) for alias in (each.designation, *each.aliases)),
                int(each.ref in content.current),
                rows.get(each.ref, 0),
            ]
            for each in content.documents
        ]
        + [
            [f"docs/{path.stem}.html", _title(path), "Documentation", "", 1, 0]
            for path in sorted(docs.glob("*.md"))
        ],
    )
    yield script(
        "provisions",
        [
            [
                places[each.ref.document],
                each.id,
                each.name if each.name != each.id else "",
                _slug_of(each),
                int(pages.has_page(each)),
            ]
            for each in content.provisions.values()
            if each.ref.document in content.current or content.has_page(each)
        ],
    )
    yield script("synonyms", sorted(content.synonyms))
    bare: dict[str, list[str]] = {}
    for each in content.provisions.values():
        if not pages.has_page(each):
            document, _, provision = each.ref.slug.partition("/")
            bare.setdefault(document, []).append(provision)
    yield script("bare", {document: " ".join(slugs) for document, slugs in bare.items()})


def _slug_of(provision: Provision) -> str:
    """Return the part of an address for a provision; "" where the page can tell it from the identifier."""
    slug = provision.ref.slug.partition("/")[2]
    return "" if slug == provision.id.replace(" ", "_") else slug


def pair_files(content: Content) -> Iterator[tuple[str, bytes]]:
    """Yield the crosswalk of each pair as a script and as JSON, and the list of pairs."""
    there = {}
    for (one, other), crosswalk in {**content.crosswalks, **content.elsewhere}.items():
        name = pair_of(one, other)
        there[" ".join(sorted((one, other)))] = name
        rows = crosswalk.rows()
        value = {
            "source": one,
            "target": other,
            "headline": crosswalk.headline(),
            "downloads": [
                [f"data/pairs/{name}.xlsx", "Excel"],
                [f"data/pairs/{name}.csv", "CSV"],
                [f"data/pairs/{name}.json", "JSON"],
            ],
            "rows": [_pair_row(row, content) for row in rows],
            "elsewhere": [] if rows else [list(each) for each in crosswalk.elsewhere],
        }
        yield script(f"pairs/{name}", value)
        yield json_file(
            f"data/pairs/{name}.json", {"provenance": to_dict(content.catalog.provenance), "rows": rows}
        )
        yield f"data/pairs/{name}.csv", crosswalk.to_csv().encode()
        yield f"data/pairs/{name}.xlsx", pair_workbook(rows, content)
    yield script("pairs", there)


def _pair_row(row: dict[str, Any], content: Content) -> list[str | int]:
    """Return what a page shows of a row; a last number says which ends are no provisions that are shipped."""
    source, target = Ref.parse(row["source"]), Ref.parse(row["target"])
    prefix = "not: " if row["negated"] else ""
    why = " ".join([*row["arguments"], *(() if row["arguments"] else row["reasons"]), *_limits(row)])
    absent = sum(
        bit
        for bit, end in ((1, source), (2, target))
        if end.provision is not None and end not in content.provisions
    )
    return [
        source.provision or "",
        row["source_title"] or "",
        target.provision or "",
        row["target_title"] or "",
        prefix + ", ".join(verb(word) for word in row["types"]),
        prefix + ", ".join(verb(word, turned=True) for word in row["types"]),
        row["basis"],
        why,
        *([absent] if absent else []),
    ]


def _limits(row: dict[str, Any]) -> list[str]:
    """Return what limits a row, as a sentence each."""
    return [f"Only within this limit: {caveat}." for caveat in row["caveats"]]


def schema_files() -> Iterator[tuple[str, bytes]]:
    """Yield each JSON Schema of the package under the path of its `$id`."""
    folder = Path(ai_security_standards.__file__).parent / "data" / "schema"
    for path in sorted(folder.glob("*.schema.json")):
        data = path.read_bytes()
        yield urlsplit(json.loads(data)["$id"]).path.lstrip("/"), data


def json_files(content: Content) -> Iterator[tuple[str, bytes]]:
    """Yield each document as JSON beside its page, and the list of all documents."""
    for document in content.documents:
        value: dict[str, Any] = {"document": to_dict(document)}
        provisions = content.structures.get(document.ref, ())
        if provisions:
            value["provisions"] = [_filled(to_dict(each)) for each in provisions]
        yield json_file(page_of(document.ref).replace("index.html", "index.json"), value)
    yield json_file("data/catalog.json", {
        "provenance": to_dict(content.catalog.provenance),
        "documents": [to_dict(each) for each in content.documents],
    })  # fmt: skip


def _filled(value: Any) -> Any:
    """Return the values of a provision without what is empty, a third of the whole; `from_dict` knows it."""
    if isinstance(value, Mapping):
        return {name: _filled(each) for name, each in value.items() if each not in (None, [], {})}
    return [_filled(each) for each in value] if isinstance(value, list) else value


def _title(page: Path) -> str:
    """Return the first heading of a page of the documentation."""
    lines = page.read_text(encoding="utf-8").splitlines()
    return next((line[2:] for line in lines if line.startswith("# ")), page.stem)


def _folded(text: str) -> str:
    return text.casefold()
