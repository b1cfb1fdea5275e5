"""Properties and patterns that are computed when they are first asked for."""

from __future__ import annotations

import re
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from functools import cached_property
    from re import compile as regex
else:

    class cached_property:  # noqa: N801 - it stands for that of the standard library
        """A property that is computed once, as `functools.cached_property` but without a lock.

        That of Python 3.11 has a lock, which a child of a fork would find held by a thread that it does
        not have. Two threads may compute the same value; the later one is kept.
        """

        def __init__(self, compute):
            self.compute, self.__doc__ = compute, compute.__doc__

        def __set_name__(self, owner, name):
            self.name = name

        def __get__(self, instance, owner=None):
            if instance is None:
                return self
            value = instance.__dict__[self.name] = self.compute(instance)
            return value

    class regex:  # noqa: N801 - it stands for `re.compile`
        """A pattern of a room that is compiled once it is used, as most texts need few of some hundred.

        The compiled one takes its place in the room then, so that no later use is slower. Who imported it
        before keeps this one, whose methods are those of the compiled one.
        """

        def __init__(self, pattern, flags=0):
            self.pattern, self.flags = pattern, flags
            self._room = sys._getframe(1).f_globals

        def __getattr__(self, name):
            compiled = re.compile(self.pattern, self.flags)
            for method in ("search", "match", "fullmatch", "sub", "split", "findall", "finditer"):
                setattr(self, method, getattr(compiled, method))
            for key in [key for key, value in list(self._room.items()) if value is self]:
                self._room[key] = compiled
            return getattr(compiled, name)


__all__ = ["cached_property", "regex"]
