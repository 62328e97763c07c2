"""What can be said of the browser without starting it."""

from __future__ import annotations

import pytest

from benchmarks.widget_browser import BrowserMissingError, Weight, chromium


def test_without_a_browser_one_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", "")

    with pytest.raises(BrowserMissingError, match="install chromium"), chromium():
        pass


def test_weights_add_up() -> None:
    whole = Weight(5, 3)

    assert whole - Weight(2, 1) == Weight(3, 2)
    assert Weight(2, 1) + Weight(3, 2) == whole
