"""Laws and standards outside the register: what belongs to one of them is no provision of one inside."""

from __future__ import annotations

from ..text.tokens import Tokens, fold

__all__ = ["FOREIGN", "belongs_to_other_law"]

#: Laws and standards that are cited in the same manner and are no part of the register: what follows
#: their name is not a provision of one that is.
FOREIGN = tuple(
    fold(name)
    for name in (
        "GDPR", "DSGVO", "DS-GVO", "RGPD", "AVG", "General Data Protection Regulation", "UK GDPR", "LGPD",
        "CCPA", "CPRA", "HIPAA", "PIPL", "DPDPA", "PIPEDA", "DSA", "Digital Services Act", "DMA",
        "Digital Markets Act", "Data Act", "Data Governance Act", "eIDAS", "MiCA", "PSD2", "MDR", "IVDR",
        "NIS2", "NIS 2", "NIS", "DORA", "BDSG", "TFEU", "AEUV", "Charter", "BGB", "StGB", "UCC", "SOC 2",
        "SOC2",
        "PCI DSS", "PCI-DSS", "ASVS", "OWASP ASVS", "WSTG", "MASVS", "SAMM", "COBIT", "FedRAMP", "CMMC",
        "MITRE ATT&CK", "ATT&CK", "ATTACK", "OWASP API Security Top 10", "OWASP Top 10:2021", "SOX", "GLBA",
        "FERPA", "CIS Controls", "NIST SP 800-171", "SP 800-171", "NIST SP 800-82", "NIST SP 800-161",
        "MaRisk",
        "BAIT", "EO 14110", "Executive Order", "Basic AI Act", "AATMF",
    )
)  # fmt: skip

_HEADS = frozenset("art arts article articles artikel articolo articulo section sections sec clause".split())
_LAWS = frozenset("act directive regulation law code convention treaty charter".split())
_THE = frozenset("a any each that the this".split())
_ROMAN = frozenset("i ii iii iv v vi vii viii ix x".split())


def belongs_to_other_law(tokens: Tokens, first: int, begins: frozenset[str]) -> bool:
    """Whether an article or section is that of a law named before it: "MiFID II Art. 17", "Data Act Art. 5".

    Such a name ends with a word of several capitals with which no name of a known document begins, or
    with "Act" and the like behind another capital. Known names have been looked for before.
    """
    token = tokens[first]
    if first == 0 or token.value not in _HEADS or token.written.isupper() or token.gap != " ":
        return False
    before = tokens[first - 1]
    earlier = tokens[first - 2] if first > 1 and before.gap == " " else None
    if earlier is not None and before.value in _LAWS and before.written.istitle():
        return earlier.written[0].isupper() and earlier.value not in _THE
    if earlier is not None and before.value in _ROMAN:
        before = earlier
    capitals = sum(letter.isupper() for letter in before.written)
    return capitals > 1 and before.value not in begins and before.value not in _ROMAN
