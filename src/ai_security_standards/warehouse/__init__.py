"""The catalog as tables for warehouses: Arrow, Parquet, SQLite and JSON, with one documented schema."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .columns import Column, TableSchema
    from .contents import SCHEMA_VERSION, SCHEMAS
    from .files import FORMATS, write_tables
    from .inference import INFERENCE_QUERY
    from .npm import write_npm_package
    from .table import WarehouseTable
    from .tables import CatalogTables, catalog_tables
else:  # a type checker knows the names above, and no others
    from .._doors import open_door

    __getattr__ = open_door(
        __name__,
        {
            "columns": "Column TableSchema",
            "contents": "SCHEMAS SCHEMA_VERSION",
            "files": "FORMATS write_tables",
            "inference": "INFERENCE_QUERY",
            "npm": "write_npm_package",
            "table": "WarehouseTable",
            "tables": "CatalogTables catalog_tables",
        },
    )

__all__ = [
    "FORMATS", "INFERENCE_QUERY", "SCHEMAS", "SCHEMA_VERSION", "CatalogTables", "Column", "TableSchema",
    "WarehouseTable", "catalog_tables", "write_npm_package", "write_tables",
]  # fmt: skip
