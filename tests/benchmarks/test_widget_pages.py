"""The pages differ in their widget only, and every script that they name is served."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.widget_pages import WIDGETS, Widget, WidgetMissingError, page, site
from settings import ROOT


@pytest.fixture
def widgets(tmp_path: Path) -> list[Widget]:
    """The same widgets with other files, since these may not have been fetched."""
    found = [replace(widget, files=tuple(tmp_path / widget.folder / file.name for file in widget.files)) for widget in WIDGETS]
    for file in (file for widget in found for file in widget.files):
        file.parent.mkdir(exist_ok=True)
        file.write_text(str(file), encoding="utf-8")
    return found


def test_the_pages_are_equal_but_for_the_widget() -> None:
    assert len({page(widget).replace(widget.snippet, "") for widget in WIDGETS}) == 1


def test_every_page_and_script_is_served(widgets: list[Widget]) -> None:
    served = site(widgets)

    for widget in widgets:
        assert served[f"/{widget.folder}/"].body.decode() == page(widget)
        assert widget.files[0].name in widget.snippet
        for file in widget.files:
            assert served[f"/{widget.folder}/{file.name}"].body == file.read_bytes()


def test_a_missing_widget_is_told(widgets: list[Widget]) -> None:
    widgets[1].files[0].unlink()

    with pytest.raises(WidgetMissingError, match=f"{widgets[1].files[0].name} is missing; `make bench-widget`"):
        site(widgets)


def test_the_makefile_fetches_the_versions_that_are_compared() -> None:
    fetched = re.search(r"^OTHER_WIDGETS := (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert fetched
    versions = [Path(path).name.replace("@", " ") for path in fetched[1].split()]
    assert versions == [widget.name for widget in WIDGETS[1:]]
