"""Reads knowledge/, checks it, and turns it into typed objects and the model that diagnosis/ reasons with."""

from knowledge_base.content import Answer, CauseText, FactText, FactValue, Knowledge, RemedyStep, SafetyReply
from knowledge_base.errors import KnowledgeError, KnowledgeProblem
from knowledge_base.loading import DEFAULT_FOLDER, load_knowledge

__all__ = [
    "DEFAULT_FOLDER",
    "Answer",
    "CauseText",
    "FactText",
    "FactValue",
    "Knowledge",
    "KnowledgeError",
    "KnowledgeProblem",
    "RemedyStep",
    "SafetyReply",
    "load_knowledge",
]
