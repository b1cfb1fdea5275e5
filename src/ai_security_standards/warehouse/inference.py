"""The query that infers in SQL what `Catalog.infer` does, over the tables of this room."""

from __future__ import annotations

__all__ = ["INFERENCE_QUERY"]

#: Plain SQL: it runs on DuckDB and Spark, and on SQLite with an aggregate `bit_and`.
INFERENCE_QUERY = """\
WITH stated AS (      -- what one relationship says of two provisions, read from its subject
  SELECT subject AS source, object AS target, bits
  FROM relationships WHERE bits < 31 AND NOT lineage AND unresolved IS NULL
  UNION ALL           -- a provision is part of the one above it, or all of it
  SELECT child, parent, 3 FROM structure
),
both_ways AS (
  SELECT source, target, bits FROM stated
  UNION ALL
  SELECT target, source, converse FROM stated JOIN relations ON relations.bits = stated.bits
),
steps AS (            -- what all of them say of two classes of equal texts
  SELECT s.class AS source, t.class AS target, bit_and(bits) AS bits
  FROM both_ways
  JOIN same_class AS s ON s.ref = source
  JOIN same_class AS t ON t.ref = target
  WHERE s.class <> t.class
  GROUP BY s.class, t.class
),
chains AS (           -- equal texts, one step, and two
  SELECT DISTINCT class AS source, class AS target, 1 AS bits FROM same_class WHERE size > 1
  UNION ALL
  SELECT source, target, bits FROM steps
  UNION ALL
  SELECT a.source, b.target, composition.bits
  FROM steps AS a
  JOIN steps AS b ON b.source = a.target
  JOIN composition ON first_bits = a.bits AND then_bits = b.bits
  WHERE composition.bits < 31
),
pairs AS (            -- what all chains say together
  SELECT source, target, bit_and(bits) AS bits FROM chains GROUP BY source, target
),
direct AS (           -- the pairs that a mapping set relates directly
  SELECT subject AS source, object AS target FROM relationships
  UNION
  SELECT object, subject FROM relationships
)
SELECT s.ref AS source, t.ref AS target, pairs.bits AS bits, certain,
  CASE WHEN direct.source IS NULL THEN 'inferred' ELSE 'asserted' END AS basis
FROM pairs
JOIN relations ON relations.bits = pairs.bits AND named
JOIN same_class AS s ON s.class = pairs.source
JOIN same_class AS t ON t.class = pairs.target
LEFT JOIN direct ON direct.source = s.ref AND direct.target = t.ref
WHERE s.document <> t.document
"""
