"""The two plots, by way of pandas."""

import sys

import pytest

from ai_security_standards import load
from ai_security_standards.tables.plots import plot_matrix, plot_timeline

matplotlib = pytest.importorskip("matplotlib")
matplotlib.use("Agg")


def test_duties_add_up_over_time() -> None:
    events = load().changes("2024-01-01", "2028-12-31").of("eu-ai-act", "begins-to-apply", "amended")
    axes = plot_timeline(events, figsize=(4, 3))
    last = {line.get_label(): line.get_ydata()[-1] for line in axes.lines}
    assert last == {word: count for word, count in events.counts.items() if count}
    assert axes.get_title() == events.headline()


def test_a_matrix_has_a_bar_for_each_part() -> None:
    matrix = load().crosswalk("uk-ai-cyber-code@2025", "etsi-en-304-223@2.1.1").matrix
    axes = plot_matrix(matrix)
    drawn = sum(patch.get_width() for patch in axes.patches)
    assert drawn == sum(sum(numbers) for _, numbers in matrix) > 0


def test_another_plotting_library_gets_no_option_of_matplotlib(monkeypatch: pytest.MonkeyPatch) -> None:
    pandas = pytest.importorskip("pandas")
    asked: list[dict[str, object]] = []

    class Backend:
        @staticmethod
        def plot(_data: object, **options: object) -> None:
            asked.append(options)

    monkeypatch.setitem(sys.modules, "other_plots", Backend)
    with pandas.option_context("plotting.backend", "other_plots"):
        plot_timeline(load().changes("2026-01-01", "2026-02-01"))
    assert "drawstyle" not in asked[0]


def test_a_missing_library_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ImportError, match=r"\[plot\]"):
        plot_matrix(load().crosswalk("uk-ai-cyber-code@2025", "etsi-en-304-223@2.1.1").matrix)
