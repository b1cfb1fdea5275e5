"""The rule that labels, summaries and arguments are our own words: what they share with the texts of sources.

Sources are folders of text files. Words are compared without case and punctuation. Markup, and escapes of
JSON and YAML, count as the characters that they mean.
"""

from __future__ import annotations

import csv
import html
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from curation.importers import MAX_TITLE

__all__ = ["MIN_LABEL_RUN", "MIN_RUN", "Run", "echoes", "runs"]

#: The shortest run of words that counts as copied.
MIN_RUN = 8
#: The shortest run that a label may not share with its sentence.
MIN_LABEL_RUN = 5

_OWN_FIELDS = ("label", "summary")
#: The columns of a mapping set, and the members of a rule of a law, that are our own words.
_OWN_COLUMNS = ("argument", "strict", "caveats")
_OWN_MEMBERS = ("why", "condition", "extent")
_WORD = re.compile(r"[^\W_]+")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,300}>")
_CODE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2}))")
_BREAK = re.compile(r"\\(?:[nrt]|\r?\n)")
#: How many bytes at the head of a file show whether it is text.
_HEAD = 8192

#: The starts of shared runs in one text, by the file that has them too.
Starts = Mapping[str, set[int]]


class Run(NamedTuple):
    """A run of words that a text of ours shares with a source, or a title that is too long.

    Attributes:
        ref: The provision.
        field: The field of the text.
        text: The text.
        words: The shared words; empty for a title that is too long.
        source: The first file that has them.
        files: The number of files that have them.
    """

    ref: str
    field: str
    text: str
    words: str = ""
    source: str = ""
    files: int = 0

    def __str__(self) -> str:
        if not self.words:
            return f"{self.ref}, {self.field}: {len(self.text)} characters; at most {MAX_TITLE} are allowed"
        more = f" and {self.files - 1} more" if self.files > 1 else ""
        return f"{self.ref}, {self.field}: {self.words!r} is in {self.source}{more}"


class _Text(NamedTuple):
    """A title, label, summary or argument, with the reference of its provision, or its file and place."""

    ref: str
    field: str
    text: str


class _Span(NamedTuple):
    """A run of words in a text: from the first word up to the last, and the files that have it."""

    start: int
    end: int
    files: list[str]


def runs(data: Path, sources: Sequence[Path], words: int = MIN_RUN) -> list[Run]:
    """Find titles that are too long, and labels, summaries and arguments that share words with a source.

    Args:
        data: A data folder.
        sources: Folders of text files, read with all folders below.
        words: The shortest run of words that counts.

    Returns:
        The longest runs of each text, in order.

    Raises:
        ValueError: `words` is less than one, or a source is not a folder.
    """
    if words < 1:
        raise ValueError(f"a run has at least 1 word, not {words}")
    for folder in sources:
        if not folder.is_dir():
            raise ValueError(f"{folder} is not a folder")
    texts = list(_texts(data))
    own = [text for text in texts if text.field in _OWN_FIELDS]
    own += [*_arguments(data), *_rules(data)]
    titles = [text for text in texts if text.field not in _OWN_FIELDS]
    found = [Run(*text) for text in titles if len(text.text) > MAX_TITLE]
    return sorted([*found, *_shared_runs(own, _files(sources), words)])


def echoes(data: Path, sentences: Mapping[str, str], words: int = MIN_LABEL_RUN) -> list[Run]:
    """Find labels that share words with the sentence that they stand for.

    Args:
        data: A data folder.
        sentences: The sentence of each provision, by full reference.
        words: The shortest run of words that counts.
    """
    found: list[Run] = []
    for text in _texts(data):
        if text.field == "label" and text.ref in sentences:
            found += _shared_runs([text], [("its sentence", sentences[text.ref])], words)
    return sorted(found)


def _shared_runs(texts: Sequence[_Text], files: Iterable[tuple[str, str]], words: int) -> Iterator[Run]:
    split = [_words(text.text) for text in texts]
    for number, starts in _shared_starts(split, files, words).items():
        for span in _longest_spans(starts, words):
            shared = " ".join(split[number][span.start : span.end])
            yield Run(*texts[number], shared, span.files[0], len(span.files))


# ---------------------------------------------------------------- texts and words


