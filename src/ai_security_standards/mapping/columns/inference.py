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
classed AS (          -- the same of classes of equal texts, by their numbers
  SELECT s.class_number AS source, t.class_number AS target, bits, limited, mapping_set, position
  FROM stated
  JOIN same_class AS s ON s.ref = source
  JOIN same_class AS t ON t.ref = target
  WHERE s.class_number <> t.class_number
),
both_ways AS (
  SELECT source, target, bits, limited FROM classed
  UNION ALL
  SELECT target, source, converse, limited
  FROM classed JOIN relations ON relations.bits = classed.bits
),
steps AS (            -- what all of them say together: without those that caveats limit, and with them
  SELECT source, target,
    bit_and(CASE WHEN limited THEN 31 ELSE bits END) AS bits, bit_and(bits) AS limited_bits
  FROM both_ways GROUP BY source, target
),
chains AS (           -- equal texts, one step, and two
  SELECT DISTINCT class_number AS source, class_number AS target, 1 AS bits, 1 AS limited_bits
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
  SELECT source, target, CASE WHEN conditional THEN limited_bits ELSE bits END AS bits, conditional
  FROM pairs CROSS JOIN (SELECT false AS conditional UNION ALL SELECT true) AS kinds
  WHERE NOT conditional OR (limited_bits <> bits AND limited_bits > 0)
),
limits AS (           -- the caveats of each step, read both ways
  SELECT DISTINCT source, target, caveat
  FROM classed
  JOIN caveats ON caveats.mapping_set = classed.mapping_set AND caveats.position = classed.position
  WHERE limited
),
limited_steps AS (
  SELECT source, target, caveat FROM limits
  UNION
  SELECT target, source, caveat FROM limits
),
conditions AS (       -- and those of each pair, over all chains that say something of it
  SELECT source, target, caveat FROM limited_steps
  UNION
  SELECT a.source, b.target, caveat
  FROM limited_steps AS l
  JOIN steps AS a ON a.source = l.source AND a.target = l.target
  JOIN steps AS b ON b.source = a.target
  JOIN composition ON first_bits = a.limited_bits AND then_bits = b.limited_bits
  WHERE composition.bits < 31
  UNION
  SELECT a.source, b.target, caveat
  FROM limited_steps AS l
  JOIN steps AS b ON b.source = l.source AND b.target = l.target
  JOIN steps AS a ON a.target = b.source
  JOIN composition ON first_bits = a.limited_bits AND then_bits = b.limited_bits
  WHERE composition.bits < 31
),
listed AS (
  SELECT source, target, array_agg(DISTINCT caveat) AS caveats FROM conditions GROUP BY source, target
),
direct AS (           -- the pairs that a mapping set relates directly
  SELECT s.number AS source, t.number AS target
  FROM relationships JOIN same_class AS s ON s.ref = subject JOIN same_class AS t ON t.ref = object
  UNION
  SELECT t.number, s.number
  FROM relationships JOIN same_class AS s ON s.ref = subject JOIN same_class AS t ON t.ref = object
)
SELECT s.ref AS source, t.ref AS target, said.bits AS bits, certain,
  CASE WHEN conditional THEN 'conditional' WHEN direct.source IS NULL THEN 'inferred'
    ELSE 'asserted' END AS basis, caveats
FROM said
JOIN relations ON relations.bits = said.bits AND named
JOIN same_class AS s ON s.class_number = said.source
JOIN same_class AS t ON t.class_number = said.target
LEFT JOIN direct ON direct.source = s.number AND direct.target = t.number
LEFT JOIN listed ON conditional AND listed.source = said.source AND listed.target = said.target
WHERE s.document <> t.document
"""
