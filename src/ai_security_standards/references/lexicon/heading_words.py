"""Words before the numbers of clauses, requirements and annexes, in other languages than English."""

from __future__ import annotations

__all__ = ["ANNEX_WORDS", "CLAUSES", "LAW_WORDS", "PARAGRAPH_WORDS", "REQUIREMENT_WORDS"]

#: What parts of documents are called that are numbered "6.1.2", whatever their grammar calls them besides.
CLAUSES = frozenset(
    "clause clauses subclause subclauses clausula clausulas klausel klauseln clausola clausole clausule "
    "clausules".split()
)

#: What requirements are called; a grammar that has the English word has these.
REQUIREMENT_WORDS = frozenset("requisito requisitos anforderung anforderungen exigence exigences".split())

#: What an annex is called; a document with an annex has it under these words, too.
ANNEX_WORDS = frozenset("anexo anhang annexe allegato bijlage bilaga".split())

#: What parts of laws are called besides; a law that has such parts has them under these words, too.
LAW_WORDS = {
    "artikelen": "article",
    "overweging": "recital",
    "overwegingen": "recital",
    "hoofdstuk": "chapter",
    "afdeling": "section",
}

#: What precedes paragraphs and points; a grammar that has the German word has these.
PARAGRAPH_WORDS = frozenset("lid leden punt punten onder ust pkt stk".split())
