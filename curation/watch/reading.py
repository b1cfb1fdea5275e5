"""What a publisher's new files say: provisions, edition, day, and the text for comparing editions."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple
from xml.etree import ElementTree

from ai_security_standards import InvalidData
from curation.importers import Raw, atlas, formex, nist, one_line, oscal, stix
from curation.importers.same_text import Text, atlas_text, attack_text

__all__ = ["FORMATS", "Act", "Release", "read"]

#: The formats that are read.
FORMATS = (
    "ATLAS data (YAML)",
    "an export of NIST's reference tool (JSON)",
    "an OSCAL catalogue (JSON)",
    "a STIX bundle of ATT&CK or CAPEC (JSON)",
    "an OWASP verification standard (JSON, or Markdown chapters)",
    "an OWASP list (Markdown, one file for each entry)",
    "an act in Formex (XML)",
)

#: A heading of one entry of a list: "# LLM01:2025 Prompt Injection".
_ENTRY = re.compile(
    r"^#{1,3}\s+(?P<id>[A-Z]{1,8}-?\d{1,2})(?::(?P<edition>\d{4}))?[ :\u2013-]+(?P<title>\S.*?)\s*$",
    re.MULTILINE,
)
#: What a heading may have beside its words: a picture, attributes of a generator of sites.
_DECORATION = re.compile(r"!\[[^\]]*\]\([^)]*\)|\{:?[^}]*\}")
#: A heading of a chapter or section: "## C2.1 Prompt Injection Defenses".
_CHAPTER = re.compile(r"^#{1,3} (?P<id>[A-Z]{1,2}\.?\d+(?:\.\d+)?) (?P<title>\S.*?)\s*$")
#: A row of a table of requirements: "| **2.1.1** | **Verify that** ... | 1 |".
_REQUIREMENT = re.compile(
    r"^\|\s*\*\*(?P<id>(?:[A-Z]{1,2}\.?)?\d+\.\d+(?:\.\d+)?)\*\*\s*\|.*\|\s*(?P<level>[\d, ]+)\s*\|\s*$"
)


class _File(NamedTuple):
    """One file, and what it holds if it is JSON."""

    name: str
    content: bytes
    value: Any = None


class Release(NamedTuple):
    """One edition as its publisher's files give it.

    Attributes:
        files: The names of the files.
        digest: The SHA-256 of their content, in the order of their names.
        edition: The edition or version that they state; None if they state none.
        published: The day that they state, as ISO 8601; None if they state none.
        provisions: The raw provisions.
        text: What digests are made of; None where only identifiers and titles are read.
        whole: Whether all levels are read, so that a missing identifier is one that is gone.
    """

    files: tuple[str, ...]
    digest: str
    edition: str | None
    published: str | None
    provisions: list[Raw]
    text: Text | None = None
    whole: bool = True


class Act(NamedTuple):
    """One consolidation of an act: its CELEX number, and the day from which the text reads so."""

    files: tuple[str, ...]
    celex: str
    since: str
    text: Text


def read(contents: Mapping[str, bytes]) -> list[Release | Act]:
    """Return what the files of a folder say, each file in one release or act.

    Args:
        contents: The content of each file, by name.

    Raises:
        InvalidData: A file has none of the formats, or is not as its format says.
    """
    found: list[Release | Act] = []
    chapters: dict[str, bytes] = {}
    for name, content in sorted(contents.items()):
        if name.casefold().endswith(".md"):
            chapters[name] = content
        else:
            try:
                found += _read_one(name, content)
            except (ValueError, KeyError, TypeError) as error:
                raise InvalidData(str(error), name, repair=_repair()) from error
    return [*found, *_markdown(chapters)]


def _repair() -> str:
    return f"put in files of one of these formats alone: {'; '.join(FORMATS)}"


def _read_one(name: str, content: bytes) -> Iterator[Release | Act]:
    """Yield what one file says; ValueError if it has no known format."""
    suffix = name.rpartition(".")[2].casefold()
    if suffix == "xml":
        found = _act(name, content)
        if found is not None:
            yield found
        return
    if suffix in ("yaml", "yml"):
        data = atlas.parse(content)
        text = atlas_text(data)
        yield _release(_File(name, content), atlas.version(data), _day(data), atlas.provisions(data), text)
        return
    if suffix != "json":
        raise ValueError("the file has no known format")
    value = json.loads(content)
    for holds, of_json in _JSON:
        if holds(value):
            yield of_json(_File(name, content, value))
            return
    raise ValueError("the JSON has no known format")


def _release(
    file: _File,
    edition: str | None,
    published: str | None,
    provisions: list[Raw],
    text: Text | None = None,
) -> Release:
    digest = hashlib.sha256(file.content).hexdigest()
    return Release((file.name,), digest, edition, published, provisions, text)


def _day(value: Raw) -> str | None:
    """Return the first day that a value states, of the names that publishers give it."""
    for holder in (value, value.get("collection"), value.get("metadata")):
        if isinstance(holder, Mapping):
            for field in ("published", "last-modified", "modified", "modified-date", "modified_date"):
                if holder.get(field):
                    return str(holder[field])[:10]
    return None


# ---------------------------------------------------------------- JSON


def _oscal(file: _File) -> Release:
    catalog = oscal.parse(file.content)
    edition = oscal.version(catalog).partition("+")[0]
    return _release(file, edition, _day(catalog), oscal.provisions(catalog))


def _cprt(file: _File) -> Release:
    export = nist.parse(file.content)
    stated = re.search(r"\d[\w.]*", str(_documents(file.value)[0].get("version") or ""))
    return _release(file, stated[0] if stated else None, None, nist.provisions(export))


def _documents(value: Any) -> list[Raw]:
    """Return the documents that an export of the reference tool names."""
    while isinstance(value, Mapping) and not isinstance(value.get("documents"), list):
        value = value.get("response", value.get("elements"))
    return list(value["documents"]) if isinstance(value, Mapping) else []


def _bundle(file: _File) -> Release:
    objects = stix.parse([file.content])
    collections = [each for each in objects if each.get("type") == "x-mitre-collection"]
    if any("x_capec_abstraction" in each for each in objects):
        versions = sorted({str(each["x_capec_version"]) for each in objects if "x_capec_version" in each})
        edition = versions[-1] if versions else None
        return _release(file, edition, None, stix.capec(objects))
    head = collections[0] if collections else {}
    edition = str(head["x_mitre_version"]) if "x_mitre_version" in head else None
    return _release(file, edition, _day(head), stix.attack(objects), attack_text(objects))


def _verification_standard(file: _File) -> Release:
    provisions = list(_requirements(file.value["Requirements"], None))
    return _release(file, str(file.value["Version"]), None, provisions)


def _requirements(items: Iterable[Raw], parent: str | None) -> Iterator[Raw]:
    for item in items:
        inner = item.get("Items")
        kind = "requirement" if inner is None else "chapter" if parent is None else "domain"
        provision: Raw = {"id": item["Shortcode"], "kind": kind}
        if item.get("Name"):
            provision["title"] = one_line(item["Name"])
        if parent is not None:
            provision["parent"] = parent
        if item.get("L"):
            provision["level"] = str(item["L"])
        if inner is not None:
            provision["assessable"] = False
        yield provision
        yield from _requirements(inner or (), item["Shortcode"])


def _is_cprt(value: Any) -> bool:
    return bool(_documents(value))


#: How each form of JSON is known, and read.
_JSON: tuple[tuple[Callable[[Any], bool], Callable[[_File], Release]], ...] = (
    (lambda value: isinstance(value, dict) and "catalog" in value, _oscal),
    (lambda value: isinstance(value, dict) and value.get("type") == "bundle", _bundle),
    (
        lambda value: isinstance(value, dict) and {"Requirements", "Version"} <= value.keys(),
        _verification_standard,
    ),
    (_is_cprt, _cprt),
)


# ---------------------------------------------------------------- Formex


def _act(name: str, content: bytes) -> Act | None:
    """Return a consolidated act; None for the file beside it that only describes it."""
    try:
        root = ElementTree.fromstring(content)  # noqa: S314 - a publisher's file, on the curator's machine
    except ElementTree.ParseError as error:
        raise ValueError(f"not XML: {error}") from error
    if root.tag == "DOC":
        return None
    info, celex = root.find("INFO.CONSLEG"), root.find(".//NO.CELEX")
    if info is None or celex is None or not celex.text:
        raise ValueError(f"<{root.tag}> is not a consolidated act in Formex")
    day = info.get("START.DATE", "")
    return Act((name,), celex.text, f"{day[:4]}-{day[4:6]}-{day[6:8]}", formex.act_text([content]))


# ---------------------------------------------------------------- Markdown


def _markdown(contents: Mapping[str, bytes]) -> list[Release]:
    """Return what all Markdown files together say: the entries of a list, or chapters of requirements."""
    if not contents:
        return []
    provisions: list[Raw] = []
    used: list[str] = []
    editions: set[str] = set()
    for name, content in contents.items():
        text = content.decode("utf-8", "replace")
        read = list(_chapters(text)) or list(_entries(text, editions))
        if read:
            used.append(name)
            provisions += read
    if not provisions:
        raise InvalidData(
            "no Markdown file has an entry or a table of requirements", ", ".join(contents), repair=_repair()
        )
    doubles = [each["id"] for each in provisions]
    double = next((name for name in doubles if doubles.count(name) > 1), None)
    if double is not None:
        raise InvalidData(
            f"{double} has two headings in the Markdown files",
            ", ".join(used),
            repair="leave the files of one edition and language in the folder",
        )
    digest = hashlib.sha256(b"".join(contents[name] for name in used)).hexdigest()
    edition = editions.pop() if len(editions) == 1 else None
    return [Release(tuple(used), digest, edition, None, provisions)]


def _entries(text: str, editions: set[str]) -> Iterator[Raw]:
    """Yield the first entry that a file has a heading for."""
    found = _ENTRY.search(text)
    if found is not None:
        if found["edition"]:
            editions.add(found["edition"])
        yield {"id": found["id"], "kind": "risk", "title": one_line(_DECORATION.sub(" ", found["title"]))}


def _chapters(text: str) -> Iterator[Raw]:
    """Yield chapters, their sections and requirements; nothing for a text without requirements."""
    section = ""
    found: list[Raw] = []
    for line in text.splitlines():
        heading, row = _CHAPTER.match(line), _REQUIREMENT.match(line)
        if heading is not None:
            parent = heading["id"].rpartition(".")[0]
            section = heading["id"]
            found.append(
                {"id": section, "kind": "chapter", "title": heading["title"]}
                | ({"parent": parent} if any(each["id"] == parent for each in found) else {})
                | {"assessable": False}
            )
        elif row is not None and section:
            identifier = row["id"] if row["id"][0].isalpha() else section[0] + row["id"]
            level = row["level"].strip()
            found.append({"id": identifier, "kind": "requirement", "parent": section, "level": level})
    if any(each["kind"] == "requirement" for each in found):
        yield from found
