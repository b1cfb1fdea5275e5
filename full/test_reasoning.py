"""What is inferred of the latest day, beside a walk over all chains."""

from __future__ import annotations

from itertools import chain

from mapping.test_brute_force import Pairs, by_brute_force, stated

from ai_security_standards import load
from ai_security_standards.algebra import Relation

LATEST = load()


def related_documents() -> list[str]:
    """Return all documents that mapping sets relate and that are known today."""
    headers = LATEST.mapping_sets()
    named = chain.from_iterable((*header.subjects, *header.objects) for header in headers)
    return sorted({*map(str, named)} & {*map(str, LATEST)})


def all_stated() -> Pairs:
    """Return what all mapping sets and all structures say of sets, without what something limits."""
    lineage = {header.id for header in LATEST.mapping_sets(style="lineage")}
    rows = chain.from_iterable(LATEST.relationships(each) for each in related_documents())
    counted = (row for row in rows if not (row.caveats or row.unresolved or row.group or row.reworded))
    found = stated(row for row in counted if row.mapping_set not in lineage)
    part = Relation.EQUAL | Relation.SUBSET_OF
    for document in LATEST.standards(current=None, structure_shipped=True):
        for provision in LATEST.framework(document.ref).provisions:
            if provision.parent is not None:
                above = provision.ref._replace(provision=provision.parent)
                found[provision.ref, above] &= part
                found[above, provision.ref] &= part.converse()
    return found


def test_every_pair_is_inferred_as_all_its_chains_say() -> None:
    expected = {
        pair: bits
        for pair, bits in by_brute_force(all_stated()).items()
        if pair[0].document != pair[1].document
    }
    found = {
        (each.source, each.target): each.relation
        for document in related_documents()
        for each in LATEST.infer(document, editions="exact")
        if each.source.document != each.target.document
    }
    assert len(found) > 7_000
    assert found == expected
