"""Pages: what a person reads, one HTML file each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from ai_security_standards import Provision, Ref, Standard
from curation.pairs import FRAMEWORKS

from .addresses import anchor_of, edition_list, page_of, relative
from .content import Content
from .timelines import strip_of, timeline_of
from .words import date_text, plain, verb, word_class

__all__ = ["Pages"]

_TEMPLATES = Path(__file__).parent / "templates"
#: The documents that the first page names: those of the table of pairs that are best known.
_BEST_KNOWN = FRAMEWORKS[:12]
_HEADINGS = (
    ("asserted", "Relationships", "As mapping sets state them. A missing row says nothing."),
    (
        "carried",
        "Carried over from other editions",
        "Stated of another edition of one side; an indication, not a statement.",
    ),
    ("candidate", "Candidates", "Only untyped, split or merged provisions lead there; someone must look."),
)
Group = tuple[Ref, list[tuple[Ref, str, dict[str, Any]]]]


class Pages:
    """The pages of a site: paths and their HTML."""

    def __init__(
        self,
        content: Content,
        *,
        pages: str,
        megabytes: int,
        downloads: dict[Ref, list[tuple[str, str]]],
        archives: Sequence[tuple[str, str, str]] = (),
        schemas: Sequence[str] = (),
    ) -> None:
        self.content = content
        self._archives, self._schemas = archives, schemas
        self.downloads = downloads
        self._all = pages == "all"
        self._names = {document.ref: document.short_name for document in content.documents}
        environment = Environment(
            loader=FileSystemLoader(_TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.filters |= {
            "plain": plain,
            "date": date_text,
            "host": lambda address: urlsplit(address).netloc or address,
        }
        environment.globals |= {
            "content": content,
            "page_of": page_of,
            "edition_list": edition_list,
            "address_of": self.address_of,
            "short_name": self.short_name,
            "is_known": self._names.__contains__,
            "word_class": word_class,
            "verb": verb,
            "parse": Ref.parse,
            "day": date_text(content.catalog.date),
            "provenance": str(content.catalog.provenance),
            "megabytes": megabytes,
        }
        self._environment = environment

    def short_name(self, ref: Ref) -> str:
        """Return the short name of a document, or its reference where it is not recorded."""
        return self._names.get(ref.document, str(ref.document))

    def has_page(self, provision: Provision) -> bool:
        """Tell whether a provision has a page of its own."""
        return self._all or self.content.has_page(provision)

    def address_of(self, provision: Provision) -> str:
        """Return where a provision is shown: its page, or its place in the page of its document."""
        return page_of(provision.ref) if self.has_page(provision) else anchor_of(provision.ref)

    def _html(self, template: str, page: str, title: str, **values: Any) -> tuple[str, bytes]:
        to = partial(relative, page)
        text = self._environment.get_template(template).render(
            page=page, title=title, to=to, description=values.pop("description", ""), **values
        )
        return page, text.encode()

    def __iter__(self) -> Iterator[tuple[str, bytes]]:
        yield from self._fixed()
        for standard, editions in self.content.editions.items():
            yield self._html(
                "editions.html",
                edition_list(standard),
                f"{editions[-1].short_name}: editions",
                editions=editions,
            )
        for document in self.content.documents:
            yield self._document(document)
        for provision in self.content.provisions.values():
            if self.has_page(provision):
                yield self._provision(provision)

    # ------------------------------------------------------------ pages that stand once

    def _fixed(self) -> Iterator[tuple[str, bytes]]:
        content = self.content
        counts = {
            "standards": f"{len(content.editions):,}",
            "editions": f"{len(content.documents):,}",
            "provisions": f"{len(content.provisions):,}",
            "rows": f"{sum(each.size for each in content.catalog.mapping_sets()):,}",
        }
        current = [document for document in content.documents if document.ref in content.current]
        asked = sorted(
            (each for each in current if each.id in _BEST_KNOWN), key=lambda each: _BEST_KNOWN.index(each.id)
        )
        yield self._html(
            "home.html",
            "index.html",
            "The standards that govern the security of AI",
            counts=counts,
            asked=asked,
        )
        yield self._browse()
        yield self._crosswalk()
        yield self._html("dates.html", "dates.html", "Dates")
        yield self._html("read.html", "read.html", "Read a text")
        yield self._html("search.html", "search.html", "Search")
        yield self._html("404.html", "404.html", "Nothing here")
        sheets = sorted(self.downloads.items(), key=lambda each: self.short_name(each[0]).casefold())
        yield self._html(
            "downloads.html",
            "downloads.html",
            "Downloads",
            archives=self._archives,
            schemas=self._schemas,
            sheets=sheets,
        )

    def _browse(self) -> tuple[str, bytes]:
        rows = []
        for standard, editions in self.content.editions.items():
            shown = next((each for each in editions if each.ref in self.content.current), editions[-1])
            rows.append({
                "address": relative("browse.html", page_of(shown.ref)),
                "name": shown.short_name,
                "status": plain(shown.status.value if shown.status else ""),
                "publisher": self.content.publishers.get(shown.publisher, shown.publisher),
                "place": ", ".join(shown.jurisdictions),
                "kind": plain(shown.kind.value),
                "id": standard,
            })  # fmt: skip
        rows.sort(key=lambda row: (str(row["name"]).casefold(), row["id"]))
        choices = [
            (
                name,
                name.capitalize(),
                sorted({word for row in rows for word in str(row[name]).split(", ") if word}),
            )
            for name in ("status", "publisher", "place", "kind")
        ]
        return self._html("browse.html", "browse.html", "Browse", rows=rows, choices=choices)

    def _crosswalk(self) -> tuple[str, bytes]:
        mapped = self.content.mapped
        ends = {*mapped, *(Ref.parse(end) for pair in self.content.elsewhere for end in pair)}
        documents = sorted(
            ((str(ref), self.short_name(ref)) for ref in ends), key=lambda each: each[1].casefold()
        )
        most = sorted(mapped, key=lambda ref: (-len(mapped[ref]), str(ref)))[:40]
        most.sort(key=lambda ref: self.short_name(ref).casefold())
        names = [(str(ref), self.short_name(ref)) for ref in most]
        matrix = [
            (
                str(ref),
                self.short_name(ref),
                [(other, name, mapped[ref].get(other, 0)) for other, name in names],
            )
            for ref in most
        ]
        return self._html(
            "crosswalk.html",
            "crosswalk.html",
            "Crosswalk",
            documents=documents,
            matrix_names=names,
            matrix=matrix,
        )

    # ------------------------------------------------------------ documents

    def _document(self, document: Standard) -> tuple[str, bytes]:
        content, ref = self.content, document.ref
        page = page_of(ref)
        provisions = content.structures.get(ref, ())
        timeline = timeline_of(document, content.catalog.date)
        known = {str(each): each for each in self._names}
        successions = [
            (plain(name).capitalize(), [_succession(each) for each in getattr(document, name)])
            for name in ("replaces", "replaced_by", "adopts", "adopted_as", "amends", "amended_by")
            if getattr(document, name)
        ]
        return self._html(
            "document.html",
            page,
            document.short_name,
            description=document.summary or document.title,
            document=document,
            timeline=timeline,
            strip=strip_of(timeline, content.catalog.date),
            parts=content.parts.get(ref, ()),
            size=len(provisions),
            framework=content.catalog.framework(ref) if provisions else None,
            tree=self._tree(ref, page) if provisions else "",
            mapped=content.mapped.get(ref, {}) and content.mapped[ref].most_common(),
            facts=self._facts(document),
            others=[each for each in reversed(content.editions[document.id]) if each.ref != ref],
            successions=successions,
            known=known,
            downloads=self.downloads.get(ref, []),
        )

    def _tree(self, ref: Ref, page: str) -> Markup:
        """Return the parts of a document as nested lists; a template would take ten times as long."""
        parts = self.content.parts.get(ref, ())
        if not parts:
            return Markup("")
        items = []
        for each in parts:
            name = escape(each.name if each.name != each.id else "")
            slug = escape(each.ref.slug.partition("/")[2])
            if self.has_page(each):
                address = escape(relative(page, page_of(each.ref)))
                label = f'<a class="id" href="{address}">{escape(each.id)}</a> {name}'
            else:
                label = f'<span class="id">{escape(each.id)}</span> {name}'
            items.append(f'<li id="{slug}">{label}{self._tree(each.ref, page)}</li>')
        head = '<ul class="tree">' if ref.provision is None else "<ul>"
        return Markup(f"{head}{''.join(items)}</ul>")  # noqa: S704 - every part is escaped above

    def _facts(self, document: Standard) -> list[tuple[str, str]]:
        publishers = [
            self.content.publishers.get(each, each) for each in (document.publisher, *document.co_publishers)
        ]
        return [
            ("Publisher", ", ".join(publishers)),
            ("Edition", document.edition),
            ("Version", document.version or ""),
            ("Published", date_text(document.published) if document.published else ""),
            ("In force", date_text(document.in_force) if document.in_force else ""),
            ("Applies", date_text(document.applies_from) if document.applies_from else ""),
            ("Fully from", date_text(document.applies_fully_from) if document.applies_fully_from else ""),
            ("Price", str(document.price) if document.price else ""),
            ("Licence", document.licence or ""),
            ("Place", ", ".join(document.jurisdictions)),
            ("For", document.audience or ""),
            ("Roles", ", ".join(plain(each.value) for each in document.roles)),
            ("Stages", ", ".join(plain(each.value) for each in document.lifecycle_stages)),
            ("Topics", ", ".join(plain(each.value) for each in document.topics)),
            ("Languages", ", ".join(document.languages)),
            ("Confidence", plain(document.confidence.value)),
            ("Checked", str(document.checked_on or "")),
            ("Known since", f"data {document.recorded}" if document.recorded else ""),
            ("Note", document.note or ""),
        ]

    # ------------------------------------------------------------ provisions

    def _provision(self, provision: Provision) -> tuple[str, bytes]:
        content = self.content
        document = content.catalog.standard(provision.ref.document)
        day = content.catalog.date
        before, after = content.neighbours(provision)
        name = f": {provision.name}" if provision.name != provision.id else ""
        successors = [
            Ref.parse(each) if "@" in each else document.ref._replace(provision=each)
            for each in provision.successors
        ]
        return self._html(
            "provision.html",
            page_of(provision.ref),
            f"{provision.id}{name} · {document.short_name}",
            description=provision.summary or provision.name,
            document=document,
            provision=provision,
            above=self._above(provision),
            parts=content.parts.get(provision.ref, ()),
            successors=successors,
            stand=[each for each in provision.application if each.stated_on(day)],
            fallen=[each for each in provision.application if not each.stated_on(day)],
            relations=self._relations(provision.ref),
            before=before,
            after=after,
            facts=[
                ("Document", document.short_name),
                ("Edition", document.edition),
                ("Level", provision.level or ""),
                ("Assessable", "yes" if provision.assessable else "no, a heading"),
                ("Wording since", date_text(provision.wording_since) if provision.wording_since else ""),
                ("Known since", f"data {document.recorded}" if document.recorded else ""),
                ("Also written", ", ".join(provision.aliases)),
                ("Stages", ", ".join(plain(each.value) for each in provision.lifecycle_stages)),
            ],
        )  # fmt: skip

    def _above(self, provision: Provision) -> list[Provision]:
        above: list[Provision] = []
        parent = provision.parent
        while parent is not None:
            found = self.content.provisions[provision.ref._replace(provision=parent)]
            above.insert(0, found)
            parent = found.parent
        return above

    def _relations(self, ref: Ref) -> list[tuple[str, str, list[Group]]]:
        """Return the rows of a provision under their headings, by document, most rows first."""
        lines: dict[str, dict[Ref, list[tuple[Ref, str, dict[str, Any]]]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for row in self.content.asserted.get(ref, ()):
            if row["unresolved"]:
                continue
            far = Ref.parse(row["object"])
            words = f"not: {verb(row['type'])}" if row["negated"] else verb(row["type"])
            lines["asserted"][far.document].append((far, words, row))
        for basis, far, row in self.content.carried.get(ref, ()):
            turned = row["source"] != str(ref)
            words = ", ".join(verb(word, turned=turned) for word in row["types"])
            lines[basis][far.document].append((far, words, row))
        found: list[tuple[str, str, list[Group]]] = []
        for basis, heading, note in _HEADINGS:
            groups = sorted(lines[basis].items(), key=lambda each: (-len(each[1]), str(each[0])))
            if groups:
                found.append((heading, note, groups))
        return found


class _Named:
    """A document before or after another one: its reference where it is recorded, else its title."""

    def __init__(self, ref: str, title: str) -> None:
        self.ref = ref
        self.title = title


def _succession(each: Any) -> _Named:
    return _Named(str(each.ref) if each.ref is not None else "", each.title or "")
