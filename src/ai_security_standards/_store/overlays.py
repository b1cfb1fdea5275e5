"""Overlays in memory: the files of one by name, as a folder would hold them."""

from __future__ import annotations

import os
import pathlib
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import cast

from .files import path_text
from .folders import DataFile, checked_files, data_file

__all__ = ["Overlay"]


class Overlay:
    """The files of an overlay by their names, such as `register/acme.json`; `load` takes it as it is.

    Two overlays are equal when their files are. The order of the files does not matter. A content may be a
    function that returns it, and is called when it is first needed.
    """

    __slots__ = ("_contents",)

    def __init__(self, files: Mapping[str, bytes | Callable[[], bytes]]) -> None:
        self._contents = {name: files[name] for name in sorted(files)}

    @property
    def files(self) -> Mapping[str, bytes]:
        """The content of each file by name, in the order of the names; what is not written yet is now."""
        for name, content in self._contents.items():
            if not isinstance(content, bytes):
                self._contents[name] = content()
        return MappingProxyType(cast("dict[str, bytes]", self._contents))

    def data_files(self) -> Iterator[DataFile]:
        """Parse the files, and check their shape.

        Raises:
            InvalidData: A file is not a data file, or a record has the wrong shape.
        """
        return checked_files(data_file(content, name) for name, content in self.files.items())

    def write(self, folder: str | os.PathLike[str]) -> tuple[str, ...]:
        """Write the files into a folder, which is made where it is missing, and return their paths.

        A file of that name is written over; other files stay.
        """
        top = pathlib.Path(path_text(folder))
        paths = []
        for name, content in self.files.items():
            path = top / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            paths.append(str(path))
        return tuple(paths)

    def __repr__(self) -> str:
        return f"<Overlay of {len(self._contents)} files>"

    def __len__(self) -> int:
        return len(self._contents)

    def __eq__(self, other: object) -> bool:
        return self.files == other.files if isinstance(other, Overlay) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self.files.items()))

    def __reduce__(self) -> tuple[type[Overlay], tuple[dict[str, bytes]]]:
        return Overlay, (dict(self.files),)
