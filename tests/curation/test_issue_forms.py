"""The forms for people without git: whole, and in the words of the catalog."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from ai_security_standards.vocabulary import Status

FORMS = Path(__file__).parents[2] / ".github" / "ISSUE_TEMPLATE"


def form(name: str) -> dict[str, Any]:
    return dict(yaml.safe_load((FORMS / name).read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", ["wrong-fact.yml", "new-framework.yml"])
def test_a_form_asks_each_question_once(name: str) -> None:
    raw = form(name)
    assert {"name", "description", "title", "labels", "body"} == set(raw)
    asked = [each for each in raw["body"] if each["type"] != "markdown"]
    assert len({each["id"] for each in asked}) == len(asked)
    assert all(each["attributes"]["label"] for each in asked)
    assert any(each.get("validations", {}).get("required") for each in asked)
    assert {each["type"] for each in raw["body"]} <= {"markdown", "input", "textarea", "dropdown"}


def test_statuses_are_those_of_the_list() -> None:
    (status,) = [each for each in form("new-framework.yml")["body"] if each.get("id") == "status"]
    assert set(status["attributes"]["options"]) - {str(each) for each in Status} == {"I do not know"}
