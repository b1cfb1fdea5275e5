"""The titles that stand beside an identifier: in its fields, its row, its link, its line."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from ..._store.lazily import regex
from .beside_title import LONGEST_TITLE, Beside
from .entries import CELL, PAIR, title_in_entry
from .fences import Fences
from .fields import Field, Fields, plain_key
from .identities import is_identity
from .link_labels import is_pointer
from .markup_titles import title_in_markup
from .tables import rows_of_tables
from .title_keys import (
    DESCRIPTION_KEYS,
    GROUP_KEYS,
    NOTE_KEYS,
    OTHERS_KEYS,
    TITLE_ENDINGS,
    TITLE_KEYS,
    is_id_key,
    is_name_key,
    owner_of_name,
)
from .titles_before import title_before
from .titles_in_rows import titles_in_row

__all__ = ["Beside", "BesideReader"]

#: In an object with more fields than so many, those near an identifier can be its title.
MOST_FIELDS = 40

#: At most so many fields can be the title of another one.
MOST_OTHERS = 12

_NO_TITLES = frozenset("null none true false n/a tbd todo".split())
_CODE = regex(r"\w\(|[{}=<>\[\]→]|\\u|^[a-z]+_[a-z_]+$|^[A-Z]{2,}[\w .-]*[0-9][\w.]*$")

_LINK = regex(r"\[([^\]\n]{1,200})\]\(([^)\s]{1,300})\)")
#: A comment behind an identifier; one that begins with an arrow shows output.
_COMMENT = regex(r"[\"',;)\]}]*[ \t]+(?:#|//)[ \t]*(?![-=]>|→|\s)([^\n]{1,200})")
_SEPARATOR = regex(r"[*`\"'\])]*(?:[ \t]*([:|(\[–—=_,-]+)[ \t]*|[ \t]+(?=[\"'“*`]*[A-Za-z]))[*`\"'“(\[ \t]*")
_HEADING_ABOVE = regex(r"(?:^|\n)[ \t]*(?:#{1,6}|//)[ \t]+([^\n]{3,120})\n(?:[ \t]*\n)?[^\n]*\Z")
_ID_LABEL = regex(
    r"[ \t]*(?:[-*+][ \t]+)?[*_`]*(?:[A-Za-z]+ )?(?:id|ref|reference|code|identifier)[*_`]*:[ \t*_`\"']*\Z",
    re.IGNORECASE,
)
_PHRASE_END = regex(r"[\n|│║┃;()\[\]\"”*`<>{}→]|->|   |\.(?=\s)|[:,] | [–—-] |\Z")
_MARK = regex(
    r"[ \t]*(?:(?:[-+*]|#{1,6}|\d+[.)]|[|│║┃]|>|//+)[ \t]*)?(?:\[[ xX]\][ \t]+)?"
    r"(?:[\"']?[\w.-]{1,40}[\"']?[ \t]*[:=][ \t]*)?"
    r"[ \t*_`\"'\[(|]*(?:(?:[A-Z][\w&.-]*[ \t]+){0,3}[*_]*"
    r"(?i:technique|tactic|mitigation|control|safeguard|requirement|risk|subcategory|practice)"
    r"[*_]*:?[*_]*[ \t]+[*_`]*)?\Z"  # "ATLAS **Technique**: "
)
_TASK = regex(r"\[[ xX]\][ \t]")
_CLOSING_BRACKET = regex(r"[*_`\"]*[)\]]")
_TARGET = regex(r"[*_`]*\]\([^()\s]*\)(?=[*_`]*:)")
_WORD = regex(r"[^\W\d_]{3}")
_TITLE = regex(r"[A-Z][a-z]+ (?:[A-Z&]|and\b|of\b|or\b)")
_WORD_BEFORE_NUMBER = regex(r"[A-Za-z]{3,}\.? |§")
_SLUG_BEHIND = regex(r"-([a-z]{2,}(?:-[a-z]{2,})+)(?![\w-])")
_EDGE = " \t*_`\"'[]()“”„‘’«»"
_DIGIT = regex(r"[0-9]")
_QUOTES = "“”„‘’«»"
#: What stands before an identifier in a script or a cell of a page.
_MARKUP_SIGNS = ("'", '"', ">")


def _has_words(text: str) -> bool:
    """Tell whether a text has a word of three letters or more."""
    return _WORD.search(text) is not None


class BesideReader:
    """Reads the titles beside places of one text."""

    def __init__(self, text: str, suffix: str, fields: Fields | None = None) -> None:
        """Prepare a text.

        Args:
            text: The text.
            suffix: The suffix of its file, such as ".csv"; empty for a single text.
            fields: The fields of the text, if they were read before.
        """
        self._text = text
        self.fields = fields or Fields(text, suffix)
        self._fences = Fences(text, suffix)
        self._readers: dict[int, BesideReader] = {}  # of the blocks of code, by where they start
        self._links = list(_LINK.finditer(text)) if "](" in text else []
        self._link_starts = [link.start() for link in self._links]
        self._rows = list(rows_of_tables(text)) if "|" in text else []
        self._row_starts = [row.start for row in self._rows]
        self._members: dict[int, list[Field]] = {}
        for field in self.fields.all:
            self._members.setdefault(field.owner, []).append(field)
        self._starts = {owner: [field.start for field in members] for owner, members in self._members.items()}

    def titles_at(self, start: int, end: int) -> tuple[Beside, ...]:
        """Return what can be the title of the identifier at a place, firm ones first.

        Args:
            start: Where the identifier starts.
            end: Where it ends.
        """
        number = self.fields.number_at(start)
        comment = _COMMENT.match(self._text, end)
        if comment is not None and (number is None or not self.fields.all[number].key):
            return (Beside(("comment",), comment[1]),)
        found: list[Beside] = []
        if number is not None:
            field = self.fields.all[number]
            if start >= field.start and _has_words(self._text[end : field.end]):
                return ()  # the value itself goes on with the title
            if self._ends_title(field, start, end):
                return ()  # "Cryptographic Failures (A04:2025)" begins with it
            found += self._of_fields(field, number, start, end)
        row = bisect_right(self._row_starts, start) - 1
        if row >= 0 and start < self._rows[row].end:
            found += titles_in_row(self._text, self._rows[row], start, end)
        link = bisect_right(self._link_starts, start) - 1
        is_target = link >= 0 and self._links[link].start(2) <= start < self._links[link].end(2)
        if is_target and not is_pointer(self._links[link][1]):
            found.append(Beside(("link",), self._links[link][1], firm=True))
        if not found and comment is not None:
            found.append(Beside(("comment",), comment[1]))
        if self._fences.any and not found and number is None:
            found += self._titles_in_block(start, end)
        if not found and number is None and self._text[start - 1 : start] in _MARKUP_SIGNS:
            markup = title_in_markup(self._text, start, end)
            found += (
                [] if markup is None else [Beside(markup.shape, markup.text.strip(_EDGE), markup.is_firm)]
            )
        return tuple(found)

    def _titles_in_block(self, start: int, end: int) -> tuple[Beside, ...]:
        """Return what can be the title of an identifier in a block of code, read as a file of its own.

        Args:
            start: Where the identifier starts.
            end: Where it ends.
        """
        fence = self._fences.at(start)
        if fence is None:
            return ()
        opening, closing = fence
        if opening not in self._readers:
            self._readers[opening] = BesideReader(self._text[opening:closing], "")
        return self._readers[opening].titles_at(start - opening, end - opening)

    def _ends_title(self, field: Field, start: int, end: int) -> bool:
        """Tell whether an identifier in brackets ends the value of a field that is a title.

        Examples::

            title: "Cryptographic Failures (A04:2025)"       yes
            title: "EU Declaration of Conformity (Annex IV)" no, that is where it stands
            text: "what they call A04:2025"                  no
        """
        is_title = plain_key(field.key) in TITLE_KEYS and start >= field.start
        is_title = is_title and not _WORD_BEFORE_NUMBER.match(self._text, start)
        if not is_title or not _has_words(self._text[field.start : start]):
            return False
        is_opened = self._text[field.start : start].rstrip("*_`")[-1:] in ("(", "[")
        return is_opened and _CLOSING_BRACKET.fullmatch(self._text, end, field.end) is not None

    def titles_in_line(self, start: int, end: int) -> tuple[Beside, ...]:
        """Return the phrases after and before an identifier in its line that can be its title.

        Examples::

            - **LLM01:2025** - Prompt Injection
            ### LLM01: Prompt Injection
            - Prompt Injection (LLM01)

        Args:
            start: Where the identifier starts.
            end: Where it ends.
        """
        line_start = self._text.rfind("\n", max(start - LONGEST_TITLE, 0), start) + 1
        before = self._text[max(line_start, start - LONGEST_TITLE) : start]
        above = self._title_above(start, end, before)
        if above is not None:
            return (above,)
        is_bracketed = before.rstrip("*_`")[-1:] in ("(", "[")
        target = _TARGET.match(self._text, end, end + LONGEST_TITLE)
        end = end if target is None else target.end()  # "[T1068](https://…): Exploitation …"
        is_closed = is_bracketed and _CLOSING_BRACKET.match(self._text, end) is not None
        if _MARK.match(before) and not (is_closed and self._text[end + 1 : end + 2] != "("):
            separator = _SEPARATOR.match(self._text, end, end + LONGEST_TITLE)
            if separator is not None:
                stop = _PHRASE_END.search(self._text, separator.end(), separator.end() + LONGEST_TITLE)
                phrase = self._text[separator.end() : stop.start() if stop else separator.end()].strip(_EDGE)
                is_glued = separator[1] in ("-", "_") and " " not in separator[0]
                if is_glued and not (separator[1] == "-" and _TITLE.match(phrase)):
                    slug = phrase.partition(" ")[0].replace("_", "-")
                    return (Beside(("slug",), slug),) if slug else ()
                kind = "task" if _TASK.search(before) else "list" if before.strip() else ""
                return (Beside(("line", kind, separator[1] or ""), phrase),) if phrase else ()
        slug_behind = _SLUG_BEHIND.match(self._text, end)
        if slug_behind is not None and self._text[start:end].islower():
            return (Beside(("slug",), slug_behind[1]),)
        entry = None if is_closed else title_in_entry(self._text, end, before)
        if entry is not None:
            whole = (CELL,) if entry.is_cell else ()
            return (Beside(("line", "entry", entry.sign, *whole), entry.title.strip(_EDGE)),)
        title = title_before(before, is_closed=is_closed)
        return () if title is None else (title,)

    def _title_above(self, start: int, end: int, before: str) -> Beside | None:
        """Return the comment or heading in the line above an identifier that has its line for itself.

        Examples::

            # LLM Jailbreak
            - AML.T0054

        Args:
            start: Where the identifier starts.
            end: Where it ends.
            before: Its line before it.
        """
        line_end = self._text.find("\n", end, end + LONGEST_TITLE)
        rest = self._text[end : line_end if line_end >= 0 else end + LONGEST_TITLE]
        is_alone = not _has_words(rest) and (before.strip(" \t-+*\"'`[") == "" or _ID_LABEL.match(before))
        if not is_alone:
            return None
        heading = _HEADING_ABOVE.search(self._text, max(start - 2 * LONGEST_TITLE, 0), start)
        return None if heading is None else Beside(("above",), heading[1].strip(_EDGE))

    # ------------------------------------------------------------ fields

    def _of_fields(self, field: Field, number: int, start: int, end: int) -> Iterator[Beside]:
        """Yield the titles beside an identifier that is a key, a value, or an item of a list.

        Args:
            field: The field in which it is.
            number: The position of the field.
            start: Where the identifier starts.
            end: Where it ends.
        """
        if start < field.key_end:
            if field.key_start == start and end == field.key_end:
                yield from self._of_key(field, number, start)
            return
        members = self._near(field.owner, field.start)
        is_whole = not self._text[field.start : start].strip(_EDGE) and not self._text[end : field.end].strip(
            _EDGE
        )
        if not field.key:
            yield from self._of_items(field, members, is_whole)
            return
        if not is_whole and field.end - field.start > LONGEST_TITLE:
            return  # somewhere in prose, which the other fields do not name
        key = plain_key(field.key)
        above = self.fields.keys_of.get(field.owner, "")
        is_id = is_whole and is_id_key(key) and is_identity(self._text, members, field, above)
        outer = self._object_of_reference(field.owner) if key == "externalid" else None
        if outer is not None:
            yield from self._of_object(outer, None, "id", is_whole)
        else:
            yield from self._of_object(field.owner, field, key, is_id)

    def _object_of_reference(self, owner: int) -> int | None:
        """Return the STIX object whose first external reference is an object: that names it; else None.

        Examples::

            {"name": "LLM Jailbreak", "external_references": [{"external_id": "AML.T0054"}, …]}

        Args:
            owner: The object of the reference.
        """
        list_of_references = self.fields.parents.get(owner, 0)
        is_first = self._children_of(list_of_references)[:1] == [owner]
        is_listed = plain_key(self.fields.keys_of.get(list_of_references, "")) == "externalreferences"
        return self.fields.parents.get(list_of_references) if is_first and is_listed else None

    def _of_key(self, field: Field, number: int, start: int) -> Iterator[Beside]:
        """Yield the value of a key that is an identifier, or the titles of the object that is its value.

        Args:
            field: The field whose key it is.
            number: The position of the field.
            start: Where the identifier starts in the key.
        """
        is_whole = start == field.key_start
        if field.end > field.start:
            text = self._text[field.start : field.end]
            if len(text) <= LONGEST_TITLE and _CODE.search(text) is None:
                yield Beside(("key",), text.strip(_QUOTES), firm=is_whole)
            return
        inside = self.fields.all[number + 1 : number + 2]
        if inside and self.fields.keys_of.get(inside[0].owner) == field.key:  # not an item of a list in it
            yield from self._of_object(inside[0].owner, None, "key", is_whole)

    def _of_object(self, owner: int, field: Field | None, key: str, is_id: bool) -> Iterator[Beside]:
        """Yield the titles among the fields of an object: those whose key goes with that of the identifier.

        Args:
            owner: The object.
            field: The field of the identifier in it, if it is one of its own.
            key: The key of the identifier, in the plain form.
            is_id: Whether the key is that of an identifier, and the identifier its whole value.
        """
        titles = [
            (plain_key(other.key), other)
            for other in self._near(owner, 0 if field is None else field.start)
            if other is not field and other.start < other.end and other.end - other.start <= LONGEST_TITLE
        ]
        titles += self._localized_titles(owner)
        stem = key.removesuffix("id")
        foreign = self._other_identifiers(owner) - {stem}
        titles = [each for each in titles if owner_of_name(each[0]) not in foreign]
        named = [each for each in titles if is_name_key(each[0], stem)]
        named = named or [each for each in titles if each[0] in DESCRIPTION_KEYS]
        if not named and field is not None:
            others = [each for each in titles if each[0] and not each[0].startswith(GROUP_KEYS)]
            named = [each for each in others if not each[0].startswith(NOTE_KEYS)][:MOST_OTHERS]
        own = [each for each in named if stem and each[0].startswith(stem)]
        if key.startswith(OTHERS_KEYS) and not own:
            return  # the titles are those of the object, not of what it names
        is_firm = is_id or bool(own)
        for title_key, title in own or named:
            text = self._text[title.start : title.end]
            if text.casefold() in _NO_TITLES or _CODE.search(text) is not None:
                continue
            is_title = title_key in DESCRIPTION_KEYS or is_name_key(title_key, stem)
            yield Beside(("field", key, title_key), text.strip(_QUOTES), firm=is_firm and is_title)

    def _other_identifiers(self, owner: int) -> set[str]:
        """Return what the identifiers of an object are of: technique for {"techniqueId": "T1189"}."""
        return {
            plain_key(each.key).removesuffix("id")
            for each in self._near(owner, 0)
            if _DIGIT.search(self._text, each.start, min(each.end, each.start + MOST_FIELDS))
        }

    def _localized_titles(self, owner: int) -> Iterator[tuple[str, Field]]:
        """Yield the titles that are kept one level deeper: `"shortDescription": {"text": …}`."""
        for number in self._children_of(owner)[:MOST_FIELDS]:
            key = plain_key(self.fields.keys_of.get(number, ""))
            if key in TITLE_KEYS or key.endswith(TITLE_ENDINGS):
                for field in self._near(number, 0):
                    if field.key in ("text", "en") and field.end - field.start <= LONGEST_TITLE:
                        yield key, field

    def _children_of(self, owner: int) -> list[int]:
        """Return the objects directly inside an object."""
        if not hasattr(self, "_children"):
            children: dict[int, list[int]] = {}
            for child, parent in self.fields.parents.items():
                children.setdefault(parent, []).append(child)
            self._children = children
        return self._children.get(owner, [])

    def _of_items(self, field: Field, members: list[Field], is_whole: bool) -> Iterator[Beside]:
        """Yield the other items of a bracket that an identifier opens: `("AC-2", "Account Management")`.

        Args:
            field: The item.
            members: The fields of the bracket.
            is_whole: Whether the identifier is the whole item.
        """
        if not is_whole:
            return
        number = bisect_left(self._starts[field.owner], field.start)
        place = members.index(field)
        is_pair = len(members) == 2 and not place
        for offset, other in enumerate(members[place + 1 : place + 3], 1):
            if not other.key and other.end - other.start <= LONGEST_TITLE:
                shape = ("item", str(number), str(offset), *((PAIR,) if is_pair else ()))
                yield Beside(shape, self._text[other.start : other.end].strip(_QUOTES))

    def _near(self, owner: int, place: int) -> list[Field]:
        """Return the fields of an object that stand near a place; all where it has few.

        Args:
            owner: The object.
            place: The place in the text.
        """
        members = self._members.get(owner, [])
        if len(members) <= MOST_FIELDS:
            return members
        number = bisect_left(self._starts[owner], place)
        return members[max(number - MOST_FIELDS // 2, 0) : number + MOST_FIELDS // 2]
