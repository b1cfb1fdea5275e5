"""The names of nodes in diagrams that are written as text."""

from __future__ import annotations

from ..._store.lazily import regex
from .page import Page
from .sightings import Sighting

__all__ = ["is_diagram_node"]

#: A diagram has at most so many characters before one of its nodes.
LONGEST_DIAGRAM = 20_000

#: What stands directly before a node, its arrow or the beginning of its line, has at most so many characters.
LONGEST_LEAD = 40

_NODE = regex(r"[A-Z]-?[0-9]{1,2}")
_LEAD = regex(
    r"(?:(?:\A|[\n;])[ \t]*(?:(?:style|class|click|subgraph)[ ])?|(?:[-=.~]{2}[>ox]?|[|&])[ \t]*)\Z"
)
_REST = regex(r"[ \t]*(?:[\[({>&;]|:::|-[-.]|==|~~~|\r?\n|\Z)|[ ](?:fill|stroke|color):")
_FENCE = "```"


def is_diagram_node(page: Page, sighting: Sighting) -> bool:
    r"""Tell whether what looks like an identifier names a node of a diagram in the language of Mermaid.

    Pattern: (beginning of a line | arrow) letter number (bracket | arrow | end of the line)

    Examples, in a block that begins with "```mermaid"::

        P6 --> D3["24 of 24 assessed"]
        BRCH --> P7["Phase 07"]
        style C1 fill:#fff

    Args:
        page: The text.
        sighting: What was taken for a provision.
    """
    text = page.text
    if _NODE.fullmatch(text, sighting.start, sighting.end) is None or not _REST.match(text, sighting.end):
        return False
    if _LEAD.search(text, max(sighting.start - LONGEST_LEAD, 0), sighting.start) is None:
        return False
    fence = text.rfind(_FENCE, max(sighting.start - LONGEST_DIAGRAM, 0), sighting.start)
    return fence >= 0 and text.startswith("mermaid", fence + len(_FENCE))
