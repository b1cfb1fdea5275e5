"""The build hook: put manifest and lexicon into wheels, source distributions and editable installs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_PACKAGE = "src/ai_security_standards"


class DerivedFilesHook(BuildHookInterface):  # type: ignore[type-arg, misc]
    """Derives `data/manifest.json` and `data/lexicon.jsonl` from the data files before each build."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Write both into the source tree, and add them to the build."""
        sys.path.insert(0, str(Path(self.root, "src")))
        try:
            from ai_security_standards.references.lexicon.deriving import derived_files
        finally:
            del sys.path[0]
        data = Path(self.root, _PACKAGE, "data")
        for name, content in derived_files(data).items():
            (data / name).write_bytes(content)
            build_data["artifacts"].append(f"/{_PACKAGE}/data/{name}")
