"""The documentation site."""

from importlib import import_module
from importlib.metadata import version as version_of
from typing import Any

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from ai_security_standards import vocabulary

project = "ai-security-standards"
author = "The ai-security-standards team"
copyright = "2026, the ai-security-standards team"
version = release = version_of("ai-security-standards")
napoleon_use_ivar = True
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx_copybutton"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
exclude_patterns = ["_build"]
# The look of the site, of which these pages are a part.
html_theme_path = ["../site_build"]
html_theme = "theme"
html_static_path = ["../site_build/static/site.css"]
html_show_sourcelink = False
html_copy_source = False
nitpicky = False
autodoc_member_order = "bysource"
autodoc_typehints = "signature"


class Words(SphinxDirective):
    """A table of every word list: value, meaning, source."""

    def run(self) -> list[nodes.Node]:
        lines: list[str] = []
        for room in vocabulary.MODULES:
            import_module(f"{vocabulary.__name__}.{room}")
        for words in vocabulary.Word.__subclasses__():
            lines += [f"{words.__name__}", "-" * len(words.__name__), "", str(words.__doc__), ""]
            lines += [".. list-table::", "   :header-rows: 1", "   :widths: 20 45 35", ""]
            for row in [("word", "meaning", "source"), *((w.value, w.meaning, w.source) for w in words)]:
                lines += [f"   * - {row[0]}", f"     - {row[1]}", f"     - {row[2]}"]
            lines.append("")
        container = nodes.section(ids=["words"])
        self.state.nested_parse(StringList(lines, source="vocabulary"), 0, container, match_titles=True)
        return list(container.children)


def reached_by_keyboard(_: Sphinx, __: str, ___: str, context: dict[str, Any], ____: object) -> None:
    """Let what scrolls be reached without a mouse."""
    body = context.get("body", "").replace("<pre>", '<pre tabindex="0">')
    context["body"] = body.replace('<table class="docutils', '<table tabindex="0" class="docutils')


def setup(app: Sphinx) -> None:
    app.add_directive("words", Words)
    app.connect("html-page-context", reached_by_keyboard)
