"""Tables for warehouses: declared once, and written as Arrow, Parquet, SQLite, JSON and an npm package.

Nothing here knows the catalog. Rooms above declare their tables, in files named `columns`.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .columns import Column, Row, TableSchema, TableSource, as_dates, as_value, declare
    from .files import FORMATS, write_tables
    from .npm import write_npm_package
    from .table import WarehouseTable
    from .text import compact_json
else:  # a type checker knows the names above, and no others
    from ..._doors import open_door

    __getattr__ = open_door(
        __name__,
        {
            "columns": "Column Row TableSchema TableSource as_dates as_value declare",
            "files": "FORMATS write_tables",
            "npm": "write_npm_package",
            "table": "WarehouseTable",
            "text": "compact_json",
        },
    )

__all__ = [
    "FORMATS", "Column", "Row", "TableSchema", "TableSource", "WarehouseTable", "as_dates", "as_value",
    "compact_json", "declare", "write_npm_package", "write_tables",
]  # fmt: skip
