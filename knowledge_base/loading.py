"""From the files in knowledge/ to a :class:`~knowledge_base.content.Knowledge`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from diagnosis import Cause, DiagnosisModel, Fact
from knowledge_base.checks import (
    check_answers,
    check_causes,
    check_facts,
    check_ids,
    check_placeholders,
    check_prompts,
    check_safety,
)
from knowledge_base.content import Answer, CauseText, FactText, FactValue, Knowledge, RemedyStep, SafetyReply
from knowledge_base.documents import Document, check_schema, read_document, worded
from knowledge_base.errors import KnowledgeError, KnowledgeProblem
from knowledge_base.placeholders import PLACEHOLDERS

DEFAULT_FOLDER = Path(__file__).resolve().parent.parent / "knowledge"
_FOLDERS = {"causes": "cause", "facts": "fact", "answers": "answer", "safety": "safety"}
_FILES = ("choices", "wording", "prompts")


def load_knowledge(folder: Path = DEFAULT_FOLDER) -> Knowledge:
    """Read and check every file.

    Raises:
        KnowledgeError: with every problem that could be found, each with file, line, key and what to do.
    """
    problems: list[KnowledgeProblem] = []
    lists = {name: _read_folder(folder, name, kind, problems) for name, kind in _FOLDERS.items()}
    singles = {name: _read(folder / f"{name}.yml", folder, name, problems) for name in _FILES}
    choices, wording, prompts = (singles[name] for name in _FILES)
    # A file that refers to a broken one is not to blame: that check waits until the broken one is mended.
    broken = {problem.file.relative_to(folder).parts[0] for problem in problems}
    for documents in lists.values():
        problems += check_ids(documents)
    problems += check_facts(lists["facts"])
    problems += check_causes(lists["causes"], lists["facts"]) if "facts" not in broken else ()
    problems += check_answers(lists["answers"], choices) if choices else ()
    problems += check_safety(lists["safety"], folder) if "safety" not in broken else ()
    problems += check_prompts(prompts, lists["facts"]) if prompts and "facts" not in broken else ()
    problems += check_placeholders(wording, PLACEHOLDERS) if wording else ()
    if problems:
        raise KnowledgeError(problems)
    assert choices and wording  # _read leaves out only what it reported
    contents = {name: [document.content for document in documents] for name, documents in lists.items()}
    return Knowledge(
        model=_model(contents["causes"], contents["facts"]),
        causes={cause["id"]: _cause_text(cause) for cause in contents["causes"]},
        facts={fact["id"]: _fact_text(fact) for fact in contents["facts"]},
        answers={a["id"]: Answer(a["id"], a["answer"].strip(), tuple(a["related"])) for a in contents["answers"]},
        safety={s["id"]: SafetyReply(s["id"], s["reply"].strip(), s["offer_human"], s["resume"]) for s in contents["safety"]},
        choices=dict(choices.content["choices"]),
        wording=dict(wording.content),
    )


def _read_folder(folder: Path, name: str, kind: str, problems: list[KnowledgeProblem]) -> list[Document]:
    problems += [worded(file, 1, "", "not_yml") for file in sorted((folder / name).glob("*.yaml"))]
    files = sorted((folder / name).glob("*.yml"))
    if not files:
        problems.append(worded(folder / name, 1, "", "empty_folder"))
    documents = [_read(file, folder, kind, problems) for file in files]
    return [document for document in documents if document]


def _read(file: Path, folder: Path, kind: str, problems: list[KnowledgeProblem]) -> Document | None:
    try:
        document = read_document(file)
    except KnowledgeError as error:
        problems += error.problems
        return None
    found = check_schema(document, DEFAULT_FOLDER / "schema" / f"{kind}.schema.json")
    problems += found
    return None if found else document


def _model(causes: list[Any], facts: list[Any]) -> DiagnosisModel:
    return DiagnosisModel(
        [
            Cause(
                id=cause["id"],
                prior=float(cause["prior"]),
                likelihood={fact: {v: float(p) for v, p in row.items()} for fact, row in cause["likelihood"].items()},
                success_rate=float(cause["remedy"]["success_rate"]),
            )
            for cause in causes
        ],
        [Fact(fact["id"], tuple(fact["values"]), float(fact["cost"])) for fact in facts],
    )


def _cause_text(cause: Any) -> CauseText:
    steps = tuple(RemedyStep(s["do"], s["who"], s.get("where", ""), s["takes"]) for s in cause["remedy"]["steps"])
    avoid, handover_when = tuple(cause["avoid"]), tuple(cause["handover_when"])
    return CauseText(cause["id"], cause["title"], cause["summary"], cause["why"].strip(), steps, avoid, handover_when)


def _fact_text(fact: Any) -> FactText:
    return FactText(
        id=fact["id"],
        title=fact["title"],
        question=fact["question"],
        values={key: FactValue(key, words["quick_reply"], words["phrase"]) for key, words in fact["values"].items()},
        unsure=fact["unsure"],
        affirm=fact.get("affirm"),
        deny=fact.get("deny"),
        narrow=fact.get("narrow"),
        why_asked=fact["why_asked"],
        how_to_check=fact["how_to_check"],
    )
