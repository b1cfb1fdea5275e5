"""Thirty real questions, and the answers to them as a person read them."""

import importlib.util
import json
from pathlib import Path

import pytest

from ai_security_standards.mcp.answers import STATUSES
from ai_security_standards.mcp.tools import TOOLS, call

_spec = importlib.util.spec_from_file_location("transcripts", Path(__file__).with_name("transcripts.py"))
assert _spec
assert _spec.loader
transcripts = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(transcripts)
RECORDED = json.loads(transcripts.FILE.read_text(encoding="utf-8"))


@pytest.mark.parametrize("transcript", RECORDED, ids=[each["question"][:60] for each in RECORDED])
def test_a_question_is_answered_as_before(transcript: dict) -> None:
    for each in transcript["calls"]:
        answer = call(transcripts.catalog(), TOOLS[each["tool"]], each["arguments"])
        assert transcripts.normal(answer) == each["answer"]


def test_thirty_questions_use_all_tools_and_meet_every_status_of_a_reference() -> None:
    calls = [each for transcript in RECORDED for each in transcript["calls"]]
    assert len(RECORDED) == 30
    assert {each["tool"] for each in calls} == set(TOOLS)
    statuses = {each["answer"]["status"] for each in calls}
    rows = {row.get("status") for each in calls for row in each["answer"]["rows"]}
    assert statuses | rows >= {"ok", "unknown", "newer_than_data", "outside_scope"}
    assert statuses <= set(STATUSES)
