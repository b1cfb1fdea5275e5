"""A typed, dated, sourced catalog of the standards that govern the security of AI.

    import ai_security_standards as aiss

    catalog = aiss.load()
    catalog["iso-iec-tr-24030"]
    catalog["owasp-llm-top-10@2025:LLM01"]
    catalog.standards(publisher="etsi", access="free")
    catalog.provisions("eu-ai-act", role="provider", in_application=True)
    catalog.search("training data poisoning")
    catalog.applicable(aiss.Profile(jurisdictions="EU", roles={"provider"}, risk_classes={"high-risk"}))
    catalog.relationships("owasp-llm-top-10@2025:LLM01", to="mitre-atlas@5.6.1")

Importing this package imports nothing else: each public name is imported when it is first used.
"""

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from .applicability import Interview, Profile
    from .assessments import Assessment
    from .catalog import Catalog, load
    from .checking import check
    from .checking.verifying import verify
    from .errors import AmbiguousReference, InvalidData, StandardsError, UnknownCriterion, UnknownReference
    from .formats.exchange import from_dict, to_dict
    from .records.provisions import Provision
    from .records.refs import Ref
    from .records.relationships import Relationship
    from .records.standards import Standard
    from .vocabulary import RelationshipType

    DATA_VERSION: str
    __version__: str
else:  # a type checker sees the names above, and no others

    def __getattr__(name: str) -> object:
        from importlib import import_module

        if name in _ROOMS:
            value: object = getattr(import_module(f"{__name__}.{_ROOMS[name]}"), name)
        elif name == "DATA_VERSION":
            value = import_module(f"{__name__}.catalog").load().data_version
        elif name == "__version__":
            from importlib.metadata import version

            value = version("ai-security-standards")
        else:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        globals()[name] = value
        return value


__all__ = [
    "DATA_VERSION",
    "AmbiguousReference",
    "Assessment",
    "Catalog",
    "Interview",
    "InvalidData",
    "Profile",
    "Provision",
    "Ref",
    "Relationship",
    "RelationshipType",
    "Standard",
    "StandardsError",
    "UnknownCriterion",
    "UnknownReference",
    "__version__",
    "check",
    "from_dict",
    "load",
    "to_dict",
    "verify",
]

#: The module of each public name.
_ROOMS = {
    "Catalog": "catalog",
    "load": "catalog",
    "check": "checking",
    "from_dict": "formats.exchange",
    "to_dict": "formats.exchange",
    "verify": "checking.verifying",
    "AmbiguousReference": "errors",
    "InvalidData": "errors",
    "StandardsError": "errors",
    "UnknownCriterion": "errors",
    "UnknownReference": "errors",
    "Assessment": "assessments",
    "Interview": "applicability",
    "Profile": "applicability",
    "Provision": "records.provisions",
    "Standard": "records.standards",
    "Ref": "records.refs",
    "Relationship": "records.relationships",
    "RelationshipType": "vocabulary",
}


#: What rooms import inside functions, beside each other.
_LIBRARIES = (
    "cattrs", "cattrs.cols", "cattrs.errors", "cattrs.gen", "csv", "difflib", "html", "importlib.metadata",
    "importlib_resources", "json", "tomllib", "urllib.parse", "zlib",
)  # fmt: skip


def _before_fork() -> None:
    """Import what any question may import, and take all locks, if there are other threads.

    The child has the locks of its parent, those of imports too. What another thread held stays closed.
    """
    from sys import modules

    begun = any(name.startswith(f"{__name__}.") for name in list(modules))
    if not begun or modules["threading"].active_count() == 1:
        return
    from importlib import import_module
    from pkgutil import walk_packages

    for name in (*_LIBRARIES, *(module.name for module in walk_packages(__path__, f"{__name__}."))):
        import_module(name)
    modules[f"{__name__}._store.fork_locks"].acquire_all()


def _after_fork() -> None:
    from sys import modules

    if f"{__name__}._store.fork_locks" in modules:
        modules[f"{__name__}._store.fork_locks"].release_all()


def _register_fork(at_fork: "Callable[..., object] | None") -> None:
    """Register both; `at_fork` is None where the platform cannot fork."""
    if at_fork is not None:
        at_fork(before=_before_fork, after_in_parent=_after_fork, after_in_child=_after_fork)


_register_fork(getattr(os, "register_at_fork", None))


def __dir__() -> list[str]:
    return sorted(__all__)
