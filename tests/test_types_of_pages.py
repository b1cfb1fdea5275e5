"""The code of pages becomes modules in which each line keeps its number."""

from pathlib import Path

import pytest
from types_of_misspellings import LINES, PLANTED
from types_of_pages import PAGES, module_of


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_lines_keep_their_place(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    module = module_of(text)
    compile(module, page.name, "exec")
    pairs = list(zip(text.splitlines(), module.splitlines(), strict=True))
    assert all(of_module in ("", of_page) for of_page, of_module in pairs)


def test_only_what_must_raise_for_a_misspelt_word_is_left_out() -> None:
    page = "```python\na = 1\nb(\n    2)\n# raises UnknownCriterion: no\nc\n# raises KeyError: c\n```\n```json\n{}\n```\n"
    assert (
        module_of(page).splitlines()
        == ["", "a = 1", "", "", "# raises UnknownCriterion: no", "c", "# raises KeyError: c"] + [""] * 4
    )


def test_there_are_thirty_planted_misspellings_of_four_kinds() -> None:
    assert len(LINES) >= 30
    assert len(PLANTED) == 4
    assert all(right != wrong for right, wrong in LINES)
