"""Tables: immutable sequences of records with `rows()`, and every output format made from those."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .deferred import DeferredRecords
    from .table import Table, attach_provenance, require_extra, to_plain_value
    from .text import as_csv, as_html, as_json, as_markdown, quantity
else:  # a type checker knows the names above, and no others
    from .._doors import open_door

    __getattr__ = open_door(
        __name__,
        {
            "deferred": "DeferredRecords",
            "table": "Table attach_provenance require_extra to_plain_value",
            "text": "as_csv as_html as_json as_markdown quantity",
        },
    )

__all__ = [
    "DeferredRecords",
    "Table",
    "as_csv",
    "as_html",
    "as_json",
    "as_markdown",
    "attach_provenance",
    "quantity",
    "require_extra",
    "to_plain_value",
]
