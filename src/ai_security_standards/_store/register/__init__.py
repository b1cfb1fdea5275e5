"""The register: every document of the packaged data and of overlays, on all days."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .lazy_files import MappingFile, document_ref, framework_ref
    from .register import Register, packaged_register, read_register, status_event_on
else:  # a type checker knows the names above, and no others
    from ..._doors import open_door

    __getattr__ = open_door(
        __name__,
        {
            "register": "Register packaged_register read_register status_event_on",
            "lazy_files": "MappingFile document_ref framework_ref",
        },
    )

__all__ = [
    "MappingFile",
    "Register",
    "document_ref",
    "framework_ref",
    "packaged_register",
    "read_register",
    "status_event_on",
]
