"""Each variant differs from config.yml in one thing."""

from __future__ import annotations

from typing import Any

import pytest
from ruamel.yaml import YAML

from benchmarks.nlu_variants import OURS, changed, configs, our_pipeline, without


@pytest.fixture(scope="module")
def pipelines() -> dict[str, list[dict[str, Any]]]:
    return {name: YAML(typ="safe").load(text)["pipeline"] for name, text in configs(epochs=2).items()}


def test_this_pipeline_is_that_of_the_config_file(pipelines: dict[str, list[dict[str, Any]]]) -> None:
    assert pipelines[OURS] == our_pipeline()


@pytest.mark.parametrize("part", ["encoder", "normalisation"])
def test_one_component_is_changed(pipelines: dict[str, list[dict[str, Any]]], part: str) -> None:
    pairs = list(zip(pipelines[f"  without {'the ' * (part == 'encoder')}{part}"], our_pipeline()))

    assert len(pairs) == len(our_pipeline())
    assert sum(stage != ours for stage, ours in pairs) == 1


def test_pinyin_is_left_out(pipelines: dict[str, list[dict[str, Any]]]) -> None:
    kept = pipelines["  without pinyin"]

    assert len(kept) == len(our_pipeline()) - 1
    assert not any("Pinyin" in stage["name"] for stage in kept)


def test_only_rasas_own_pipeline_heeds_the_epochs(pipelines: dict[str, list[dict[str, Any]]]) -> None:
    stages = [stage for pipeline in pipelines.values() for stage in pipeline if stage.get("epochs") == 2]

    assert [stage["name"] for stage in stages] == ["DIETClassifier"]


def test_a_variant_that_would_change_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="no component Renamed"):
        without(our_pipeline(), "Renamed")
    with pytest.raises(ValueError, match="no component Renamed"):
        changed(our_pipeline(), "Renamed", {})
