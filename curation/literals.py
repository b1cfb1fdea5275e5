"""The word lists as types: each list's words as a `Literal`, for signatures and rows."""

from __future__ import annotations

import textwrap
from importlib import import_module

from ai_security_standards import vocabulary

__all__ = ["literals"]

_HEADER = '''"""The words of each list as a type, so that checkers refuse a misspelt one.

Made from the lists by `python -m curation build`: do not edit it.
"""

from __future__ import annotations

from typing import Literal

'''


def literals() -> str:
    """Return the text of `vocabulary/literals.py`."""
    parts = [_HEADER]
    for module in vocabulary.MODULES:
        lists = import_module(f"{vocabulary.__name__}.{module}")
        for name in sorted(set(lists.__all__) & set(vocabulary.__all__)):
            words = ", ".join(f'"{word.value}"' for word in getattr(lists, name))
            body = textwrap.fill(f"{words},", 105, break_on_hyphens=False)
            parts.append(f"{name}Text = Literal[\n{textwrap.indent(body, '    ')}\n]  # fmt: skip\n")
    return "".join(parts)
