"""Which field identifies its object: its id, which the title beside it is of."""

from __future__ import annotations

from collections.abc import Sequence

from ..._store.lazily import regex
from .fields import Field, plain_key
from .title_keys import TITLE_KEYS, is_id_key

__all__ = ["is_identity"]

#: Keys of what identifies an object in any case; "cwe" or "technique" can also be what it refers to.
_PLAIN_KEYS = frozenset("id code number key identifier nr no num".split())

#: A key that is the identifier of what it opens: "AGENT-090", "A.5.1".
_OWN_ID = regex(r"[A-Za-z]{1,12}[-_. ]?[0-9][\w.-]*")
_NUMBERS = regex(r"[0-9]+")


def is_identity(text: str, members: Sequence[Field], field: Field, above: str) -> bool:
    """Tell whether a field identifies its object, as the first one does, or says the same in other words.

    Examples::

        {"id": "prov-art16", "article": "Art. 16"}                     yes
        {"AGENT-090": {"name": "Key exposure", "cwe": "CWE-798"}}      no: that is what it refers to
        {"title": "Key exposure", "cwe": "CWE-798"}                    no: the title is of something else

    Args:
        text: The text.
        members: The fields of the object.
        field: One of them, whose key is that of an identifier.
        above: The key whose value the object is, "" for none.
    """
    identity = next(each for each in members if is_id_key(plain_key(each.key)) and each.start < each.end)
    if identity != field:
        numbers = [_NUMBERS.findall(text, each.start, each.end) for each in (identity, field)]
        return numbers[0] == numbers[1] != []
    key = plain_key(field.key)
    if key in _PLAIN_KEYS or key.endswith("id"):
        return True
    is_of_other = _OWN_ID.fullmatch(above) is not None
    if is_of_other and _NUMBERS.findall(above) != _NUMBERS.findall(text, field.start, field.end):
        return False
    return not any(plain_key(each.key) in TITLE_KEYS for each in members if each.start < field.start)
