"""The rules that bind shipped data alone: what a curator promises of each document and structure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from .._store.findings import Finding, field_finding
from .._store.register import Register
from ..records.provisions import Framework, Provision
from ..records.standards import Count, Source, Standard
from ..vocabulary import Completeness, Confidence, ProvisionKind, Tier
from .sources import is_address

__all__ = ["CURATED_DOCUMENT_RULES", "CURATED_FRAMEWORK_RULES", "Context"]

#: The greatest length of a short name, in characters.
_SHORT_NAME_LENGTH = 50
#: Sites that keep the files of many bodies: there, the first part of the path says whose they are.
_SHARED_SITES = ("github.com", "raw.githubusercontent.com")
_BRANCH = re.compile(r"https://github\.com/[^/]+/[^/]+/(blob|tree)/(HEAD|main|master)(/|\Z)")
_REPOSITORY = re.compile(r"https://github\.com/[^/]+/[^/]+/?\Z")
#: What a note says of an address that is not of the document alone.
_ADDRESS_SAID = re.compile(
    r"\baddress is (?:that of the (?:publisher|project|portal|committee)|its home page"
    r"|(?:\w+.s|the) (?:list|catalogue|portal|search))\b"
)
#: Runs of letters in the form of an identifier that stand for digits (n, x, y, N) or letters (X, D).
_PLACEHOLDER = re.compile(r"(?<![a-z])(?:n+|x+|y+|m)(?![a-z])|(?<![^\W\d_])(?:X+|D+|N+)(?![^\W\d_])")
#: The shortest name that a host can bear, in characters.
_NAME_LENGTH = 3
#: Editions whose text changes in place, so that no address is of one text.
_MOVING_EDITIONS = ("living", "draft")


class Context(NamedTuple):
    """What the rules of a document look at beside its own record.

    Attributes:
        framework: Its structure; None where none is shipped.
        editions: The records of all editions of its standard, oldest first.
        adopted: The documents that it adopts.
        named_alike: The references of other documents with the same short name.
        home: The address of its publisher's own site; None where none is recorded.
    """

    framework: Framework | None
    editions: Sequence[Standard]
    adopted: Sequence[Standard]
    named_alike: Sequence[str]
    home: str | None = None


def context_of(standard: Standard, register: Register, short_names: Mapping[str, Sequence[str]]) -> Context:
    """Return the context of a document of a register.

    Args:
        standard: The document.
        register: The register that has it.
        short_names: The references of the documents of each short name, case aside.
    """
    ref = str(standard.ref)
    adopted = [str(each.ref) for each in standard.adopts if str(each.ref) in register.files_by_ref]
    return Context(
        register.framework(ref) if ref in register.framework_loaders else None,
        [register.standard(each) for each in register.ordered(standard.id)],
        [register.standard(each) for each in adopted],
        [each for each in short_names[standard.short_name.casefold()] if each != ref],
        register.publisher(standard.publisher).url,
    )


# ---------------------------------------------------------------- documents


def _short_name(standard: Standard, context: Context) -> Iterator[Finding]:
    if len(standard.short_name) > _SHORT_NAME_LENGTH:
        problem = f"{len(standard.short_name)} characters; at most {_SHORT_NAME_LENGTH} are allowed"
        yield field_finding("short_name", problem, "give the name that people use, with the edition")
    for other in context.named_alike:
        problem = f"{standard.short_name!r} is also the short name of {other}"
        yield field_finding("short_name", problem, "add the year or version that tells them apart")


def _number(standard: Standard, _: Context) -> Iterator[Finding]:
    """Yield a finding for a name in place of a number; working numbers such as "X.sgGenAI" have a dot."""
    number = standard.number
    if number is not None and "." not in number and not any(map(str.isdigit, number)):
        yield field_finding("number", f"{number!r} is a name", "remove it, and make it an alias")


def _roles(standard: Standard, context: Context) -> Iterator[Finding]:
    if context.framework is None:
        return
    bound = Counter(
        role
        for provision in context.framework.provisions
        if not provision.retired
        for role in provision.roles
    )
    for role, number in bound.items():
        if role not in standard.roles:
            problem = f"{number} of its provisions bind {role}, which the document does not name"
            yield field_finding("roles", problem, f'add "{role}"')


def _stages(standard: Standard, context: Context) -> Iterator[Finding]:
    if standard.tier is Tier.CORE and not standard.lifecycle_stages:
        yield field_finding(
            "lifecycle_stages", "a core document has no life cycle stage", "give those that it is about"
        )
    if context.framework is None or not standard.lifecycle_stages:
        return
    provisions = context.framework.provisions
    for stage in {stage for each in provisions for stage in each.lifecycle_stages}:
        if stage not in standard.lifecycle_stages:
            problem = f"its provisions name {stage}, and the document does not"
            yield field_finding("lifecycle_stages", problem, f'add "{stage}"')


def _counts(standard: Standard, context: Context) -> Iterator[Finding]:
    if context.framework is None or standard.structure is None:
        return
    whole = context.framework.completeness is Completeness.COMPLETE
    kinds = Counter(each.kind for each in context.framework.provisions if not each.retired)
    with_retired = Counter(each.kind for each in context.framework.provisions)
    for i, count in enumerate(standard.structure.counts):
        kind = count.kind or kind_counted(count)
        if kind is None or count.note is not None:
            continue
        shipped = (kinds[kind], with_retired[kind])
        if count.number not in shipped and (whole or count.number < shipped[0]):
            problem = f"{count.number} {count.what}, and the structure has {shipped[0]}"
            repair = "count anew, or say in the note of the count why the two differ"
            yield field_finding(f"structure.counts[{i}].number", problem, repair)


def kind_counted(count: Count) -> ProvisionKind | None:
    """Return the kind of provisions that the words of a count name.

    >>> from ai_security_standards.records.standards import Count
    >>> str(kind_counted(Count("sub-techniques", 69))), kind_counted(Count("pillars", 5))
    ('subtechnique', None)
    """
    what = count.what.casefold().replace("sub-", "sub").replace("sub ", "sub")
    return next((kind for kind in ProvisionKind if _plural(kind.value.replace("-", " ")) == what), None)


def _plural(noun: str) -> str:
    if noun.endswith("y"):
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "x")) else f"{noun}s"


def _sources(standard: Standard, _: Context) -> Iterator[Finding]:
    read = [source for source in standard.sources if source.checked_on]
    days = [source.checked_on for source in read if source.checked_on]
    if standard.checked_on != max(days, default=None):
        last = max(days, default="none")
        yield field_finding(
            "checked_on", f"it is not the last day on which a source was read, {last}", f"write {last}"
        )
    if standard.confidence is Confidence.VERIFIED and not _is_verified(read):
        yield field_finding(
            "confidence",
            "neither a text or catalogue of the body nor two independent sources were read",
            'mark the source that is the body\'s own with "official": true, or write single-source',
        )
    if standard.confidence is Confidence.SINGLE_SOURCE and not read:
        yield field_finding("confidence", "no source was read", "read one, or write unverified")


def _is_verified(read: Iterable[Source]) -> bool:
    """Tell whether one of the sources is the body's own, or two of them are of different origin."""
    sources = list(read)
    return any(source.official for source in sources) or len({_origin(each.address) for each in sources}) > 1


