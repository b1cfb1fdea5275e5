"""From a text to what stands in it: names of documents, identifiers, and which belongs to which."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from .._register import Register
from ..grammars import Grammar
from .identifiers import Identifiers, Match, significant
from .naming import EDITION_WORDS, Named, Names
from .texts import Token, Tokens, fold, plain, split

__all__ = ["Citing", "Scan", "Sighting"]


class Sighting(NamedTuple):
    """Something that refers: a document, a provision, or what looks like one and is none.

    `ids` are the provisions that the writing may mean, none for a document. `edition` is what is
    written of it: None if nothing, "" if it names none, then `wrong` says what was written.
    `start` and `end` are places in the text; `unknown` is an identifier that no edition has.
    """

    start: int
    end: int
    standard: str
    edition: str | None
    ids: tuple[str, ...] = ()
    wrong: str = ""
    unknown: str = ""
    between: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    weak: bool = False


class Opening(NamedTuple):
    """How an identifier begins that tells its standard, and perhaps its edition, by itself."""

    key: tuple[str, ...]
    written: str
    standard: str
    edition: str | None
    numbers: int


class Standing(NamedTuple):
    """An identifier that tells its standard by itself."""

    standard: str
    match: Match
    edition: str | None
    also: tuple[str, ...] = ()


class Citing:
    """How references to everything in a register are read; made when first needed."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.grammars: dict[str, Grammar] = {}
        for grammar in register.grammars():
            held = self.grammars.get(grammar.standard)
            self.grammars[grammar.standard] = grammar if held is None else _joined(held, grammar)
        self.names = Names(register, self.grammars)
        self._identifiers: dict[str, Identifiers] = {}
        self.standalone: dict[str, list[Opening]] = {}
        for standard, grammar in self.grammars.items():
            for opening in grammar.standalone:
                for edition in self._told_by(opening, standard):
                    words = split(plain(opening.replace("{edition}", edition or "").replace("#", "")))
                    key = tuple(word.value for word in words)
                    self.standalone.setdefault(key[0], []).append(
                        Opening(key, words[0].written, standard, edition, opening.count("#"))
                    )
        self._exact: dict[str, tuple[str, str]] | None = None
        self._bodies = {
            standard: frozenset(
                word
                for raw in (register.raw(refs[0]),)
                for body in (raw["publisher"], *raw.get("co_publishers", ()))
                for word in fold(body.partition("-")[0])
            )
            for standard, refs in register.editions.items()
        }

    def _told_by(self, opening: str, standard: str) -> list[str | None]:
        """The editions that an opening names: all of them, one by one, if it has a place for one."""
        if "{edition}" not in opening:
            return [None]
        return [ref.partition("@")[2] for ref in self.register.ordered(standard)]

    def identifiers(self, standard: str) -> Identifiers:
        """The identifiers of a standard; those of its editions are read when first asked for."""
        made = self._identifiers.get(standard)
        if made is None:
            grammar = self.grammars.get(standard) or Grammar(standard=standard)
            made = Identifiers(self.register, standard, grammar)
            self._identifiers[standard] = made
        return made

    @property
    def exact(self) -> dict[str, tuple[str, str]]:
        """The identifiers that are recognised by themselves, as printed: standard and id of each."""
        if self._exact is None:
            self._exact = {
                word: (standard, name)
                for standard, grammar in self.grammars.items()
                if grammar.exact
                for word, name in self.identifiers(standard).exact.items()
                if word.isalpha() and len(word) > 9
            }
        return self._exact

    def is_body(self, token: Token, standard: str) -> bool:
        return token.value in self._bodies[standard]


class _Context(NamedTuple):
    """A document that the text names, from where on, and where the name ends."""

    standard: str
    first: int
    last: int


_SENTENCE = re.compile(r"[.!?;]\s|\n\s*\n|[|]")
_BLOCK = re.compile(r"\n\s*\n")
_CELL = re.compile(r"(?<!\\)\|")
_LIST = re.compile(
    r"\s*(?:,|;|/|&|\+|·|\band\b|\bor\b|\bto\b|\bthrough\b|\bthru\b|\buntil\b|\bund\b|\boder\b|\bbis\b|\bet\b|\bou\b|\bà\b|\by\b|\be\b|\bo\b|\ba\b|\bas well as\b|-|\.\.+|…)\s*(?:and|or|und|et|&)?\s*\Z"
)
_RANGE = re.compile(r"\s*(?:-|\bto\b|\bthrough\b|\bthru\b|\bbis\b|\bà\b|\ba\b|\.\.+|…)\s*\Z")


