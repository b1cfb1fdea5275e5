"""The formats by name: what each reads and writes, and the two doors that do it."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from typing import Any, NamedTuple

from .._store.files import files_below, is_folder, path_text, read_bytes
from ..assessments import Assessment
from ..catalog import Catalog, load
from ..checking.sources import is_address
from ..checklists import Statement
from ..errors import InvalidData, UnknownCriterion, UnknownReference, did_you_mean, nearest
from ..records.refs import Ref
from ..vocabulary import LossKind
from .foreign import Report, Selection
from .grids import Grids
from .inputs import Input, parse_text
from .outcomes import Export, Import, ToolFindings, losses_of
from .overlaying import overlay_of
from .unread import EMPTY, SUFFIXES, is_blank, nothing_to_read, unread

__all__ = ["FORMATS", "Format", "format_named", "read", "write"]

Path = str | os.PathLike[str]
_HIDDEN = re.compile(r"(?:^|[/\\])\.(?!\.)")


class Format(NamedTuple):
    """A format: its name, what it is, and the module that reads and writes it.

    Attributes:
        name: The word by which it is asked for.
        title: What it is called.
        module: The module of this folder with its `read` and `write`.
        recognizes: Tells whether a file is of it.
        reads, writes: What can be read and written, in words; empty where nothing can.
        options: The names of what the format asks for.
        accepts: Tells whether a file is read where the format is named; `recognizes` does if it is None.
        needs: What a file must have, in words, for the error of one that has not.
    """

    name: str
    title: str
    module: str
    recognizes: Callable[[Input], bool]
    reads: str = ""
    writes: str = ""
    options: tuple[str, ...] = ()
    accepts: Callable[[Input], bool] | None = None
    needs: str = ""


def _has(*fields: str) -> Callable[[Input], bool]:
    return lambda given: isinstance(given.value, dict) and all(field in given.value for field in fields)


def _is_oscal(given: Input) -> bool:
    names = ("catalog", "mapping-collection")
    return (
        isinstance(given.value, dict) and any(name in given.value for name in names) and not _is_gemara(given)
    )


def _is_gemara(given: Input) -> bool:
    from .gemara.parts import is_part
    from .gemara.words import content_of

    return content_of(given.value) is not None or is_part(given.value)


def _may_be_gemara(given: Input) -> bool:
    from .gemara.parts import is_part

    return _is_gemara(given) or is_part(given.value, is_named=True)


def _is_cyclonedx(given: Input) -> bool:
    return isinstance(given.value, dict) and given.value.get("bomFormat") == "CycloneDX"


def _is_cprt(given: Input) -> bool:
    from .cprt import content_of

    return content_of(given.value) is not None


def _sheets(name: str, title: str, reads: str, writes: str, *options: str, needs: str = "") -> Format:
    """Return a format of sheets: its module tells which it recognizes; one without needs is named for any."""
    module = f"sheets.{name}"

    def recognizes(given: Input) -> bool:
        return isinstance(given.value, Grids) and bool(
            import_module(f"{__package__}.{module}").recognizes(given.value)
        )

    def accepts(given: Input) -> bool:
        return isinstance(given.value, Grids)

    chosen = None if needs else accepts
    return Format(name, title, module, recognizes, reads, writes, ("syntax", *options), chosen, needs)


def _is_sssom(given: Input) -> bool:
    if isinstance(given.value, dict):  # the metadata of a table, in a file of their own
        return {"curie_map", "mapping_set_id"} <= given.value.keys() and "mappings" not in given.value
    is_table = given.value is None and given.name.lower().endswith((".tsv", ".csv"))
    return is_table and "predicate_id" in given.text[:100_000]


_ALL = (
    Format(
        "sarif", "SARIF 2.1.0", "sarif", _has("runs", "version"),
        "results of tools, taxonomies", "taxonomies, a log with tags", ("dialect", "log"),
        needs="'runs' with a 'version'",
    ),
    Format(
        "ciso-assistant", "library of CISO Assistant", "ciso", _has("urn", "objects"),
        "frameworks, reference controls, threats, mapping sets", "frameworks, mapping sets",
        ("packager", "objects"), needs="'urn' with 'objects'",
    ),
    Format(
        "oscal", "OSCAL 1.2.3", "oscal", _is_oscal, "catalogs, resolved profiles, mapping collections",
        "a catalog, a mapping collection, assessment results", ("syntax",),
        needs="'catalog' or 'mapping-collection'",
    ),
    Format(
        "gemara", "Gemara v1", "gemara", _is_gemara, "catalogs, mapping documents",
        "a guidance or control catalog, a mapping document", ("model",), _may_be_gemara,
        "'metadata' with a 'gemara-version', and no list of entries with an 'id', such as 'controls'",
    ),
    Format(
        "sssom", "SSSOM as TSV", "sssom", _is_sssom, "mapping sets", "a mapping set",
        needs="column 'predicate_id'",
    ),
    Format(
        "cyclonedx", "CycloneDX 1.7", "cyclonedx", _is_cyclonedx,
        "standards, attestations", "standards, with what an assessment declares of them", ("product",),
        needs="'bomFormat' that says CycloneDX",
    ),
    Format(
        "cprt", "CPRT of NIST", "cprt", _is_cprt, "elements and relationships", options=("references",),
        needs="'elements' with 'relationships'",
    ),
    Format(
        "ctid", "mappings of CTID", "ctid", _has("metadata", "mapping_objects"), "mappings to ATT&CK",
        needs="'metadata' with 'mapping_objects'",
    ),
    _sheets(
        "strm", "STRM", "mapping sets", "a mapping set",
        needs="sheet with the columns 'FDE #', 'STRM Relationship' and a '#' of the other document",
    ),
    _sheets(
        "olir", "OLIR", "mapping sets", "a mapping set",
        needs="sheet with the columns 'Focal Document Element' and 'Reference Document Element'",
    ),
    _sheets(
        "aicm", "matrix of CSA", "AICM, CCM, CAIQ with answers", "a matrix, a CAIQ with answers",
        needs="sheet with a 'Control ID' and 'Control Specification', or a 'Question ID', such as A&A-01",
    ),
    _sheets("soa", "Statement of Applicability", "a statement", "a statement", "standard", "columns"),
    _sheets("plain", "plain table", "mapping sets, lists of provisions", "any table", "table", "columns"),
)  # fmt: skip
#: The formats by name, in the order in which a file is tried.
FORMATS: Mapping[str, Format] = {each.name: each for each in _ALL}


def format_named(name: str) -> Format:
    """Return a format by its name.

    Raises:
        UnknownCriterion: There is no such format; near misses are named.
    """
    found = FORMATS.get(name)
    if found is None:
        known = ", ".join(FORMATS)
        near = did_you_mean(nearest(name, FORMATS))
        raise UnknownCriterion(f"unknown format {name[:40]!r}; the formats are {known}{near}")
    return found


def read(
    *paths: Path,
    format: str | None = None,
    catalog: Catalog | None = None,
    documents: Mapping[str, str] | None = None,
    match: bool = True,
    address: str | None = None,
    strict: bool = False,
    contents: Mapping[str, bytes] | None = None,
    **options: Any,
) -> Import:
    """Read files of another format, and report what did not come over as it was.

    A document that the files name is the one of the catalog that `documents` says; else the one that
    bears its name and has most of its identifiers; else a new one of the overlay.

    Args:
        *paths: The files, or folders of them; all are read as one, so that they may name each other.
        format: The name of the format; by what the files hold where it is not given.
        catalog: The catalog whose documents they may name; the packaged one by default.
        documents: References of documents in the catalog by what names them in the files.
        match: Whether to look for further documents in the catalog.
        address: Where a reader can open what the files give no address for.
        strict: Whether a loss is an error.
        contents: The contents of further files by their names, which are not opened.
        **options: What the format asks for, such as the `dialect` of a tool.

    Raises:
        InvalidData: A file is damaged, of another format, or exceeds a limit; the address is none; in the
            strict mode, a loss.
        UnknownCriterion: The format is unknown, is not read, or has no such option.
        UnknownReference: `documents` names an unknown document.
    """
    if address is not None and not is_address(address):
        repair = "write https://, a host and a path, such as https://wiki.acme.example/rules"
        raise InvalidData(f"{address!r} is not a web address", field="address", repair=repair)
    given = catalog if catalog is not None else load()
    report = Report()
    chosen, inputs = _recognized(paths, contents or {}, format, report)
    _check_options(chosen, options)
    report.limit(sum(each.size for each in inputs))
    try:
        foreign = import_module(f"{__package__}.{chosen.module}").read(inputs, given, report, **options)
        # What the caller says is of all files together.
        report.file = inputs[0].name if len(inputs) == 1 else ""
        del inputs  # the values of large files are room for what is made of them
        overlay, assessed = overlay_of(foreign, given, report, documents or {}, match, address)
    except InvalidData as error:
        if error.file or not report.file:
            raise
        raise InvalidData(error.problem, report.file, error.record, error.field, error.repair) from None
    losses = losses_of(report.entries)
    if strict:
        losses.refuse()
    results = (*foreign.results, *assessed)
    assessment = Assessment(results) if results else None
    findings = ToolFindings(foreign.findings) if foreign.findings else None
    return Import(chosen.name, overlay, assessment, findings, losses, foreign.statement)


def write(
    format: str, *subjects: str | Ref | Assessment | Statement, catalog: Catalog | None = None,
    strict: bool = False, **options: Any,
) -> Export:  # fmt: skip
    """Write documents, mapping sets or an assessment in another format, and report what it cannot carry.

    Args:
        format: The name of the format.
        *subjects: References of documents, ids of mapping sets, an assessment, a statement of applicability.
        catalog: The catalog that has them; the packaged one by default.
        strict: Whether a loss is an error.
        **options: What the format asks for.

    Raises:
        InvalidData: The format has no place for the subjects; in the strict mode, a loss.
        UnknownCriterion: The format is unknown, is not written, or has no such option.
        UnknownReference: A subject is unknown.

    >>> made = write("sarif", "owasp-llm-top-10@2025")
    >>> made.content.count(b"Prompt Injection"), made.suffix
    (2, '.sarif')
    """
    chosen = format_named(format)
    if not chosen.writes:
        raise UnknownCriterion(f"{chosen.title} is read only; what is written: {_written()}")
    _check_options(chosen, options)
    given = catalog if catalog is not None else load()
    report = Report()
    selection = _selection(given, subjects)
    module = import_module(f"{__package__}.{chosen.module}")
    content, suffix = module.write(selection, given, report, **options)
    losses = losses_of(report.entries)
    if strict:
        losses.refuse()
    return Export(chosen.name, content, suffix, losses)


def _written() -> str:
    return ", ".join(each.name for each in FORMATS.values() if each.writes)


def _check_options(chosen: Format, options: Mapping[str, Any]) -> None:
    for name in options:
        if name not in chosen.options:
            known = ", ".join(chosen.options) or "none"
            near = did_you_mean(nearest(name, chosen.options))
            raise UnknownCriterion(f"{chosen.name} has no option {name!r}; it has {known}{near}")


def _recognized(
    paths: Sequence[Path], contents: Mapping[str, bytes], format: str | None, report: Report
) -> tuple[Format, list[Input]]:
    """Return the format of files, and those of them that are of it."""
    chosen = None if format is None else format_named(format)
    if chosen is not None and not chosen.reads:
        raise UnknownCriterion(f"{chosen.title} is written only")
    inputs = []
    listed = [*_files(paths), *((name, True) for name in contents)]
    for path, is_named in listed:
        content = contents[path] if path in contents else read_bytes(path)
        if is_blank(content):
            problem, repair = EMPTY
        else:
            given = parse_text(content, path)
            found = _format_of(given, chosen, is_named and format is not None)
            if found is not None:
                chosen = found
                inputs.append(given)
                continue
            of_format = (chosen.title, chosen.needs) if chosen is not None else ("", "")
            problem, repair = unread(given, of_format, FORMATS, is_alone=len(listed) == 1)
        if is_named:
            raise InvalidData(problem, path, repair=repair)
        report.file = path
        report.add(LossKind.DROPPED, "", "", problem)
    if chosen is None or not inputs:
        raise nothing_to_read(paths, report)
    return chosen, inputs


def _format_of(given: Input, chosen: Format | None, is_named: bool) -> Format | None:
    """Return the format that a file is of: the chosen one if there is one, else the first that knows it.

    Args:
        given: The file.
        chosen: The format.
        is_named: Whether the caller named both the file and the format.
    """
    tried = [chosen] if chosen is not None else [each for each in FORMATS.values() if each.reads]
    if chosen is not None and is_named and chosen.accepts is not None:
        return chosen if chosen.accepts(given) else None
    return next((each for each in tried if each.recognizes(given)), None)


def _files(paths: Sequence[Path]) -> Iterator[tuple[str, bool]]:
    """Yield the files with a known end of their names, those of folders in order, and which were named.

    Hidden files and folders are those of programs, and are passed over.
    """
    for path in map(path_text, paths):
        if is_folder(path):
            below = files_below(path, SUFFIXES)
            yield from ((found, False) for found in below if not _HIDDEN.search(found[len(path) :]))
        else:
            yield path, True


def _selection(catalog: Catalog, subjects: Iterable[str | Ref | Assessment | Statement]) -> Selection:
    documents: list[Ref] = []
    sets: list[str] = []
    assessment = statement = None
    known_sets = catalog.snapshot.register.mappings
    for subject in subjects:
        if isinstance(subject, Assessment):
            assessment = catalog.pin(subject)
        elif isinstance(subject, Statement):
            statement = subject
        elif str(subject) in known_sets:
            sets.append(str(subject))
        else:
            try:
                documents.append(catalog.standard(subject).ref)
            except UnknownReference as unknown:
                near = nearest(str(subject), known_sets, 2)
                if not near or unknown.near_misses:
                    raise
                message = f"unknown mapping set {str(subject)!r}{did_you_mean(near)}"
                raise UnknownReference(message, str(subject), near) from None
    return Selection(tuple(dict.fromkeys(documents)), tuple(dict.fromkeys(sets)), assessment, statement)
