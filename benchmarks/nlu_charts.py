"""The pictures of the reports, drawn without a display."""

from __future__ import annotations

import base64
import io
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import PercentFormatter

from benchmarks.nlu_scores import FALLBACK, Bin, Coverage

_BLUE, _ORANGE, _GREEN, _GREY = "#2563eb", "#c2410c", "#15803d", "#9ca3af"


def data_uri(figure: Figure) -> str:
    """The picture as an address that stands in the page itself."""
    picture = io.BytesIO()
    figure.savefig(picture, format="svg", metadata={"Date": None})
    return "data:image/svg+xml;base64," + base64.b64encode(picture.getvalue()).decode()


def confusion_chart(pairs: Mapping[tuple[str, str], int]) -> Figure:
    """Rows are what was meant, columns what was read; the shade is the share of the row that went astray."""
    wanted = sorted({true for true, _ in pairs})
    read = sorted({name for pair in pairs for name in pair}, key=lambda name: (name == FALLBACK, name))
    counts = np.array([[pairs.get((true, name), 0) for name in read] for true in wanted], dtype=float)
    diagonal = np.array([[true == name for name in read] for true in wanted])
    astray = np.where(diagonal, 0, counts / counts.sum(axis=1, keepdims=True))
    figure = Figure(figsize=(2.6 + 0.27 * len(read), 2.4 + 0.25 * len(wanted)), constrained_layout=True)
    axes = figure.subplots()
    axes.pcolormesh(
        np.ma.masked_equal(astray, 0),
        cmap="Reds",
        vmin=0,
        vmax=max(float(astray.max()), 0.1),
        edgecolors="#f3f4f6",
        linewidth=0.5,
    )
    for row, column in zip(*counts.nonzero()):
        dark = astray[row, column] > 0.6 * astray.max()
        colour = _GREY if diagonal[row, column] else "white" if dark else "black"
        axes.text(column + 0.5, row + 0.5, f"{counts[row, column]:.0f}", ha="center", va="center", fontsize=7, color=colour)
    axes.set_xticks(np.arange(len(read)) + 0.5, labels=read, rotation=90, fontsize=8)
    axes.set_yticks(np.arange(len(wanted)) + 0.5, labels=wanted, fontsize=8)
    axes.tick_params(length=0, labeltop=True, labelbottom=False)
    axes.invert_yaxis()
    axes.set_ylabel("meant")
    axes.set_xlabel("read")
    return figure


def reliability_chart(bins: Sequence[Bin]) -> Figure:
    """Accuracy over confidence; the area of a dot is the number of messages."""
    figure, axes = _axes("confidence", "accuracy")
    axes.plot([0, 1], [0, 1], color=_GREY, linestyle="--", linewidth=1, label="perfectly calibrated")
    places, heights = [found.confidence for found in bins], [found.accuracy for found in bins]
    largest = max((found.count for found in bins), default=1)
    axes.plot(places, heights, color=_BLUE, linewidth=1.5)
    axes.scatter(places, heights, s=[20 + 180 * found.count / largest for found in bins], color=_BLUE, alpha=0.7)
    for found in bins:
        axes.annotate(str(found.count), (found.confidence, found.accuracy), (0, -14), textcoords="offset points", fontsize=7)
    axes.set(xlim=(0, 1.02), ylim=(0, 1.05))
    axes.xaxis.set_major_formatter(PercentFormatter(1, 0))
    axes.legend(loc="upper left", frameon=False, fontsize=8)
    return figure


def coverage_chart(curve: Sequence[Coverage], present: Coverage) -> Figure:
    """Accuracy of the answered over the share answered, with the threshold in use."""
    figure, axes = _axes("share of messages answered", "accuracy of the answered")
    axes.plot([place.share for place in curve], [place.accuracy for place in curve], color=_BLUE, linewidth=1.5)
    label = f"threshold now {present.threshold:g}: {present.share:.1%} answered, {present.accuracy:.1%} right"
    axes.plot(present.share, present.accuracy, "o", color=_ORANGE, label=label)
    axes.set_xlim(0, 1.02)
    axes.xaxis.set_major_formatter(PercentFormatter(1, 0))
    axes.legend(loc="lower left", frameon=False, fontsize=8)
    return figure


def learning_curve_chart(points: Sequence[Mapping[str, Any]]) -> Figure:
    """What was reached with ever more training sentences."""
    figure, axes = _axes("training sentences", "held-out set")
    places = [point["sentences"] for point in points]
    for key, label, colour in (
        ("accuracy", "intent accuracy", _BLUE),
        ("macro_f1", "intent macro-F1", _ORANGE),
        ("facts_f1", "facts F1", _GREEN),
    ):
        heights = [point[key] for point in points]
        axes.plot(places, heights, "o-", color=colour, linewidth=1.5, label=f"{label}, {heights[-1]:.1%} with all")
    axes.set_xlim(left=0)
    axes.legend(loc="lower right", frameon=False, fontsize=8)
    return figure


def _axes(across: str, up: str) -> tuple[Figure, Axes]:
    """An empty chart whose height is a share."""
    figure = Figure(figsize=(5.6, 3.9), constrained_layout=True)
    axes = figure.subplots()
    axes.set(xlabel=across, ylabel=up)
    axes.yaxis.set_major_formatter(PercentFormatter(1, 0))
    axes.grid(color="#e5e7eb", linewidth=0.6)
    axes.set_axisbelow(True)
    axes.spines[["top", "right"]].set_visible(False)
    return figure, axes
