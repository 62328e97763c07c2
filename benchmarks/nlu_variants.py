"""The pipelines that stand side by side, each as the text of a Rasa config."""

from __future__ import annotations

import io
from typing import Any

from ruamel.yaml import YAML

from settings import ROOT

OURS, DEFAULT = "this pipeline", "Rasa's default for Chinese"
EPOCHS = 100
"""How often Rasa's default pipeline sees the training sentences; Rasa's own default is 300."""

_CLASSIFIER = "components.multi_task_classifier.MultiTaskClassifier"
_PINYIN = "components.pinyin_featurizer.PinyinFeaturizer"
_TOKENIZER = "components.tokenizer.ChineseTokenizer"
_AS_TYPED = "benchmarks.as_typed_tokenizer.AsTypedTokenizer"
_FALLBACK = "FallbackClassifier"

Stage = dict[str, Any]
"""A component's entry in a pipeline: its name and its settings."""


def configs(epochs: int = EPOCHS) -> dict[str, str]:
    """Every pipeline by the name of its row."""
    ours = our_pipeline()
    variants = {
        OURS: ours,
        DEFAULT: rasa_default(epochs),
        "  without the encoder": changed(ours, _CLASSIFIER, {"linear_share": 1.0}),
        "  without pinyin": without(ours, _PINYIN),
        "  without normalisation": changed(ours, _TOKENIZER, {"name": _AS_TYPED}),
    }
    return {name: config_text(pipeline) for name, pipeline in variants.items()}


def our_pipeline() -> list[Stage]:
    """The pipeline of config.yml as it stands."""
    pipeline: list[Stage] = YAML(typ="safe").load(ROOT / "config.yml")["pipeline"]
    return pipeline


def rasa_default(epochs: int) -> list[Stage]:
    """What Rasa suggests, with its tokenizer for Chinese."""
    return [
        {"name": "JiebaTokenizer"},
        {"name": "LexicalSyntacticFeaturizer"},
        {"name": "CountVectorsFeaturizer"},
        {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
        {"name": "DIETClassifier", "epochs": epochs, "constrain_similarities": True, "random_seed": 1},
        {"name": "EntitySynonymMapper"},
    ]


def changed(pipeline: list[Stage], name: str, settings: Stage) -> list[Stage]:
    """The pipeline with other settings for one component."""
    _stage(pipeline, name)
    return [{**stage, **settings} if stage["name"] == name else stage for stage in pipeline]


def without(pipeline: list[Stage], name: str) -> list[Stage]:
    """The pipeline without one component."""
    _stage(pipeline, name)
    return [stage for stage in pipeline if stage["name"] != name]


def fallback_threshold() -> float:
    """The confidence below which config.yml lets the assistant ask back."""
    return float(_stage(our_pipeline(), _FALLBACK)["threshold"])


def config_text(pipeline: list[Stage]) -> str:
    """The whole config file for a pipeline."""
    text = io.StringIO()
    YAML(typ="safe").dump({"recipe": "default.v1", "assistant_id": "benchmark", "language": "zh", "pipeline": pipeline}, text)
    return text.getvalue()


def _stage(pipeline: list[Stage], name: str) -> Stage:
    """A component's entry. A variant that changes nothing would be a wrong row, hence the error."""
    found = next((stage for stage in pipeline if stage["name"] == name), None)
    if found is None:
        raise ValueError(f"config.yml has no component {name}; benchmarks/nlu_variants.py names those that it changes")
    return found
