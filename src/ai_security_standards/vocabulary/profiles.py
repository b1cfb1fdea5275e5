"""The word lists of profiles, which describe organisations and systems."""

from __future__ import annotations

from .words import AI_ACT, OWN, Word, word

__all__ = ["AnnexPoint", "Deployment", "OrganisationSize", "Purpose"]

_SIZES = "Recommendation 2003/361/EC, Annex, Article 2"


class AnnexPoint(Word):
    """A place in the annexes of the EU AI Act; a word includes all those below it."""

    ANNEX_I = word("annex-i", "product, or its safety component, under product law", f"{AI_ACT} 6(1)")
    ANNEX_I_A = word("annex-i-a", "product, or its safety component, under product law of Annex I, Section A (medical devices, toys, lifts)", f"{AI_ACT} 6(1)")
    ANNEX_I_B = word("annex-i-b", "product, or its safety component, under product law of Annex I, Section B (transport and machinery)", f"{AI_ACT} 2(2)")
    ANNEX_III = word("annex-iii", "use listed in Annex III", f"{AI_ACT} 6(2)")
    ANNEX_III_1 = word("annex-iii-1", "biometrics", f"{AI_ACT} 6(2), Annex III(1)")
    ANNEX_III_2 = word("annex-iii-2", "critical infrastructure", f"{AI_ACT} 6(2), Annex III(2)")
    ANNEX_III_3 = word("annex-iii-3", "education and vocational training", f"{AI_ACT} 6(2), Annex III(3)")
    ANNEX_III_4 = word("annex-iii-4", "employment and workers' management", f"{AI_ACT} 6(2), Annex III(4)")
    ANNEX_III_5 = word("annex-iii-5", "essential private and public services", f"{AI_ACT} 6(2), Annex III(5)")
    ANNEX_III_5_B = word("annex-iii-5-b", "creditworthiness and credit scores", f"{AI_ACT} 27(1), Annex III(5)(b)")
    ANNEX_III_5_C = word("annex-iii-5-c", "life and health insurance", f"{AI_ACT} 27(1), Annex III(5)(c)")
    ANNEX_III_6 = word("annex-iii-6", "law enforcement", f"{AI_ACT} 6(2), Annex III(6)")
    ANNEX_III_7 = word("annex-iii-7", "migration, asylum and border control", f"{AI_ACT} 6(2), Annex III(7)")
    ANNEX_III_8 = word("annex-iii-8", "justice and democratic processes", f"{AI_ACT} 6(2), Annex III(8)")
    ANNEX_X = word("annex-x", "part of a large-scale IT system of the Union", f"{AI_ACT} 111(1), Annex X")


class Deployment(Word):
    """A way in which a system is used and reaches people."""

    INTERNAL = word("internal", "used inside the organisation only", OWN)
    PUBLIC = word("public", "offered to the public: customers, consumers, citizens", "Generative AI Measures (China), Article 2")
    INTERACTIVE = word("interactive", "interacts with people directly, as a chatbot does", f"{AI_ACT} 50(1)")
    EMBEDDED = word("embedded", "part of a product", f"{AI_ACT} 6(1)")
    PUBLIC_SERVICE = word("public-service", "used by or for public authorities, or to provide public services", f"{AI_ACT} 27(1)")
    PUBLIC_AUTHORITY = word("public-authority", "used by or for public authorities, Union bodies among them", f"{AI_ACT} 26(8), 49(3), 111(2)")


class Purpose(Word):
    """A purpose that law exempts where a system has no other."""

    DEFENCE = word("defence", "military, defence or national security", f"{AI_ACT} 2(3)")
    SCIENTIFIC_RESEARCH = word("scientific-research", "made and used only for scientific research and development", f"{AI_ACT} 2(6)")
    PRE_MARKET = word("pre-market", "research, testing or development before it is placed on the market", f"{AI_ACT} 2(8)")
    PERSONAL = word("personal", "personal, non-professional use by a natural person", f"{AI_ACT} 2(10)")


class OrganisationSize(Word):
    """The size of an organisation."""

    MICRO = word("micro", "fewer than 10 persons, at most 2 million euros", _SIZES)
    SMALL = word("small", "fewer than 50 persons, at most 10 million euros", _SIZES)
    MEDIUM = word("medium", "fewer than 250 persons, at most 50 (balance sheet: 43) million euros", _SIZES)
    SMALL_MID_CAP = word("small-mid-cap", "above medium, fewer than 750 persons", "Recommendation (EU) 2025/1099, Annex, point 2")
    LARGE = word("large", "above small mid-cap", OWN)
