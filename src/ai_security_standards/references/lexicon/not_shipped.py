"""Identifiers of lists of which the data hold a part, in the parts that they do not hold."""

from __future__ import annotations

import re

__all__ = ["is_of_part_not_shipped"]

#: Categories and views of CAPEC, which group its patterns; techniques of ATT&CK for ICS and Mobile, of which
#: the data hold the matrix for enterprises; controls of the privacy catalogue of SP 800-53 Rev. 4, its
#: Appendix J; and the domain of CCM 4.0 that 4.1 renames.
_NOT_SHIPPED = {
    "capec": re.compile(r"CAPEC-(?:118|152|156|172|210|223|225|255|262|403|437|512|513|514|515|1000|3000)"),
    "csa-ccm": re.compile(r"IVS-(?:0[1-9]|1[0-3])"),
    "nist-sp-800-53": re.compile(r"(?:AP|AR|DI|DM|IP|SE|TR|UL)-[0-9]{1,2}(?: ?\([0-9]{1,2}\))?"),
    "mitre-attack": re.compile(
        r"T(?:0[0-9]{3}|139[89]|14[0-7][0-9]|15(?:0[79]|1[02367]|2[013]|3[23]|4[014]|7[5679]|8[12])"
        r"|16(?:0[345]|1[678]|2[3-9]|3[0-9]|4[0-6]))(?:\.[0-9]{3})?"
    ),
}
#: The only edition with these, where later ones have no such part.
_OF_EDITION = {"nist-sp-800-53": "4"}


def is_of_part_not_shipped(standard: str, provision_id: str, stated: str | None = None) -> bool:
    """Tell whether an identifier is of a part of its list that the data do not hold.

    Args:
        standard: The id of the list.
        provision_id: The identifier, which no edition in the data has.
        stated: The edition that the text states, if any.

    >>> is_of_part_not_shipped("mitre-attack", "T0843"), is_of_part_not_shipped("cwe", "CWE-1")
    (True, False)
    """
    pattern = _NOT_SHIPPED.get(standard)
    is_one = pattern is not None and pattern.fullmatch(provision_id.upper()) is not None
    return is_one and stated in (None, _OF_EDITION.get(standard, stated))
