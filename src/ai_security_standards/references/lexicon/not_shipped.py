"""Identifiers of lists of which the data hold a part, in the parts that they do not hold."""

from __future__ import annotations

import re

__all__ = ["is_of_part_not_shipped"]

#: Categories and views of CAPEC, which group its patterns; and techniques of ATT&CK for ICS and Mobile, of
#: which the data hold the matrix for enterprises.
_NOT_SHIPPED = {
    "capec": re.compile(r"CAPEC-(?:118|152|156|172|210|223|225|255|262|403|437|512|513|514|515|1000|3000)"),
    "mitre-attack": re.compile(
        r"T(?:0[0-9]{3}|139[89]|14[0-7][0-9]|15(?:0[79]|1[02367]|2[013]|3[23]|4[014]|7[5679]|8[12])"
        r"|16(?:0[345]|1[678]|2[3-9]|3[0-9]|4[0-6]))(?:\.[0-9]{3})?"
    ),
}


def is_of_part_not_shipped(standard: str, provision_id: str) -> bool:
    """Tell whether an identifier is of a part of its list that the data do not hold.

    Args:
        standard: The id of the list.
        provision_id: The identifier, which no edition in the data has.

    >>> is_of_part_not_shipped("mitre-attack", "T0843"), is_of_part_not_shipped("cwe", "CWE-1")
    (True, False)
    """
    pattern = _NOT_SHIPPED.get(standard)
    return pattern is not None and pattern.fullmatch(provision_id.upper()) is not None