def _origin(address: str) -> str:
    """Return whose an address is: its host, or the owner of a repository on a shared site."""
    parts = urlsplit(address)
    host = parts.netloc.removeprefix("www.")
    return parts.path.split("/")[1].casefold() if host in _SHARED_SITES else host


def _url(standard: Standard, context: Context) -> Iterator[Finding]:
    url = standard.url
    if url is None:
        return
    sharing = [each.edition for each in context.editions if each.url == url and each.ref != standard.ref]
    if sharing and standard.ref != context.editions[-1].ref:
        problem = f"the address is also that of edition {sharing[-1]}"
        yield field_finding("url", problem, "give the address of this edition, or leave it out")
    if standard.edition in _MOVING_EDITIONS:
        return
    if _BRANCH.match(url) or _REPOSITORY.match(url):
        problem = "the address follows a repository, which moves on to later editions"
        yield field_finding("url", problem, "name the commit, the tag or the release")


def _home_page(standard: Standard, context: Context) -> Iterator[Finding]:
    url = standard.url
    if url is None or _is_named_by_host(standard, url, context.home):
        return
    is_home = context.home is not None and url.rstrip("/") == context.home.rstrip("/")
    if is_home or not any(part.strip("/") for part in urlsplit(url)[2:]):
        problem = f"{url} is a home page, and not the page of this edition"
        yield field_finding("url", problem, "give the page of this edition, or leave the address out")


def _is_named_by_host(standard: Standard, url: str, home: str | None) -> bool:
    """Tell whether the host of an address bears a name of the document: then the site is its own.

    What the host shares with the publisher, and the name of the publisher, say nothing.
    """
    labels = _labels(url)
    publisher = _letters(standard.publisher)
    names = {_letters(each) for each in (standard.id, standard.short_name, standard.title, *standard.aliases)}
    if home is not None and labels == _labels(home):
        own = {name: name.replace(publisher, "") for name in names}
        names = {short if len(short) >= _NAME_LENGTH else name for name, short in own.items()}
    elif home is not None:
        labels -= _labels(home)
    return any(label in name or name in label for label in labels for name in names)


def _labels(url: str) -> set[str]:
    """Return the parts of the host of an address that can be names."""
    labels = urlsplit(url).netloc.removeprefix("www.").split(".")
    return {letters for letters in map(_letters, labels) if len(letters) >= _NAME_LENGTH}


def _letters(text: str) -> str:
    """Return the letters and digits of a text, case aside."""
    return re.sub(r"[\W_]", "", text.casefold())


