"""Troubleshooting by exact Bayes: which cause, which question next, and why.

The room is pure: no framework, no file, no clock. A :class:`~diagnosis.model.DiagnosisModel` (a table that staff can
read) and a :class:`~diagnosis.model.Evidence` (what the shopper said) go in; a decision with its numbers comes out.

Sources: Heckerman, Breese and Rommelse, "Decision-Theoretic Troubleshooting", CACM 38 (1995); Good, "Probability
and the Weighing of Evidence" (1950).
"""

from diagnosis.belief import entropy, posterior, ranked
from diagnosis.decision import Ask, Conclude, Decision, Undetermined, decide
from diagnosis.errors import DiagnosisError, ModelError, UnknownCauseError, UnknownFactError, UnknownValueError
from diagnosis.explanation import FactWeight, weights_of_evidence
from diagnosis.model import Cause, DiagnosisModel, Evidence, Fact, StopRule
from diagnosis.questions import QuestionValue, rank_questions
from diagnosis.stopping import nameable, should_stop

__all__ = [
    "Ask",
    "Cause",
    "Conclude",
    "Decision",
    "DiagnosisError",
    "DiagnosisModel",
    "Evidence",
    "Fact",
    "FactWeight",
    "ModelError",
    "QuestionValue",
    "StopRule",
    "Undetermined",
    "UnknownCauseError",
    "UnknownFactError",
    "UnknownValueError",
    "decide",
    "entropy",
    "nameable",
    "posterior",
    "rank_questions",
    "ranked",
    "should_stop",
    "weights_of_evidence",
]
