"""Properties that are computed when they are first asked for."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from functools import cached_property
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


__all__ = ["cached_property"]
