"""Laws and standards outside the register, whose provisions must not be read as registered ones."""

from __future__ import annotations

from ..text.tokens import Tokens, fold

__all__ = ["OTHER_DOCUMENTS", "belongs_to_other_law"]

#: Names of documents outside the register that are cited in the same manner: what follows them is theirs.
OTHER_DOCUMENTS = tuple(
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
        "MaRisk", "Mobile Application Security Verification Standard",
        "OWASP Top 10 Proactive Controls", "OWASP Proactive Controls", "OWASP Top 10 Privacy Risks",
        "OWASP Top 10 CI/CD Security Risks", "OWASP CI/CD Top 10", "OWASP Mobile Top 10", "OWASP IoT Top 10",
        "OWASP Kubernetes Top 10", "OWASP Serverless Top 10", "OWASP Docker Top 10", "OWASP Low-Code Top 10",
        "OWASP Client-Side Top 10", "ENISA AI Cybersecurity Framework", "DORA metrics",
        "BAIT", "EO 14110", "Executive Order", "Basic AI Act", "AATMF",
        # Cited beside documents on AI; no source of their own is recorded here.
        "DPDP Act", "Data Protection Act 2018", "DPA 2018", "China Data Security Law", "Data Security Law",
        "GLBA Safeguards Rule", "FTC Safeguards Rule", "CPS 234", "APRA CPS 234", "SOCI Act",
        "Security of Critical Infrastructure Act", "OSFI B-13", "Guideline B-13", "COBIT 2019",
        "CISA Cross-Sector Cybersecurity Performance Goals", "Cross-Sector Cybersecurity Performance Goals",
        "UN Regulation No. 155", "UN R155", "UNECE R155", "UN Regulation No. 157", "UN R157", "UNECE R157",
        "ISO 26262", "IEC 81001-5-1", "AAMI TIR57", "ISO/IEC 20547-4", "IEEE 2813", "RFC 9334", "IETF SCITT",
        "OAuth 2.0 Authorization Framework: Bearer Token Usage",
        "W3C Verifiable Credentials", "Verifiable Credentials Data Model",
        # Laws of other places on personal data, and on what AI systems are bought and sold with.
        "PDPL", "Personal Data Protection Law", "PDPA", "Personal Data Protection Act", "POPIA", "APPI",
        "PIPA", "nFADP", "FADP", "nDSG", "revDSG", "KVKK", "VCDPA", "CTDPA", "UCPA", "TDPSA", "COPPA", "BIPA",
        "ePrivacy Directive", "ePrivacy Regulation", "DPDP Rules", "TTDSG", "TDDDG", "BSIG", "KRITIS", "LkSG",
        "HinSchG", "CSRD", "HITECH", "FISMA", "NERC CIP", "CJIS", "TISAX", "IT-Grundschutz", "Solvency II",
        "MiFID", "MiFID II", "PSD3",
        "IEC 62443", "ISA/IEC 62443", "ISA 62443",
        # Management systems whose clauses are numbered, and called, as those of ISO/IEC 27001 and 42001.
        "ISO 9001", "ISO 14001", "ISO 20000", "ISO 20000-1", "ISO/IEC 20000", "ISO/IEC 20000-1", "ISO 21001",
        "ISO 22000", "ISO 28000", "ISO 30401", "ISO 37001", "ISO 37301", "ISO 39001", "ISO 41001",
        "ISO 45001", "ISO 50001", "ISO 55001",
        # Benchmarks for one product, whose sections are numbered as controls are.
        "CIS Benchmark", "CIS Benchmarks", "CIS Foundations Benchmark", "CIS AWS", "CIS Azure", "CIS GCP",
        "CIS Kubernetes", "CIS Docker", "CIS EKS", "CIS GKE", "CIS AKS", "CIS Linux", "CIS Windows",
        "CIS Ubuntu", "CIS RHEL", "CIS GitHub", "CIS Microsoft 365", "CIS M365", "CIS Google Workspace",
        "CIS Snowflake", "CIS Databricks", "CIS Amazon Web Services", "CIS Microsoft Azure",
        "CIS Google Cloud", "CIS OCI", "CIS Oracle", "CIS PostgreSQL", "CIS MySQL", "CIS MongoDB",
        "CIS Nginx", "CIS Apache",
        # On AI, and neither law nor standard: strategies, resolutions, and leaflets without a source.
        "NATO Artificial Intelligence Strategy", "A/RES/78/265",
        "Continental Artificial Intelligence Strategy", "RAI S&I Pathway", "Указ 490",
        "DoD Responsible AI Strategy and Implementation Pathway", "CISC artificial intelligence factsheet",
    )
)  # fmt: skip

_PROVISION_WORDS = frozenset(
    "art arts article articles artikel articolo articulo section sections sec clause".split()
)
_LAW_WORDS = frozenset("act directive regulation law code convention treaty charter".split())
_DETERMINERS = frozenset("a any each that the this".split())
_ROMAN_NUMERALS = frozenset("i ii iii iv v vi vii viii ix x".split())


def belongs_to_other_law(tokens: Tokens, first: int, first_words: frozenset[str]) -> bool:
    """Tell whether an article or section belongs to an unregistered law named before it.

    Pattern: (word with several capitals [Roman numeral] | Capitalised word "Act", "Code" …) "Art."

    Examples::

        MiFID II Art. 17
        Data Act Art. 5

    Args:
        tokens: The tokens of the text, in which registered names have been matched before.
        first: The token with which the provision begins.
        first_words: The words with which a known name can begin.
    """
    token = tokens[first]
    if first == 0 or token.value not in _PROVISION_WORDS or token.text.isupper() or token.gap != " ":
        return False
    before = tokens[first - 1]
    earlier = tokens[first - 2] if first > 1 and before.gap == " " else None
    if earlier is not None and before.value in _LAW_WORDS and before.text.istitle():
        return earlier.text[0].isupper() and earlier.value not in _DETERMINERS
    if earlier is not None and before.value in _ROMAN_NUMERALS:
        before = earlier
    capitals = sum(letter.isupper() for letter in before.text)
    return capitals > 1 and before.value not in first_words and before.value not in _ROMAN_NUMERALS
