"""The query that infers in SQL what `Catalog.infer` does, over the tables of this room."""

from __future__ import annotations

__all__ = ["INFERENCE_QUERY"]

#: Plain SQL: it runs on DuckDB and Spark, and on SQLite with the aggregates `bit_and` and `array_agg`.
INFERENCE_QUERY = """\
WITH stated AS (      -- what one relationship says of two provisions, read from its subject
  SELECT subject AS source, object AS target, bits, limited, mapping_set, position
  FROM relationships WHERE counts
  UNION ALL           -- a provision is part of the one above it, or all of it
  SELECT child, parent, 3, false, NULL, NULL FROM structure
),
both_ways AS (
  SELECT source, target, bits, limited, mapping_set, position FROM stated
  UNION ALL
  SELECT target, source, converse, limited, mapping_set, position
  FROM stated JOIN relations ON relations.bits = stated.bits
),
classed AS (          -- the same of classes of equal texts
  SELECT s.class AS source, t.class AS target, bits, limited, mapping_set, position
  FROM both_ways
  JOIN same_class AS s ON s.ref = source
  JOIN same_class AS t ON t.ref = target
  WHERE s.class <> t.class
),
steps AS (            -- what all of them say together: without those that caveats limit, and with them
  SELECT source, target,
    bit_and(CASE WHEN limited THEN 31 ELSE bits END) AS bits, bit_and(bits) AS limited_bits
  FROM classed GROUP BY source, target
),
chains AS (           -- equal texts, one step, and two
  SELECT DISTINCT class AS source, class AS target, 1 AS bits, 1 AS limited_bits
  FROM same_class WHERE size > 1
  UNION ALL
  SELECT source, target, bits, limited_bits FROM steps
  UNION ALL
  SELECT a.source, b.target, plain.bits, limited.bits
  FROM steps AS a
  JOIN steps AS b ON b.source = a.target
  JOIN composition AS plain ON plain.first_bits = a.bits AND plain.then_bits = b.bits
  JOIN composition AS limited
    ON limited.first_bits = a.limited_bits AND limited.then_bits = b.limited_bits
  WHERE limited.bits < 31
),
pairs AS (            -- what all chains say together
  SELECT source, target, bit_and(bits) AS bits, bit_and(limited_bits) AS limited_bits
  FROM chains GROUP BY source, target
),
said AS (             -- what is certain, and what only caveats let follow
  SELECT source, target, bits, false AS conditional FROM pairs
  UNION ALL
  SELECT source, target, limited_bits, true FROM pairs WHERE limited_bits <> bits AND limited_bits > 0
),
limits AS (           -- the caveats of each step
  SELECT DISTINCT source, target, caveat FROM classed
  JOIN caveats ON caveats.mapping_set = classed.mapping_set AND caveats.position = classed.position
),
conditions AS (       -- and those of each pair, over all chains that say something of it
  SELECT source, target, caveat FROM limits
  UNION
  SELECT a.source, b.target, caveat
  FROM limits
  JOIN steps AS a ON a.source = limits.source AND a.target = limits.target
  JOIN steps AS b ON b.source = a.target
  JOIN composition ON first_bits = a.limited_bits AND then_bits = b.limited_bits
  WHERE composition.bits < 31
  UNION
  SELECT a.source, b.target, caveat
  FROM limits
  JOIN steps AS b ON b.source = limits.source AND b.target = limits.target
  JOIN steps AS a ON a.target = b.source
  JOIN composition ON first_bits = a.limited_bits AND then_bits = b.limited_bits
  WHERE composition.bits < 31
),
listed AS (
  SELECT source, target, array_agg(DISTINCT caveat) AS caveats FROM conditions GROUP BY source, target
),
direct AS (           -- the pairs that a mapping set relates directly
  SELECT subject AS source, object AS target FROM relationships
  UNION
  SELECT object, subject FROM relationships
)
SELECT s.ref AS source, t.ref AS target, said.bits AS bits, certain,
  CASE WHEN conditional THEN 'conditional' WHEN direct.source IS NULL THEN 'inferred'
    ELSE 'asserted' END AS basis, caveats
FROM said
JOIN relations ON relations.bits = said.bits AND named
JOIN same_class AS s ON s.class = said.source
JOIN same_class AS t ON t.class = said.target
LEFT JOIN direct ON direct.source = s.ref AND direct.target = t.ref
LEFT JOIN listed ON conditional AND listed.source = said.source AND listed.target = said.target
WHERE s.document <> t.document
"""
