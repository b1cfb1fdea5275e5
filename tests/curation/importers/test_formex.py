"""Acts in Formex, and since when their provisions read as they do."""

from __future__ import annotations

import pytest

from curation.importers import formex
from curation.importers.formex import act_text

ACT = """<ACT><ENACTING.TERMS>
<DIVISION><TITLE><TI><P>CHAPTER I</P></TI><STI><P>General</P></STI></TITLE>
<ARTICLE><TI.ART>Article 1</TI.ART><STI.ART>Scope</STI.ART>
<PARAG><NO.PARAG>1.</NO.PARAG><ALINEA><P>This Act<NOTE>OJ</NOTE> is about:</P><LIST><ITEM><NP><NO.P>(a)</NO.P>
<TXT>models, under paragraph 2;</TXT><P><LIST><ITEM><NP><NO.P>(i)</NO.P><TXT>large;</TXT></NP></ITEM></LIST></P></NP></ITEM>
<ITEM><NP><NO.P>(b)</NO.P><TXT>tools, save those of point (a).</TXT></NP></ITEM></LIST></ALINEA></PARAG>
<PARAG><NO.PARAG>1a.</NO.PARAG><ALINEA>See Articles 2 to 4 and Chapter II, Section 2.</ALINEA></PARAG>
<PARAG><NO.PARAG>2.</NO.PARAG><ALINEA>See Article 3 of Regulation (EU) 2016/679, and Annex I.</ALINEA></PARAG></ARTICLE>
<ARTICLE><TI.ART>Article 2</TI.ART><ALINEA><LIST><ITEM><NP><NO.P>(1)</NO.P><TXT><QUOT.START CODE="2018"/>model<QUOT.END
CODE="2019"/> means a file;</TXT></NP></ITEM><ITEM><NP><NO.P>(2)</NO.P><TXT>no term.</TXT></NP></ITEM></LIST></ALINEA></ARTICLE>
</DIVISION>
<DIVISION><TITLE><TI><P>CHAPTER II</P></TI></TITLE>
<DIVISION><TITLE><TI><P><HT>SECTION 2</HT></P></TI><STI><P>Duties</P></STI></TITLE>
<ARTICLE><TI.ART>Article 3</TI.ART><ALINEA>Test models. Section 2 applies.<QUOT.S><NP><NO.P>7.</NO.P><TXT>Other</TXT></NP>
</QUOT.S></ALINEA></ARTICLE></DIVISION>
<DIVISION><TITLE><TI><P>Part</P></TI></TITLE><ARTICLE><TI.ART>Article 4</TI.ART><ALINEA>End.</ALINEA></ARTICLE></DIVISION>
</DIVISION></ENACTING.TERMS>
<CONS.ANNEX><TITLE><TI><P>ANNEX I</P></TI></TITLE><CONTENTS>
<GR.SEQ><TITLE><TI><P>Section A. Lists</P></TI></TITLE><NP><NO.P>1.</NO.P><TXT>One.</TXT></NP></GR.SEQ>
<GR.SEQ><TITLE><TI><NP><NO.P>3.</NO.P><TXT>Points</TXT></NP></TI></TITLE><NP><NO.P>3.1.</NO.P><TXT>Sub.</TXT></NP></GR.SEQ>
<GR.SEQ><TITLE><TI><P>Notes</P></TI></TITLE><P>Read.</P></GR.SEQ></CONTENTS></CONS.ANNEX>
<ANNEX><TITLE><TI><P>OTHER</P></TI></TITLE></ANNEX>
<ANNEX><TITLE><TI><P>ANNEX</P></TI></TITLE><CONTENTS><P>Alone.</P></CONTENTS></ANNEX></ACT>"""


def test_an_act_is_read_with_what_it_cites_and_uses_as_defined() -> None:
    text = act_text([ACT.encode()])
    found = {each.id: (each.parent, each.own, each.cites) for each in text.passages}
    assert found == {
        "Chapter I": (None, "General", ()),
        "Article 1": ("Chapter I", "Scope", ()),
        "Article 1(1)": ("Article 1", "This Act is about:", ()),
        "Article 1(1)(a)": ("Article 1(1)", "models, under paragraph 2;", ("Article 1(2)", "Article 2(1)")),
        "Article 1(1)(a)(i)": ("Article 1(1)(a)", "large;", ()),
        "Article 1(1)(b)": ("Article 1(1)", "tools, save those of point (a).", ("Article 1(1)(a)",)),
        "Article 1(1a)": (
            "Article 1", "See Articles 2 to 4 and Chapter II, Section 2.",
            ("Article 2", "Article 3", "Article 4", "Chapter II, Section 2"),
        ),
        "Article 1(2)": ("Article 1", "See Article 3 of Regulation (EU) 2016/679, and Annex I.", ("Annex I",)),
        "Article 2": ("Chapter I", "", ()),
        "Article 2(1)": ("Article 2", "'model' means a file;", ()),
        "Article 2(2)": ("Article 2", "no term.", ()),
        "Chapter II": (None, "", ()),
        "Chapter II, Section 2": ("Chapter II", "Duties", ()),
        "Article 3": (
            "Chapter II, Section 2", "Test models. Section 2 applies.7.Other",
            ("Article 2(1)", "Chapter II, Section 2"),
        ),
        "Article 4": ("Chapter II", "End.", ()),
        "Annex I": (None, "Notes Read.", ()),
        "Annex I, Section A": ("Annex I", "Section A. Lists", ()),
        "Annex I, Section A(1)": ("Annex I, Section A", "One.", ()),
        "Annex I(3)": ("Annex I", "Points", ()),
        "Annex I(3.1)": ("Annex I(3)", "Sub.", ()),
        "Annex": (None, "Alone.", ()),
    }  # fmt: skip


def test_what_is_no_act_is_an_error() -> None:
    with pytest.raises(ValueError, match="not XML"):
        act_text([b"<ACT>"])
    with pytest.raises(ValueError, match="no articles"):
        act_text([b"<ACT/>"])


def test_the_examples_of_the_module_hold() -> None:
    import doctest

    assert doctest.testmod(formex).failed == 0
