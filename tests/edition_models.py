"""Random edition histories over random sets: each provision of each edition is a set, and rows are true of these."""

from __future__ import annotations

import random
from collections.abc import Collection
from typing import NamedTuple

from models import BASE, DAY, NO_SECTIONS, SET_TYPES, relationship, true_relation
from samples import ACME, Raw, document, framework

from ai_security_standards import Catalog, Ref, Relationship
from ai_security_standards._store.folders import DataFile
from ai_security_standards._store.register.overlaying import add_overlays
from ai_security_standards._store.sssom import sheet_of
from ai_security_standards.records.dates import PartialDate
from ai_security_standards.records.relationships import MappingSet
from ai_security_standards.snapshot import Snapshot
from ai_security_standards.vocabulary import MappingStyle, Trust
from curation.importers.same_text import Passage, Text, classes, same_pairs

#: When mapping sets were published.
SETS_SINCE = PartialDate("2026-01-20")
STANDARDS = ("acme-one", "acme-other", "acme-third")


class Item(NamedTuple):
    """A provision of an edition: its identifier, its title, its parent, and what it asks for as bits."""

    id: str
    title: str
    parent: str | None
    asks: int


Edition = dict[str, Item]


class History(NamedTuple):
    """Editions of a standard, oldest first, and what its publisher says became of provisions.

    Where texts are the same in two editions, by nested digests, a set of lineage says so.
    """

    standard: str
    editions: list[Edition]
    lineage: list[Relationship]


def text_of(edition: Edition) -> Text:
    """The text of an edition: what each provision asks is its wording."""
    passages = (Passage(each.id, f"{each.title}: {each.asks}", each.parent) for each in edition.values())
    return Text("", tuple(passages))


def same_texts(history: History) -> list[Relationship]:
    """The provisions of successive editions that nested digests prove to be the same."""
    digests = classes({str(n): text_of(edition) for n, edition in enumerate(history.editions)})
    return [
        relationship(
            ref(history.standard, n, old),
            "identical",
            ref(history.standard, n + 1, new),
            set_id=f"same-{history.standard}",
        )
        for n in range(len(history.editions) - 1)
        for old, new, _ in same_pairs(digests[str(n)], digests[str(n + 1)])
    ]


def ref(standard: str, edition: int, item: str) -> Ref:
    """The reference of a provision."""
    return Ref(standard, str(edition + 1), item)


def random_history(chance: random.Random, standard: str) -> History:
    """A history in which provisions stay, are reworded, renumbered, split, merged and dropped, and parts are new."""
    first: Edition = {}
    for number in range(chance.randint(1, 3)):
        asks = chance.randint(1, 31)
        first[f"{number}"] = Item(f"{number}", f"Rule {standard} {number}", None, asks)
        if chance.random() < 0.5:
            part = asks & chance.randint(1, 31) or asks
            first[f"{number}.1"] = Item(f"{number}.1", f"Part {standard} {number}", f"{number}", part)
    editions, lineage = [first], []
    for later in range(1, chance.randint(1, 3)):
        edition: Edition = {}
        moved: dict[str, str] = {}
        for item in editions[-1].values():
            parent = moved.get(item.parent, item.parent) if item.parent else None
            if item.parent and parent not in edition:
                continue
            old, draw = ref(standard, later - 1, item.id), chance.random()
            new = item._replace(parent=parent)
            if draw < 0.15:
                continue  # dropped
            if draw < 0.35:
                new = new._replace(asks=chance.randint(1, 31))  # reworded, under the same title
            elif draw < 0.5:
                new = new._replace(id=f"n{later}{item.id}", title=f"{item.title} anew")
                kind = chance.choice(["renamed_to", "replaced_by"])
                lineage.append(relationship(old, kind, ref(standard, later, new.id), set_id=f"of-{standard}"))
            elif draw < 0.6:
                kind = chance.choice(["split_into", "merged_into"])
                for name in ("a", "b") if kind == "split_into" else ("a",):
                    new_id = f"{name}{later}{item.id}"
                    edition[new_id] = Item(new_id, f"{item.title} {name}", parent, chance.randint(1, 31))
                    lineage.append(
                        relationship(old, kind, ref(standard, later, new_id), set_id=f"of-{standard}")
                    )
                continue
            edition[new.id] = new
            moved[item.id] = new.id
        for item in [each for each in edition.values() if each.parent is None]:
            if chance.random() < 0.3:
                new_id = f"new{later}{item.id}"
                edition[new_id] = Item(new_id, f"New {item.id} {later}", item.id, chance.randint(1, 31))
        editions.append(_with_wholes(edition))
    return History(standard, [_with_wholes(editions[0]), *editions[1:]], lineage)


