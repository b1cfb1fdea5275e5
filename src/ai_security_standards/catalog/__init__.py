"""The catalog: load it, look things up in it, filter it, and ask it of any day.

What can be asked stands in one room for each subject, thin methods that hand over to the rooms above;
`Catalog` joins them.
"""

from __future__ import annotations

import datetime as dt
import os
from functools import lru_cache
from threading import Lock

from .. import _reading
from .._register import packaged
from .duties import Duties
from .queries import Queries
from .relations import Relations
from .texts import Texts

__all__ = ["Catalog", "load"]

Path = str | os.PathLike[str]


class Catalog(Queries, Texts, Relations, Duties):
    """Every document of the field as it stands on one day: `date`.

    A catalog never changes and is safe to share between threads; `as_of` gives another one. Two
    catalogs are equal when they answer for the same day from the same data.

    >>> catalog = load()
    >>> catalog["iso-iec-tr-24030"].designation
    'ISO/IEC TR 24030:2024'
    >>> catalog.as_of("2023-06-01")["iso-iec-tr-24030"].designation
    'ISO/IEC TR 24030:2021'
    """

    __slots__ = ()


def load(*overlays: Path) -> Catalog:
    """The packaged catalog as of today, with the documents of overlays added.

    An overlay is a folder of the same shape as the packaged data: `register/*.json`. It adds
    documents, publishers and annotations; a document that stands already and differs is refused
    unless the overlay lists it under `replaces`. Raises InvalidData, which names file, record, field
    and repair. Without overlays, every call of a day gives the same object.

    >>> load() is load()
    True
    """
    if not overlays:
        with _lock:
            return _catalog(dt.date.today())
    from .._register.overlaying import overlaid

    register = packaged()
    for folder in overlays:
        register = overlaid(register, list(_reading.read_overlay(folder)))
    return Catalog(register, dt.date.today())


_lock = Lock()


@lru_cache(maxsize=1)
def _catalog(day: dt.date) -> Catalog:
    return Catalog(packaged(), day)
