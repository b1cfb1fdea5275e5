"""The verb mcp: answer an agent over standard input and output."""

from __future__ import annotations

from .asking import OK, catalog_of
from .parsing import Verb

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

__all__ = ["VERBS"]


def _mcp(options: argparse.Namespace) -> int:
    import gc

    from ..mcp.server import serve

    gc.enable()
    serve(catalog_of(options))
    return OK


def _add_nothing(_: argparse.ArgumentParser) -> None: ...


VERBS = (
    Verb(
        "mcp",
        "serve agents over the Model Context Protocol, on standard input and output",
        """echo '{"jsonrpc": "2.0", "id": 1, "method": "ping"}' | aiss mcp""",
        _add_nothing,
        _mcp,
        (),
    ),
)