def _with_wholes(edition: Edition) -> Edition:
    """The edition, in which a parent asks for all that its parts ask for."""
    asks = {item.id: item.asks for item in edition.values()}
    for item in edition.values():
        if item.parent is not None:
            asks[item.parent] |= item.asks
    return {item.id: item._replace(asks=asks[item.id]) for item in edition.values()}


def sets_of(histories: list[History]) -> dict[Ref, int]:
    """What each provision of each edition asks for."""
    return {
        ref(each.standard, number, item.id): item.asks
        for each in histories
        for number, edition in enumerate(each.editions)
        for item in edition.values()
    }


def random_rows(chance: random.Random, sets: dict[Ref, int], count: int) -> list[Relationship]:
    """Relationships between provisions of different standards that are true of their editions."""
    rows = []
    for _ in range(count):
        one, other = chance.sample(list(sets), 2)
        if one.standard != other.standard:
            kind = SET_TYPES[true_relation(sets[one], sets[other]).bit_length() - 1]
            if chance.random() < 0.15:
                kind = chance.choice(["related", "supports", "mitigates"])
            rows.append(relationship(one, kind, other, set_id=chance.choice(["first", "second"])))
    return rows


def catalog_of_histories(
    histories: list[History], rows: list[Relationship], reworded: Collection[Ref] = ()
) -> Catalog:
    """A catalog of these documents alone, with structures, lineage and relationships.

    Where a provision is among those reworded, its wording is younger than the mapping sets.
    """
    standards: list[Raw] = []
    frameworks: list[Raw] = []
    for each in histories:
        for number, edition in enumerate(each.editions):
            published = f"202{number}-01-15"
            standards.append(
                document(
                    id=each.standard, edition=str(number + 1), designation=f"{each.standard} {number + 1}",
                    published=published, history=[{"status": "published", "date": published}],
                )
            )  # fmt: skip
            raw = framework(each.standard, edition=str(number + 1))
            raw["provisions"] = [
                {**_raw(item), "wording_since": "2026-06-01"}
                if ref(each.standard, number, item.id) in reworded
                else _raw(item)
                for item in edition.values()
            ]
            frameworks.append(raw)
    sections = {**NO_SECTIONS, "publishers": [ACME], "standards": standards}
    files = [DataFile("register/acme.json", sections)]
    files += [
        DataFile(f"{raw['standard']}/{raw['edition']}.json", NO_SECTIONS, framework=raw) for raw in frameworks
    ]
    by_set: dict[str, list[Relationship]] = {}
    lineage = [row for each in histories for row in (*each.lineage, *same_texts(each))]
    for row in [*rows, *lineage]:
        by_set.setdefault(row.mapping_set, []).append(row)
    files += [
        DataFile(name, NO_SECTIONS, mappings=sheet_of(_header(name), own)) for name, own in by_set.items()
    ]
    return Catalog(Snapshot(add_overlays(BASE, files, consistent=False), DAY))


def _header(name: str) -> MappingSet:
    style = MappingStyle.LINEAGE if name.startswith(("same-", "of-")) else None
    return MappingSet(id=name, title=name, trust=Trust.PUBLISHER, style=style, date=SETS_SINCE)


def _raw(item: Item) -> Raw:
    raw: Raw = {"id": item.id, "kind": "control", "title": item.title}
    return raw if item.parent is None else {**raw, "parent": item.parent}


def random_catalog(seed: int) -> tuple[Catalog, dict[Ref, int], list[History], list[Relationship]]:
    """A catalog of random histories and rows, with what each provision asks for."""
    chance = random.Random(seed)
    histories = [random_history(chance, standard) for standard in STANDARDS[: chance.randint(2, 3)]]
    sets = sets_of(histories)
    rows = random_rows(chance, sets, chance.randint(1, 14))
    return catalog_of_histories(histories, rows), sets, histories, rows
