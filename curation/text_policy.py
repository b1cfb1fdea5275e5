"""Whether the words of labels and summaries are ours: what they share with the texts they are about.

Sources are folders of text files. Words are compared without case and punctuation; markup, and escapes of
JSON and YAML, are read as what they stand for.
"""

from __future__ import annotations

import html
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from curation.importers import MOST_TITLE

__all__ = ["MIN_LABEL_RUN", "MIN_RUN", "Run", "echoes", "runs"]

#: The shortest run of words that counts as copied.
MIN_RUN = 8
#: The shortest run that a label may not share with the sentence it stands for.
MIN_LABEL_RUN = 5

_OURS = ("label", "summary")
_WORD = re.compile(r"[^\W_]+")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,300}>")
_CODE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2}))")
_BREAK = re.compile(r"\\(?:[nrt]|\r?\n)")
#: How much of a file is looked at to tell text from anything else.
_HEAD = 8192


class Run(NamedTuple):
    """A text of ours that shares words with a source, or a title too long to be one.

    `words` are the words shared, and `source` is the first file that has them of `files`; of a title that
    is too long there is no source.
    """

    ref: str
    field: str
    text: str
    words: str = ""
    source: str = ""
    files: int = 0

    def __str__(self) -> str:
        if not self.words:
            return f"{self.ref}, {self.field}: {len(self.text)} characters are more than {MOST_TITLE}"
        more = f" and {self.files - 1} more" if self.files > 1 else ""
        return f"{self.ref}, {self.field}: {self.words!r} stands in {self.source}{more}"


def runs(data: Path, sources: Sequence[Path], words: int = MIN_RUN) -> list[Run]:
    """Titles that are too long, and labels and summaries that share `words` words in a row with a source.

    `data` is a data folder, and each text file below the folders `sources` is read. Of each text the runs
    are told in full, those within a longer one left out.
    """
    if words < 1:
        raise ValueError(f"a run of {words} words is none")
    for folder in sources:
        if not folder.is_dir():
            raise ValueError(f"{folder} is no folder")
    found: list[Run] = []
    ours: list[tuple[str, str, str]] = []
    for ref, field, text in _texts(data):
        if field in _OURS:
            ours.append((ref, field, text))
        elif len(text) > MOST_TITLE:
            found.append(Run(ref, field, text))
    said = [_words(text) for _, _, text in ours]
    shared = _shared(said, _files(sources), words)
    for number, (ref, field, text) in enumerate(ours):
        for (start, end), files in _longest(shared.get(number, {}), words):
            run = " ".join(said[number][start:end])
            found.append(Run(ref, field, text, run, files[0], len(files)))
    return sorted(found)


def echoes(data: Path, sentences: Mapping[str, str], words: int = MIN_LABEL_RUN) -> list[Run]:
    """Labels that share `words` words in a row with the sentence they stand for, by full reference."""
    found = []
    for ref, field, text in _texts(data):
        if field == "label" and ref in sentences:
            said = _words(text)
            hits = _shared([said], [("its sentence", sentences[ref])], words)
            for (start, end), _ in _longest(hits.get(0, {}), words):
                found.append(Run(ref, field, text, " ".join(said[start:end]), "its sentence", 1))
    return sorted(found)


# ---------------------------------------------------------------- texts and words


def _texts(data: Path) -> Iterator[tuple[str, str, str]]:
    """Each title, label and summary of the frameworks in a data folder, with its reference."""
    for path in sorted((data / "frameworks").glob("*/*.json")):
        raw = json.loads(path.read_bytes())
        for each in raw["provisions"]:
            for field in ("title", *_OURS):
                if each.get(field):
                    yield f"{raw['standard']}@{raw['edition']}:{each['id']}", field, each[field]


def _files(sources: Iterable[Path]) -> Iterator[tuple[str, str]]:
    """Name and content of each text file below some folders: what holds a zero byte is none."""
    for folder in sources:
        for path in sorted(folder.rglob("*")):
            if path.is_symlink() or not path.is_file():
                continue
            with path.open("rb") as handle:
                head = handle.read(_HEAD)
                if b"\0" not in head:
                    yield str(path), (head + handle.read()).decode("utf-8-sig", errors="replace")


def _words(text: str) -> list[str]:
    """The words of a text as they are compared."""
    if "\\" in text:
        text = _CODE.sub(lambda code: chr(int(code[1] or code[2], 16)), _BREAK.sub(" ", text))
    if "<" in text:
        text = _TAG.sub(" ", text)
    if "&" in text:
        text = html.unescape(text)
    return _WORD.findall(text.casefold())


# ---------------------------------------------------------------- runs


def _shared(
    said: Sequence[Sequence[str]], files: Iterable[tuple[str, str]], words: int
) -> dict[int, dict[str, set[int]]]:
    """Where runs that some file has begin in our texts: by number of the text, then by file."""
    numbers: dict[str, int] = {}
    places: dict[tuple[int, ...], list[tuple[int, int]]] = defaultdict(list)
    for text, own in enumerate(said):
        coded = [numbers.setdefault(word, len(numbers)) for word in own]
        for start in range(len(coded) - words + 1):
            places[tuple(coded[start : start + words])].append((text, start))
    hits: dict[int, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for name, content in files:
        seen: list[int] = []
        # A word that we never use (None) ends every run: most text is passed over by that alone.
        for number in (*map(numbers.get, _words(content)), None):
            if number is not None:
                seen.append(number)
                continue
            for start in range(len(seen) - words + 1):
                for text, place in places.get(tuple(seen[start : start + words]), ()):
                    hits[text][name].add(place)
            seen.clear()
    return hits


def _longest(hits: Mapping[str, set[int]], words: int) -> list[tuple[tuple[int, int], list[str]]]:
    """The runs of one text as first and last word, each with the files that have it; none within another."""
    spans: dict[tuple[int, int], list[str]] = defaultdict(list)
    for name, starts in hits.items():
        for start in sorted(starts - {each + 1 for each in starts}):
            end = start
            while end + 1 in starts:
                end += 1
            spans[start, end + words].append(name)
    return [
        (span, names)
        for span, names in sorted(spans.items())
        if not any(span != wide and wide[0] <= span[0] and span[1] <= wide[1] for wide in spans)
    ]
