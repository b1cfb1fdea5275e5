"""The build hook: put the manifest of the data into wheels, source distributions and editable installs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_PACKAGE = "src/ai_security_standards"


class ManifestHook(BuildHookInterface):  # type: ignore[type-arg, misc]
    """Derives `data/manifest.json` from the data files before each build."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Write the manifest into the source tree, and add it to the build."""
        sys.path.insert(0, str(Path(self.root, "src")))
        try:
            from ai_security_standards._store.files import MANIFEST, canonical
            from ai_security_standards._store.manifest import manifest
        finally:
            del sys.path[0]
        data = Path(self.root, _PACKAGE, "data")
        (data / MANIFEST).write_bytes(canonical(manifest(data)))
        build_data["artifacts"].append(f"/{_PACKAGE}/data/{MANIFEST}")