def _texts(data: Path) -> Iterator[_Text]:
    """Return each title, label and summary of the frameworks in a data folder."""
    for path in sorted((data / "frameworks").glob("*/*.json")):
        raw = json.loads(path.read_bytes())
        for provision in raw["provisions"]:
            ref = f"{raw['standard']}@{raw['edition']}:{provision['id']}"
            for field in ("title", *_OWN_FIELDS):
                if provision.get(field):
                    yield _Text(ref, field, provision[field])


def _arguments(data: Path) -> Iterator[_Text]:
    """Return the arguments of the rows of mapping sets; those on editions of one document quote titles."""
    for path in sorted((data / "mappings").glob("*.sssom.tsv")):
        lines = path.read_text(encoding="utf-8").splitlines()
        rows = csv.DictReader(
            [line for line in lines if not line.startswith("#")], delimiter="\t", quoting=csv.QUOTE_NONE
        )
        for row in rows:
            ends = [str(row[end]).partition("@")[0] for end in ("subject_id", "object_id")]
            for column in _OWN_COLUMNS if ends[0] != ends[1] else ():
                if row.get(column):
                    yield _Text(f"{path.name}, {row['subject_id']} {row['object_id']}", column, row[column])


def _rules(data: Path) -> Iterator[_Text]:
    """Return what the rules of laws say in our own words."""
    for path in sorted((data / "applicability").glob("*.json")):
        for part, rules in json.loads(path.read_bytes()).items():
            for rule in rules if isinstance(rules, list) and part not in ("sources", "limits") else ():
                for member in _OWN_MEMBERS:
                    if rule.get(member):
                        yield _Text(f"{path.name}, {part}, {rule['article']}", member, rule[member])


def _files(sources: Iterable[Path]) -> Iterator[tuple[str, str]]:
    """Return name and content of each text file below some folders; a zero byte means no text."""
    for folder in sources:
        for path in sorted(folder.rglob("*")):
            if path.is_symlink() or not path.is_file():
                continue
            with path.open("rb") as handle:
                head = handle.read(_HEAD)
                if b"\0" not in head:
                    yield str(path), (head + handle.read()).decode("utf-8-sig", errors="replace")


def _words(text: str) -> list[str]:
    """Split a text into words without case and markup."""
    if "\\" in text:
        text = _CODE.sub(lambda code: chr(int(code[1] or code[2], 16)), _BREAK.sub(" ", text))
    if "<" in text:
        text = _TAG.sub(" ", text)
    if "&" in text:
        text = html.unescape(text)
    return _WORD.findall(text.casefold())


# ---------------------------------------------------------------- runs


def _shared_starts(
    texts: Sequence[Sequence[str]], files: Iterable[tuple[str, str]], words: int
) -> Mapping[int, Starts]:
    """Return the starts of runs that some file has too, by the number of the text."""
    numbers: dict[str, int] = {}
    places: dict[tuple[int, ...], list[tuple[int, int]]] = defaultdict(list)
    for text, text_words in enumerate(texts):
        coded = [numbers.setdefault(word, len(numbers)) for word in text_words]
        for start in range(len(coded) - words + 1):
            places[tuple(coded[start : start + words])].append((text, start))
    starts: dict[int, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for name, content in files:
        run: list[int] = []
        # A word that we never use (None) ends every run: most text is passed over by that alone.
        for number in (*map(numbers.get, _words(content)), None):
            if number is not None:
                run.append(number)
                continue
            for first in range(len(run) - words + 1):
                for text, start in places.get(tuple(run[first : first + words]), ()):
                    starts[text][name].add(start)
            run.clear()
    return starts


def _longest_spans(starts: Starts, words: int) -> list[_Span]:
    """Return the runs of one text that are not within another, each with the files that have it."""
    spans: dict[tuple[int, int], list[str]] = defaultdict(list)
    for name, positions in starts.items():
        for start in sorted(positions - {position + 1 for position in positions}):
            end = start
            while end + 1 in positions:
                end += 1
            spans[start, end + words].append(name)
    return [_Span(*span, names) for span, names in sorted(spans.items()) if not _is_within(span, spans)]


def _is_within(span: tuple[int, int], spans: Iterable[tuple[int, int]]) -> bool:
    return any(span != other and other[0] <= span[0] and span[1] <= other[1] for other in spans)