def _note(standard: Standard, _: Context) -> Iterator[Finding]:
    said = _ADDRESS_SAID.search(standard.note or "")
    if said is None:
        return
    if standard.url is None:
        problem, repair = f"it says {said[0]!r}, and the record has no address", "take the words out"
    else:
        problem = f"it says {said[0]!r}, so the address is not of this edition"
        repair = "give the page of this edition and take the words out, or leave the address out"
    yield field_finding("note", problem, repair)


def _pattern(standard: Standard, context: Context) -> Iterator[Finding]:
    pattern = standard.structure.pattern if standard.structure is not None else None
    if context.framework is None or pattern is None:
        return
    forms = [each.strip() for each in re.split("[,;]", pattern)]
    if not all(_PLACEHOLDER.search(form) for form in forms) or re.search(r"[()\[\]#§]", pattern):
        return
    exact = re.compile("|".join(map(_exact_form, forms)))
    loose = {_loose_form(re.sub(_PLACEHOLDER, _sample, form)) for form in forms}
    ids = [each.id for each in context.framework.provisions if not each.retired]
    odd = [each for each in ids if _loose_form(each) in loose and not exact.fullmatch(each)]
    if odd:
        problem = f"{pattern!r} does not fit {len(odd)} of its identifiers, such as {odd[0]}"
        yield field_finding("structure.pattern", problem, "give a form for each, with commas between")


def _sample(found: re.Match[str]) -> str:
    return "".join("A" if letter in "XD" else "0" for letter in found[0])


def _exact_form(form: str) -> str:
    """Return the expression that a form with placeholders means: one n is a number, nn two digits."""
    pieces, end = [], 0
    for found in _PLACEHOLDER.finditer(form):
        sort = "[A-Z&]" if found[0][0] in "XD" else r"\d"
        many = "+" if len(found[0]) == 1 and sort == r"\d" else f"{{{len(found[0])}}}"
        pieces += [re.escape(form[end : found.start()]), sort, many]
        end = found.end()
    return "".join([*pieces, re.escape(form[end:])])


def _loose_form(identifier: str) -> str:
    """Return an identifier with A for each run of letters and 0 for each number."""
    return re.sub(r"\d+", "0", re.sub(r"[^\W\d_&]+|[A-Z&]+", "A", identifier))


def _adoption(standard: Standard, context: Context) -> Iterator[Finding]:
    for other in context.adopted:
        if other.binding is not standard.binding:
            problem = f"it is {standard.binding}, and {other.ref}, which it adopts, {other.binding}"
            yield field_finding("binding", problem, "make the two agree")


#: The rules of a shipped document and what is around it, by name.
CURATED_DOCUMENT_RULES: Mapping[str, Callable[[Standard, Context], Iterator[Finding]]] = {
    "name": _short_name,
    "number": _number,
    "role": _roles,
    "stage": _stages,
    "count": _counts,
    "provenance": _sources,
    "url": _url,
    "home page": _home_page,
    "note": _note,
    "pattern": _pattern,
    "adoption": _adoption,
}


# ---------------------------------------------------------------- structures


def _names(framework: Framework) -> Iterator[Finding]:
    for i, provision in enumerate(framework.provisions):
        if provision.title is None and provision.label is None and not provision.retired:
            problem = f"{provision.id} has neither title nor label"
            yield field_finding(f"provisions[{i}].label", problem, "say in a few own words what it is about")


def _addresses(framework: Framework) -> Iterator[Finding]:
    for i, pattern in enumerate(framework.addresses):
        if not is_address(re.sub(r"[{}]", "", pattern.address)):
            problem = f"{pattern.address!r} is not a web address"
            yield field_finding(f"addresses[{i}].address", problem, "write https://, host and path")
    without = [provision.id for provision in framework.provisions if provision.url is None]
    if without:
        problem = f"no address pattern fits {len(without)} of its provisions, such as {without[0]}"
        yield field_finding("addresses", problem, "add a pattern, the last one without kinds")


def _days(framework: Framework) -> Iterator[Finding]:
    for i, provision in enumerate(framework.provisions):
        for problem in _gaps(provision):
            repair = "give the days that the text named before and after the amendment"
            yield field_finding(f"provisions[{i}].applies", problem, repair)


def _gaps(provision: Provision) -> Iterator[str]:
    """Yield what is wrong between the days that a law named before and after an amendment."""
    named = [each for each in provision.application if each.stated_until is None]
    if provision.retired and named:
        yield f"{provision.id} is retired, and its text still names {named[0].date}"
    if provision.applies and not provision.retired and not named:
        yield f"nothing says what {provision.id} names after {provision.applies[-1].stated_until}"


#: The rules of a shipped structure, by name.
CURATED_FRAMEWORK_RULES: Mapping[str, Callable[[Framework], Iterator[Finding]]] = {
    "name": _names,
    "address": _addresses,
    "day": _days,
}
