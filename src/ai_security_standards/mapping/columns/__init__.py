"""The catalog as tables: those of mappings, all declared tables together, and the query that infers."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .contents import SCHEMA_VERSION, SCHEMAS
    from .inference import INFERENCE_QUERY
    from .tables import CatalogTables, catalog_tables
else:  # a type checker knows the names above, and no others
    from ..._doors import open_door

    __getattr__ = open_door(
        __name__,
        {
            "contents": "SCHEMAS SCHEMA_VERSION",
            "inference": "INFERENCE_QUERY",
            "tables": "CatalogTables catalog_tables",
        },
    )

__all__ = ["INFERENCE_QUERY", "SCHEMAS", "SCHEMA_VERSION", "CatalogTables", "catalog_tables"]
