"""Doors: the `__init__` of a folder names what is inside, and fetches a name when it is first touched.

To import a module, Python holds the lock of the module, then that of its folder. An `__init__` that
imports modules of its own folder takes the same locks in the opposite order: two threads that import for
the first time would wait for each other, and Python makes one of them fail. So no `__init__` does.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from sys import modules

__all__ = ["open_door"]


def open_door(package: str, names_by_module: Mapping[str, str]) -> Callable[[str], object]:
    """Return the `__getattr__` of a package that fetches each name from its module.

    Args:
        package: The package's `__name__`.
        names_by_module: For each module of the package, the names to fetch from it, with blanks between.
    """
    module_of = {name: module for module, names in names_by_module.items() for name in names.split()}

    def fetch(name: str) -> object:
        if name not in module_of:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value: object = getattr(import_module(f"{package}.{module_of[name]}"), name)
        setattr(modules[package], name, value)
        return value

    return fetch