class Scan:
    """One reading of a text."""

    def __init__(self, citing: Citing, text: str, within: str | None, lenient: bool) -> None:
        self.citing = citing
        self.text = plain(text)
        self.tokens: Tokens = split(self.text)
        self.within = within
        self.lenient = lenient
        self.tag = not any(token.gap.isspace() and token.gap for token in self.tokens[1:])
        self.named: list[Named] = []
        self.sightings: list[Sighting] = []
        self._taken: set[int] = set()
        self._columns = _columns(self.text) if "|" in self.text else []
        self._read()

    # ------------------------------------------------------------ reading

    def _read(self) -> None:
        names, tokens = self.citing.names, self.tokens
        position = 0
        covered: dict[int, Named] = {}
        while position < len(tokens):
            named = names.at(tokens, position)
            if named is None:
                position += 1
                continue
            self.named.append(named)
            covered[position] = named
            position = named.last
        position = 0
        by_first = covered
        while position < len(tokens):
            named = by_first.get(position)
            if named is not None:
                position = self._document(named)
                continue
            position = self._provision(position)
        self.sightings.sort(key=lambda each: (each.start, each.end))

    def _document(self, named: Named) -> int:
        """Record a document, or the provision that hangs on its name; where to read on."""
        tokens = self.tokens
        if not named.standard:
            return named.last
        hanging = self._hanging(named, named.last)
        for place in range(named.first, named.last):
            standing = self._standalone(place) if tokens[place].value in self.citing.standalone else None
            if standing is None or standing.match.last <= named.last:
                continue
            further = hanging is None or hanging[1].last <= standing.match.last
            if further and (standing.match.ids or named.last - named.first == 1):
                return self._own(
                    standing.match, standing.standard, named.first, place, standing.edition, standing.also
                )
        last, edition, wrong = named.last, named.edition, ""
        after, told, written = self.citing.names.edition_after(tokens, last, named.standard)
        if told is not None and (hanging is None or (told and hanging[1].last <= after)):
            last, edition, wrong = after, named.edition or told, written
            hanging = self._hanging(named, last) if edition else None
        begin = self._begin(named.first, named.standard)
        if hanging is None and last < len(tokens) and _ADJACENT.match(tokens[last].gap):
            standing = self._standalone(last)
            if standing is not None and standing.standard in (named.standard, *named.other):
                hanging = last, standing.match
        if hanging is not None:
            first, match = hanging
            between = self.text[tokens[last - 1].end : tokens[first].start]
            if _APART.search(between) or tokens[last].value in _PASSED:
                self._note(named, begin, last, edition, wrong)
                begin = first
            return self._own(match, named.standard, begin, first, edition)
        slug = self._slug(named, last) or self._title(named, last)
        if slug is not None:
            end, name = slug
            start = tokens[begin].start
            self.sightings.append(Sighting(start, tokens[end - 1].end, named.standard, edition, (name,)))
            return end
        odd = self._odd(last)
        if odd is not None:
            unknown = self.text[tokens[last].start : tokens[odd - 1].end]
            start, end_place = tokens[begin].start, tokens[odd - 1].end
            self.sightings.append(
                Sighting(start, end_place, named.standard, edition, unknown=unknown, weak=named.weak)
            )
            return odd
        if named.weak and not (self.lenient and self._alone(named.first, last)):
            return named.last
        self._note(named, begin, last, edition, wrong)
        return last

    def _note(self, named: Named, begin: int, last: int, edition: str | None, wrong: str) -> None:
        """Record a document; two names of one that stand side by side are one reference."""
        start, end = self.tokens[begin].start, self.tokens[last - 1].end
        held = self.sightings[-1] if self.sightings else None
        if held is not None and held.standard == named.standard and not held.ids and not held.unknown:
            if _BESIDE.match(self.text[held.end : start]) and not (edition and held.edition):
                self.sightings[-1] = held._replace(end=end, edition=edition or held.edition)
                return
        weak = named.weak or self._inside_a_path(start)
        self.sightings.append(
            Sighting(start, end, named.standard, edition, wrong=wrong, others=named.other, weak=weak)
        )

    def _inside_a_path(self, start: int) -> bool:
        """Whether a name is a part of an address or of a longer slug."""
        before = self.text[max(start - 1, 0) : start]
        return bool(before) and before in "/-_" and self.text[start].islower() and not self.tag

    def _slug(self, named: Named, last: int) -> tuple[int, str] | None:
        """A title that is written as a slug behind the name: ".../risks#prompt-injection"."""
        tokens = self.tokens
        if last >= len(tokens) or tokens[last].gap not in ("#", "/", ":", "=", "/#"):
            return None
        end = last + 1
        while end < len(tokens) and tokens[end].gap in ("-", "_", "%20", " \x7f\x7f"):
            end += 1
        words = significant(" ".join(token.written for token in tokens[last:end]))
        names = {name for _, name in self.citing.identifiers(named.standard).titled(words)}
        return (end, names.pop()) if len(names) == 1 else None

    def _title(self, named: Named, last: int) -> tuple[int, str] | None:
        """A title that stands behind the name and a dash or colon: "MITRE ATLAS - LLM Data Leakage"."""
        tokens = self.tokens
        if last >= len(tokens) or tokens[last].gap not in (": ", " - ", " #"):
            return None
        end = last + 1
        while end < len(tokens) and end - last < 10 and tokens[end].gap in (" ", "-", ", ", "/", " & "):
            end += 1
        identifiers = self.citing.identifiers(named.standard)
        for stop in range(end, last + 1, -1):
            words = significant(" ".join(token.written for token in tokens[last:stop]))
            names = {name for _, name in identifiers.titled(words)} if len(words) > 1 else set()
            if (
                len(names) == 1 and "clause" not in identifiers.headings
            ):  # clauses repeat the document's title
                return stop, names.pop()
        return None

    def _odd(self, first: int) -> int | None:
        """Where something ends that hangs on a name like an identifier, and that no edition has."""
        tokens = self.tokens
        if first >= len(tokens) or not _ADJACENT.match(tokens[first].gap) or "," in tokens[first].gap:
            return None
        token = tokens[first]
        if token.value in self.citing.standalone or any(named.first == first for named in self.named):
            return None
        last = first + 1
        while last < len(tokens) and tokens[last].gap in ("", ".", "-", "(", ")(") and last - first < 8:
            if not tokens[last].is_number and len(tokens[last].written) > 3:
                break
            last += 1
        part = tokens[first:last]
        if token.is_number:
            several = len(part) > 1 and part[1].is_number and (part[1].gap == "." or "§" in token.gap)
            long = "§" not in token.gap and any(len(each.written) > 3 for each in part if each.is_number)
            return last if several and not long else None
        if (
            len(part) == 1
            and len(tokens) > last + 1
            and tokens[last].gap == " "
            and tokens[last + 1].gap == "-"
        ):
            numbered = tokens[last].is_number and tokens[last + 1].is_number
            if token.written.isupper() and len(token.written) <= 4 and numbered:
                return last + 2  # "(SB 21-169)": another document
        coded = len(token.written) <= 4 and token.written.isupper() and len(part) > 1 and part[1].is_number
        if token.value in _LAW and len(tokens) > last and tokens[last].is_number and len(part) == 1:
            return last + 1
        return last if coded else None

    def _alone(self, first: int, last: int) -> bool:
        return first == 0 and last == len(self.tokens)

    def _begin(self, first: int, standard: str) -> int:
        """Where a reference begins, the body's name before it included."""
        if first and self.citing.is_body(self.tokens[first - 1], standard):
            if re.fullmatch(r"[ ':]{1,2}|", self.tokens[first].gap) and self.tokens[first].gap:
                return first - 1
        return first

    def _hanging(self, named: Named, position: int) -> tuple[int, Match] | None:
        """The identifier that directly follows the name of its document."""
        tokens = self.tokens
        if position >= len(tokens):
            return None
        identifiers = self.citing.identifiers(named.standard)
        if not identifiers.editions:
            return None
        skipped = position
        if not _ADJACENT.match(tokens[position].gap):
            return None
        if tokens[skipped].value in _PASSED and skipped + 1 < len(tokens):
            skipped += 1
        match = identifiers.at(tokens, skipped)
        if match is None:
            return None
        if match.worded and not self._said(match, skipped, tokens[position].gap, True):
            return None
        if match.numeric and match.key == (tokens[skipped].value,) and not match.headed and not match.short:
            if not self._numeric_alone(match, tokens, skipped):
                return None
        if match.short and match.key[0].isdigit() and len(match.key) == 1:
            if not tokens[skipped].written.startswith("0") and tokens[skipped].gap == " ":
                if len(tokens[skipped].written) < 3:
                    return None
        return skipped, match

    def _numeric_alone(self, match: Match, tokens: Tokens, first: int) -> bool:
        """Whether one bare number after a name is meant as a clause, and not as an edition or a count."""
        return tokens[first].gap.strip() in (":", "#", "/", ".") and len(tokens[first].written) < 3

    def _said(self, match: Match, first: int, gap: str, adjacent: bool) -> bool:
        """Whether words without a number stand there as an identifier: as printed, or behind a colon."""
        slug = self.text[self.tokens[first].start : self.tokens[match.last - 1].end]
        if "-" in slug and slug in match.ids:
            return True
        written = " ".join(token.written for token in self.tokens[first : match.last])
        printed = {" ".join(token.written for token in split(plain(name))) for name in match.ids}
        if written in printed and (written.isupper() or not written.islower()):
            return True
        return adjacent and gap.strip() in (":", "#", "/", ".", "@", "_") and gap == gap.strip()

    def rests(self) -> Iterator[tuple[str, str | None, tuple[str, ...]]]:
        """What stands beside the one standard that a text names: its edition, and the words and numbers.

        A name may be part of an identifier ("SLSA_BUILD_REPRODUCED"), and what looks like an edition
        too ("V1"), so that there are several ways to look at it.
        """
        strong = [named for named in self.named if not named.weak]
        chosen = strong or self.named
        ways = [chosen]
        if len(chosen) > 1:
            ways += [[other for other in chosen if other is not each] for each in chosen]
        if self.within:
            yield self.within, None, tuple(token.value for token in self.tokens)
        for names in ways:
            if len({named.standard for named in names}) == 1 and names[0].standard:
                yield from self._beside(names, False)
                yield from self._beside(names, True)

    def _beside(
        self, names: list[Named], editions: bool
    ) -> Iterator[tuple[str, str | None, tuple[str, ...]]]:
        standard = names[0].standard
        edition: str | None = None
        taken: set[int] = set()
        for named in names:
            last = named.last
            edition = named.edition or edition
            if editions:
                last, told, _ = self.citing.names.edition_after(self.tokens, last, standard)
                edition = named.edition or told or edition
            taken.update(range(self._begin(named.first, standard), last))
        left = [position for position in range(len(self.tokens)) if position not in taken]
        if left and left[-1] - left[0] == len(left) - 1:
            yield standard, edition, tuple(self.tokens[position].value for position in left)

    # ------------------------------------------------------------ provisions

    def _provision(self, first: int) -> int:
        """Record the provision whose identifier begins at a token, if any; where to read on."""
        found = self._found(first)
        if found is None:
            return first + 1
        standard, match, edition, also = found
        return self._own(match, standard, self._begin(first, standard), first, edition, also)

    def _found(self, first: int) -> Standing | None:
        if not self._free_on_the_left(first):
            return None
        standalone = self._standalone(first)
        contextual = None
        for standard in self._contexts(first):
            identifiers = self.citing.identifiers(standard)
            match = identifiers.at(self.tokens, first)
            if match is None or not self._meant(match, first, standard):
                continue
            if self.lenient or not (match.numeric or match.worded) or self._near(first, standard):
                contextual = standard, match
                break
        named = {each.standard for each in self.named}
        if standalone is not None and contextual is not None and contextual[1].last == standalone.match.last:
            if contextual[0] in named and standalone.standard not in named:
                return Standing(*contextual, None)
        if standalone is not None and (contextual is None or standalone.match.last >= contextual[1].last):
            if (
                contextual is None
                or contextual[0] != self.within
                or standalone.match.last > contextual[1].last
            ):
                return standalone
        return None if contextual is None else Standing(*contextual, None)

    def _standalone(self, first: int) -> Standing | None:
        """An identifier that tells its standard by itself."""
        tokens = self.tokens
        token = tokens[first]
        best: Standing | None = None
        for key, written, standard, edition, numbers in self.citing.standalone.get(token.value, ()):
            last = first + len(key)
            if tuple(each.value for each in tokens[first:last]) != key:
                continue
            identifiers = self.citing.identifiers(standard)
            match = identifiers.at(tokens, first)
            if match is None and last - first > 1:
                match = identifiers.at(tokens, last - 1)  # "v1.0-C2.1.3": what names the edition is dropped
            if match is not None and match.worded:
                printed = self.text[token.start : tokens[match.last - 1].end]
                if len(match.key) < 2 or printed not in match.ids or not printed.isupper():
                    continue
            else:
                match = match or self._looks(tokens, first, last)
                if match is None or not self._printed(tokens, first, match, written):
                    continue
                if sum(each.is_number for each in tokens[first : match.last]) < numbers:
                    continue
            if best is not None and match.ids and match.last == best.match.last and best.match.ids:
                best = best._replace(also=(*best.also, standard))
            elif best is None or (bool(match.ids), match.last) > (bool(best.match.ids), best.match.last):
                best = Standing(standard, match, edition)
        if best is None and token.written in self.citing.exact:
            standard, name = self.citing.exact[token.written]
            best = Standing(
                standard, Match(first + 1, (name,), (token.value,), False, True, False, False), None
            )
        return best

    def _looks(self, tokens: Tokens, first: int, last: int) -> Match | None:
        """What has the opening of an identifier and a number, and is none."""
        position = last
        while position < len(tokens) and _TIGHT.match(tokens[position].gap) and position - first < 8:
            if not tokens[position].is_number and len(tokens[position].written) > 2:
                break
            position += 1
        if not any(token.is_number for token in tokens[last:position]):
            return None
        return Match(position, (), (), False, False, False, False)

    def _printed(self, tokens: Tokens, first: int, match: Match, opening: str) -> bool:
        """Whether an opening is written as people write it, and is no ordinary word before a number."""
        token = tokens[first]
        number = next((each for each in tokens[first + 1 : match.last] if each.is_number), None)
        if number is None:
            return False
        apart = number.gap.isspace() and number.gap != ""
        spaced = any(" " in name for name in match.ids)
        if token.written == opening:
            if apart and not spaced:
                return number.written.startswith("0")
            return True
        if self.tag:
            return True
        if token.written.istitle() and spaced:
            several = sum(each.is_number for each in tokens[first : match.last]) > 1
            return several or self.lenient or any(named.standard for named in self.named)
        return not apart and bool(match.ids)

    def _near(self, first: int, standard: str) -> bool:
        """Whether the name of a standard stands close by, or no other is named: "Clause 6.1" is in many."""
        place = self.tokens[first].start
        if self._column(place) == standard or {named.standard for named in self.named} <= {standard}:
            return True
        return any(
            named.standard == standard and -40 < place - self.tokens[named.last - 1].end < 90
            for named in self.named
        )

    def _free_on_the_left(self, first: int) -> bool:
        """Whether a token is the beginning of something, and not the middle of another identifier."""
        if first == 0:
            return True
        token, before = self.tokens[first], self.tokens[first - 1]
        if token.gap == "":
            return not before.is_number and not before.written.isascii()
        if token.is_number and token.gap in (".", "-", ",") and before.is_number:
            return False
        if token.gap == "-":
            named = any(each.last == first for each in self.named)
            known = before.value in _NOISE or any(before.value in key for key in self.citing.standalone)
            return named or known or self._is_heading(before)
        return True

    def _is_heading(self, token: Token) -> bool:
        return any(
            token.value in fold(" ".join(grammar.headings))
            for standard in self._contexts_anywhere()
            if (grammar := self.citing.grammars.get(standard))
        )

    def _contexts_anywhere(self) -> list[str]:
        found = [named.standard for named in self.named if named.standard]
        return found + ([self.within] if self.within else [])

    def _contexts(self, first: int) -> Iterator[str]:
        """The standards that an identifier at a token may belong to, likeliest first."""
        place = self.tokens[first].start
        before = [named for named in self.named if named.last <= first]
        after = [named for named in self.named if named.first > first]
        seen = set()
        cell = max((edge.end() for edge in _CELL.finditer(self.text, 0, place)), default=0)
        for named in reversed(before[-8:]):
            begin = self.tokens[named.first].start
            if _BLOCK.search(self.text, begin, place):
                break
            if cell and begin < cell:
                column = self._column(place)
                if column and column not in seen:
                    seen.add(column)
                    yield column
            if not named.standard:
                if self._governs(named, first):
                    return
                continue
            if named.standard not in seen:
                seen.add(named.standard)
                yield named.standard
        column = self._column(place)
        if column and column not in seen:
            seen.add(column)
            yield column
        for named in after[:3]:
            begin = self.tokens[named.first].start
            if not self.lenient and (begin - place > 400 or "\n" in self.text[place:begin]):
                break
            if not self.lenient and self._generic(first) and _SENTENCE.search(self.text, place, begin):
                break
            if not named.standard:
                break
            if named.standard not in seen:
                seen.add(named.standard)
                yield named.standard
        if self.within and self.within not in seen:
            yield self.within

    def _generic(self, first: int) -> bool:
        """Whether a token begins what many standards have: "Clause 4", "Annex A", "6.1"."""
        token = self.tokens[first]
        return token.is_number or token.value in ("clause", "clauses", "annex", "section", "sections")

    def _governs(self, named: Named, first: int) -> bool:
        """Whether the name of a foreign law is what an identifier belongs to."""
        begin = self.tokens[named.last - 1].end
        place = self.tokens[first].start
        return not _SENTENCE.search(self.text, begin, place)

    def _column(self, place: int) -> str | None:
        for start, end, head in self._columns:
            if start <= place < end:
                names = self.citing.names
                tokens = split(head)
                for position in range(len(tokens)):
                    named = names.at(tokens, position)
                    if named is not None and named.standard:
                        return named.standard
        return None

    def _meant(self, match: Match, first: int, standard: str) -> bool:
        """Whether what stands apart from the name of its document is meant as an identifier."""
        tokens = self.tokens
        token = tokens[first]
        own = self.lenient and standard == self.within
        if match.worded:
            said = self._said(match, first, token.gap, False)
            return said and (own or match.key[0] == "annex" or self._listed(first, standard))
        if match.numeric or match.short:
            if match.headed:
                return not match.short or own
            if own or standard == self.within:
                return len(match.key) > 1 or own
            if self._column(token.start) == standard:
                return len(match.key) > 1
            return self._listed(first, standard)
        if not match.headed and token.written.islower() and not token.is_number:
            if tokens[match.last - 1].gap == " " and not self.tag:
                identifiers = self.citing.identifiers(standard)
                usual = token.value in identifiers.spelled or token.value in identifiers.headings
                return usual and not identifiers.grammar.standalone
        return True

    def _listed(self, first: int, standard: str) -> bool:
        """Whether a list of identifiers of that standard leads up to a token."""
        if not self.sightings:
            return False
        last = max(self.sightings, key=lambda each: each.end)
        between = self.text[last.end : self.tokens[first].start]
        return last.standard == standard and bool(_LIST.match(between.replace("*", "")))

    # ------------------------------------------------------------ one provision, and those listed with it

    def _own(
        self,
        match: Match,
        standard: str,
        begin: int,
        first: int,
        edition: str | None,
        also: tuple[str, ...] = (),
    ) -> int:
        """Record a provision with the edition behind it, and go on with the list that it begins."""
        tokens = self.tokens
        last = match.last
        wrong = unknown = ""
        start = tokens[begin].start
        after, told, written = self._suffix(last, standard)
        if told is not None:
            edition, wrong, last = told, written, after
        elif not self._free_on_the_right(last, match) or self._numbered(last, match):
            last = self._past(last)
            unknown = self.text[tokens[first].start : tokens[last - 1].end]
        if not match.ids:
            unknown = unknown or self.text[tokens[first].start : tokens[last - 1].end]
        after_name = self._name_after(last, standard)
        end = tokens[last - 1].end
        if after_name is not None:
            last, edition = after_name.last, after_name.edition or edition
            end = tokens[last - 1].end
        end = self._closed(start, end)
        self.sightings.append(
            Sighting(start, end, standard, edition, () if unknown else match.ids, wrong, unknown, others=also)
        )
        if unknown or not match.ids:
            return max(last, first + 1)
        return self._list(match, standard, last, edition)

    def _closed(self, start: int, end: int) -> int:
        """The end of a reference with the brackets closed that it opens: "AC-2(1)"."""
        opened = self.text.count("(", start, end) - self.text.count(")", start, end)
        while opened > 0 and self.text[end : end + 1] == ")":
            opened, end = opened - 1, end + 1
        return end

    def _suffix(self, last: int, standard: str) -> tuple[int, str | None, str]:
        """The edition that is written behind an identifier: ":2025", "-2025", " (2025)", "@1.0"."""
        tokens = self.tokens
        nothing = (last, None, "")
        if last >= len(tokens):
            return nothing
        token = tokens[last]
        bare = token.gap.strip()
        after, told, written = self.citing.names.edition_after(tokens, last, standard)
        if told is None:
            return nothing
        if token.gap == "" and len(token.written) == 4:
            return after, told, written
        year = tokens[after - 1].is_number and len(tokens[after - 1].written) == 4
        if (
            bare in (":", "@", "(", "@v", "_")
            or (bare in ("-", "/") and year)
            or token.value in EDITION_WORDS
        ):
            if bare == ":" and token.gap != ":":
                return nothing
            return after, told, written
        if bare == "," and year and told:
            return after, told, written
        return nothing

    def _free_on_the_right(self, last: int, match: Match) -> bool:
        """Whether an identifier ends where it seems to."""
        if last >= len(self.tokens):
            return True
        token = self.tokens[last]
        if token.gap == "":
            return not token.written.isascii()
        if token.is_number and token.gap in (".", "(", "_", ".(", "-0", "-00"):
            return token.gap == "(" and len(token.written) == 4
        if token.is_number and token.gap == "-":
            ranged = match.key and match.key[-1].isdigit() and int(match.key[-1]) < int(token.value)
            return bool(ranged) and not token.written.startswith("0") and not self.tag
        if token.gap == "(" and len(token.written) == 1:
            close = last + 1
            return not (close < len(self.tokens) and self.tokens[close].gap.startswith(")")) and not (
                close == len(self.tokens)
            )
        return True

    def _numbered(self, last: int, match: Match) -> bool:
        """Whether a number follows a word that is an identifier without one: "GOVERN 7"."""
        tokens = self.tokens
        return (
            match.worded
            and last < len(tokens)
            and tokens[last].is_number
            and tokens[last].gap in (" ", "-", ".")
        )

    def _past(self, last: int) -> int:
        if self.tokens[last].gap == " ":
            last += 1
        while last < len(self.tokens) and self.tokens[last].gap in ("", ".", "(", "-", ")(", "_"):
            last += 1
        return last

    def _name_after(self, last: int, standard: str) -> Named | None:
        """The name of the document where it directly follows the identifier."""
        for named in self.named:
            if named.first == last and named.standard == standard and not named.weak:
                if self.tokens[last].gap in (" ", "  "):
                    return named
            if named.standard == standard and last < named.first <= last + 2 and not named.weak:
                words = [token.value for token in self.tokens[last : named.first]]
                if all(word in _OF for word in words) and self.tokens[last].gap == " ":
                    return named
        return None

    def _list(self, match: Match, standard: str, last: int, edition: str | None) -> int:
        """Go on with "…, 1.3 and 1.4" or "… to 15"."""
        tokens = self.tokens
        identifiers = self.citing.identifiers(standard)
        previous = match
        while last < len(tokens):
            joint, first = self._joint(last)
            if first is None:
                break
            following = identifiers.at(tokens, first)
            if following is not None and (following.worded or following.last == first):
                following = None
            if following is not None and (following.numeric or following.short) and not previous.numeric:
                if not following.short:
                    following = None
            if following is None:
                following = identifiers.continued(previous, tokens, first)
            if following is None or self._blocked(first, joint, previous, following):
                break
            after, told, _ = self._suffix(following.last, standard)
            stop = after if told is not None else following.last
            if told is None and not self._free_on_the_right(stop, following):
                break
            between: tuple[str, ...] = ()
            if _RANGE.match(joint):
                between = identifiers.between(previous.ids[0], following.ids[0])
                if not between and previous.ids[0] == following.ids[0]:
                    break
            if between:
                held = self.sightings[-1]
                self.sightings[-1] = held._replace(between=between)
            start = tokens[first].start
            end = self._closed(start, tokens[stop - 1].end)
            self.sightings.append(Sighting(start, end, standard, told or edition, following.ids))
            previous, last = following, stop
        return last

    def _joint(self, last: int) -> tuple[str, int | None]:
        """What joins two members of a list, and where the second begins."""
        joint = self.tokens[last].gap
        first = last
        while first < len(self.tokens) and first - last < 3 and self.tokens[first].value in _JOINTS:
            first += 1
            if first < len(self.tokens):
                joint += self.tokens[first - 1].written + self.tokens[first].gap
        if first >= len(self.tokens) or not _LIST.match(joint.replace(")", "").replace("(", "")):
            return joint, None
        return joint, first

    def _blocked(self, first: int, joint: str, previous: Match, following: Match) -> bool:
        """Whether a number behind a comma counts something instead of going on with the list."""
        if any(named.first <= first < named.last for named in self.named):
            return True
        if not following.numeric and not previous.numeric and following.key[:1] != previous.key[:1]:
            return False
        if following.key[0] == self.tokens[first].value and not self.tokens[first].is_number:
            return False
        last = following.last
        if last < len(self.tokens) and joint.strip() in (",", ";"):
            after = self.tokens[last]
            return (
                after.gap == " "
                and after.value not in _JOINTS
                and not after.is_number
                and (
                    len(self.tokens[first].written) > 2
                    or "." not in self.text[self.tokens[first].start : self.tokens[last - 1].end]
                )
            )
        return False


