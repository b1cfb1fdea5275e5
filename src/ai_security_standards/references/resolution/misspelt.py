"""Values under the keys of identifiers that are none, but one letter away from one: "LLLM07"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from ..._store.lazily import regex
from ..._store.shapes import Raw
from ..lexicon import Lexicon
from ..recognition.page import Sighting
from ..text.fields import Fields, plain_key
from ..text.title_keys import is_id_key
from .resolved import Resolved

__all__ = ["misspelt_identifiers"]

#: So many values under a key are identifiers of one standard, and at least this share of all.
ENOUGH_VALUES, ENOUGH_SHARE = 3, 0.5

#: At most so many values of a text are compared with the identifiers of a standard.
MOST_VALUES = 200

_DIGITS = regex(r"[0-9]+")
_IDENTIFIER = regex(r"[A-Za-z][A-Za-z.]{1,11}[-_. ]?[0-9][0-9.]{0,9}[0-9]?")


def misspelt_identifiers(
    lexicon: Lexicon, resolved: Sequence[Resolved], text: str, fields: Fields
) -> Iterator[Resolved]:
    """Yield the values that are almost an identifier, under a key whose other values are identifiers.

    Examples::

        - id: LLM06
        - id: LLLM07      almost "LLM07"
        - id: LLM03

    Args:
        lexicon: The names and identifiers of the register.
        resolved: All references of the text, in order.
        text: The text.
        fields: Its fields.
    """
    by_start = {found.sighting.start: found for found in resolved if found.refs}
    values: dict[str, list[tuple[int, int]]] = {}
    standards: dict[str, Counter[str]] = {}
    editions_of: dict[str, Counter[str]] = {}
    totals: Counter[str] = Counter()
    for field in fields.all:
        key = plain_key(field.key)
        if not is_id_key(key) or field.start == field.end:
            continue
        totals[key] += 1
        found = by_start.get(field.start)
        if found is not None and found.sighting.ids:
            standards.setdefault(key, Counter())[found.sighting.standard] += 1
            stated = found.sighting.edition or found.stated
            editions_of.setdefault(key, Counter())[f"{found.sighting.standard}@{stated}"] += bool(stated)
        elif _IDENTIFIER.fullmatch(text, field.start, field.end):
            values.setdefault(key, []).append((field.start, field.end))
    places = [(key, place) for key in values.keys() & standards.keys() for place in values[key]]
    for key, (start, end) in sorted(places, key=lambda each: each[1])[:MOST_VALUES]:
        ((standard, count),) = standards[key].most_common(1)
        if count < max(ENOUGH_VALUES, ENOUGH_SHARE * totals[key]):
            continue
        written = text[start:end]
        editions = lexicon.identifiers(standard).structures.by_edition
        neighbours = {
            edition: editions_of[key][f"{standard}@{edition}"] for edition in editions
        }  # the newest is likeliest where neighbours state none
        near = _ids_one_letter_away(written, sorted(editions.items(), key=lambda each: neighbours[each[0]]))
        if near:
            sighting = Sighting(start, end, standard, None, unknown_id=written)
            problem = f"{standard} has no provision {written!r}"
            near_misses = tuple(f"{standard}@{ref}" for ref in near)
            yield Resolved(sighting, (), problem=problem, near_misses=near_misses)


def _ids_one_letter_away(written: str, editions: Sequence[tuple[str, Mapping[str, Raw]]]) -> list[str]:
    """Return edition and id of the provisions of the likeliest edition with some that differ in one letter.

    Args:
        written: What is written.
        editions: The provisions by edition and id, likeliest edition last.
    """
    folded, digits = written.casefold(), _DIGITS.findall(written)
    for edition, provisions in reversed(editions):
        alike = [
            each for each in provisions
            if abs(len(each) - len(folded)) <= 1 and _DIGITS.findall(each) == digits
        ]  # fmt: skip
        if any(plain_key(each) == plain_key(written) for each in alike):
            return []  # it is one, which by itself does not name its standard: "AC-4", "article-9"
        near = [each for each in alike if _is_one_letter_away(folded, each.casefold())]
        if near:
            return [f"{edition}:{each}" for each in near]
    return []


def _is_one_letter_away(one: str, other: str) -> bool:
    """Tell whether two different words differ in one letter that is added, left out, or another one.

    >>> _is_one_letter_away("lllm07", "llm07"), _is_one_letter_away("llm70", "llm07")
    (True, False)
    """
    shorter, longer = sorted((one, other), key=len)
    place = next((number for number, letter in enumerate(shorter) if letter != longer[number]), len(shorter))
    return shorter[place + (len(one) == len(other)) :] == longer[place + 1 :]
