"""How many editions the data has, by tier, family of publisher and kind, now and at an earlier release."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ai_security_standards import Catalog
from ai_security_standards.records.standards import Standard

__all__ = ["census", "census_lines"]


def census(catalog: Catalog) -> dict[str, Counter[str]]:
    """Return the number of editions by word, for each of tier, family of publisher and kind."""
    register = catalog.snapshot.register
    editions = [register.standard(ref) for ref in register.files_by_ref]

    def family(standard: Standard) -> str:
        return str(register.publisher(standard.publisher).family)

    return {
        "tier": Counter(str(each.tier) for each in editions),
        "family": Counter(map(family, editions)),
        "kind": Counter(str(each.kind) for each in editions),
        "all": Counter(editions=len(editions), structures=len(register.framework_loaders)),
    }


def census_lines(then: Catalog, now: Catalog) -> Iterator[str]:
    """Yield a line for each word, with both numbers and the difference, the most frequent words first."""
    before, after = census(then), census(now)
    for group, counts in after.items():
        yield f"{group}:"
        for word, _ in (counts | before[group]).most_common():
            earlier, later = before[group][word], counts[word]
            yield f"  {word}: {earlier:,} -> {later:,} ({later - earlier:+,})"