_ADJACENT = re.compile(r"[ :\-.,/#_()\[@'|=§]{0,4}\Z")
_APART = re.compile(r"[(,*\n\[|]")
_BESIDE = re.compile(r"[\s*_]*[-(,:]?[\s*_]*(?:the\s+|or\s+)?[\s*_]*\Z")
_TIGHT = re.compile(r"[ ._-]?\Z")
_PASSED = frozenset(
    "technique tactic mitigation id ids control controls requirement requirements risk provision framework category "
    "subcategory section item task practice action threat s principle criterion for".split()
)
_NOISE = frozenset(
    "cwe target tag tags id ids ref refs rule risk see control framework standard owasp mitre nist attack iso".split()
)
_LAW = frozenset("art article articles artikel arts annex recital".split())
_OF = frozenset("of the des der de la du del della dello zur zum im in".split())
_JOINTS = frozenset("and or to through thru until und oder bis et ou à y e o a".split())


def _joined(one: Grammar, other: Grammar) -> Grammar:
    """Two grammars of one standard as one."""
    return Grammar(
        standard=one.standard,
        names=one.names + other.names,
        namespaces=one.namespaces + other.namespaces,
        editions=one.editions + other.editions,
        standalone=one.standalone + other.standalone,
        openings=one.openings + other.openings,
        headings=one.headings + other.headings,
        spellings=one.spellings + other.spellings,
        exact=one.exact or other.exact,
        stable=one.stable and other.stable,
    )


