"""Staff add a cause by adding one file: no code, no other file."""

from __future__ import annotations

import pytest

from diagnosis import Ask, Conclude, Evidence, decide, weights_of_evidence
from knowledge_base import DEFAULT_FOLDER, Knowledge
from tests.knowledge_base.knowledge_folder import KnowledgeFolder

EXPIRED_ID_CARD = """\
id: id_card_expired
title: 身份证过期了
summary: 账户里登记的身份证过了有效期，备用金先停用了。
prior: 0.08
likelihood:
  overdue_status: {current: 0.02, cleared: 0.03, none: 0.95}
  limit_status: {enough: 0.95, insufficient: 0.05}
  failure_scope: {specific: 0.02, all: 0.98}
  account_risk: {"yes": 0.03, "no": 0.97}
  system_notice: {"yes": 0.02, "no": 0.98}
  activation_status: {active: 0.03, inactive: 0.97}
  frozen_notice: {"yes": 0.97, "no": 0.03}
why: 金融服务要核对本人的有效证件，证件过期后要更新了才能继续用。
remedy:
  success_rate: 0.9
  steps:
    - do: 在实名信息里上传新的身份证照片
      who: 您
      where: 小米商城「我的」里的实名信息
      takes: 审核一般一两天
avoid:
  - 不要把证件照片发给自称客服的人
handover_when:
  - 新证件已经审核通过，备用金还是用不了
"""
TYPICAL = {
    "overdue_status": "none",
    "limit_status": "enough",
    "failure_scope": "all",
    "account_risk": "no",
    "system_notice": "no",
    "activation_status": "inactive",
    "frozen_notice": "yes",
}


@pytest.fixture
def knowledge(folder: KnowledgeFolder) -> Knowledge:
    """The shipped knowledge and one file more."""
    folder.write("causes/id_card_expired.yml", EXPIRED_ID_CARD)
    return folder.load()


def interviewed(knowledge: Knowledge) -> tuple[Conclude, Evidence]:
    """The conclusion about a shopper with an expired card, and what was asked for it."""
    evidence = Evidence()
    while isinstance(decision := decide(knowledge.model, evidence), Ask):
        assert decision.fact not in evidence.facts
        evidence = evidence.with_fact(decision.fact, TYPICAL[decision.fact])
    assert isinstance(decision, Conclude)
    return decision, evidence


def test_the_new_cause_is_concluded_by_an_interview(knowledge: Knowledge) -> None:
    conclusion, evidence = interviewed(knowledge)
    assert (conclusion.cause, conclusion.runner_up) == ("id_card_expired", None)
    assert len(evidence.facts) < len(TYPICAL)


def test_the_new_cause_is_explained_by_the_facts_that_tell_it_apart(knowledge: Knowledge) -> None:
    weights = weights_of_evidence(knowledge.model, Evidence(TYPICAL), "id_card_expired")
    assert {weight.fact for weight in weights[:2]} == {"frozen_notice", "activation_status"}


def test_the_new_cause_brings_its_own_words_and_remedy(knowledge: Knowledge) -> None:
    text = knowledge.causes["id_card_expired"]
    assert text.title == "身份证过期了"
    assert [step.where for step in text.steps] == ["小米商城「我的」里的实名信息"]
    assert knowledge.model.causes["id_card_expired"].success_rate == 0.9


def test_the_other_causes_are_still_concluded(knowledge: Knowledge, shipped: Knowledge) -> None:
    for cause in shipped.model.causes.values():
        typical = {fact: max(row, key=lambda value: row[value]) for fact, row in cause.likelihood.items()}
        decision = decide(knowledge.model, Evidence(typical))
        assert isinstance(decision, Conclude)
        assert decision.cause == cause.id


def test_nothing_but_the_new_file_differs_from_what_is_shipped(folder: KnowledgeFolder) -> None:
    folder.write("causes/id_card_expired.yml", EXPIRED_ID_CARD)
    folder.load()
    ours = {p.relative_to(folder.path): p.read_bytes() for p in folder.path.rglob("*") if p.is_file()}
    theirs = {p.relative_to(DEFAULT_FOLDER): p.read_bytes() for p in DEFAULT_FOLDER.rglob("*") if p.is_file()}
    assert {str(path) for path in ours if ours[path] != theirs.get(path)} == {"causes/id_card_expired.yml"}
