"""Sheets of others: STRM, OLIR, the matrices of CSA, plain tables, Statements of Applicability."""