_TABLE = re.compile(r"^[ \t]*\|?[ \t:|-]*-{2,}[ \t:|-]*$", re.MULTILINE)


def _columns(text: str) -> list[tuple[int, int, str]]:
    """The cells of Markdown tables: where each begins and ends, and what heads its column."""
    found = []
    for rule in _TABLE.finditer(text):
        if "|" not in rule[0]:
            continue
        head_start = text.rfind("\n", 0, max(rule.start() - 1, 0)) + 1
        heads = [cell[2] for cell in _cells(text, head_start, max(rule.start() - 1, head_start))]
        place = rule.end() + 1
        while place < len(text):
            end = text.find("\n", place)
            end = len(text) if end < 0 else end
            if "|" not in text[place:end]:
                break
            for number, (start, stop, _) in enumerate(_cells(text, place, end)):
                if number < len(heads):
                    found.append((start, stop, heads[number]))
            place = end + 1
    return found


def _cells(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    line = text[start:end]
    edges = [edge.start() for edge in _CELL.finditer(line)]
    if not line.lstrip().startswith("|"):
        edges = [-1, *edges]
    if not line.rstrip().endswith("|"):
        edges = [*edges, len(line)]
    return [
        (start + one + 1, start + other, line[one + 1 : other])
        for one, other in zip(edges, edges[1:], strict=False)
    ]
