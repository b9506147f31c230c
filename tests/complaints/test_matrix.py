"""Every page of a complaint × everybody × every relation: who is let in, and nobody besides (A02, A07)."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask

from app.complaints.models import Complaint, State
from app.complaints.services import barring
from app.database.base import db
from app.database.transaction import use_case
from tests.complaints.stage import a_complaint, of

pytestmark = pytest.mark.usefixtures("city")
# Roles and relations of the demo city; None is the public.
PEOPLE = {
    "public": None, "desk": "e57", "inspector": "e56",
    "head of the Inspektorat": "e51", "other inspector": "e55", "designated": "e05",
    "accused": "e32", "affiliate": "e47", "direct superior": "e31", "decider": "e29",
    "superior's superior": "e04", "stranger": "e20", "HR": "e45", "admin": "e49",
    "custodian": "e11", "UPG": "e58", "mayor": "e01",
}  # fmt: skip
OFFICE = {"e57", "e56", "e51", "e53", "e54", "e55", "e05"}
RESETS = {"e57", "e05"}  # a new code is the desk's alone
RELATIONS = ("own", "accused", "affiliate", "stepped aside", "designated", "unassigned")


def pages(app: Flask) -> Iterator[tuple[str, str]]:
    """Every address of the desk and the talk that names a complaint, with its methods."""
    for rule in app.url_map.iter_rules():
        if "<int:complaint_id>" in rule.rule and rule.rule.startswith("/meja-aduan"):
            for method in sorted((rule.methods or set()) & {"GET", "POST"}):
                yield method, rule.rule


def a_case(relation: str, code: str | None) -> Complaint:
    """A complaint that stands in this relation to this person."""
    number = f"ADU-2026-8{RELATIONS.index(relation)}{(code or 'e00')[1:]}"
    if relation == "accused" and code:
        return a_complaint(number, accused=code)
    if relation == "affiliate" and code:
        found = a_complaint(number, accused="e20")
        _keep_out(found, code)
        return found
    if relation == "stepped aside" and code:
        found = a_complaint(number, accused="e32")
        _keep_out(found, code)
        return found
    if relation == "designated":
        return a_complaint(number, accused="e60")
    return a_complaint(number, accused="e32", state=State.RECEIVED)


@use_case
def _keep_out(found: Complaint, code: str) -> None:
    barring.keep_out(found, [of(code)])


def may(code: str | None, relation: str, found: Complaint) -> bool:
    """What the law of the house says, told without asking the code under test."""
    if code is None or code not in OFFICE:
        return False
    if relation in ("accused", "affiliate", "stepped aside"):
        return False
    if relation == "designated":
        return code == "e05"
    return True


@pytest.mark.slow
def test_every_page_lets_in_whom_it_should_and_nobody_else(client, app):
    addresses = list(pages(app))
    client.check_pages = False
    cells = unexpected = 0
    told: list[str] = []
    for name, code in PEOPLE.items():
        cases = {relation: a_case(relation, code) for relation in RELATIONS}
        numbers = {relation: (one.id, may(code, relation, one)) for relation, one in cases.items()}
        client.delete_cookie("sadar_sesi")
        client.token = None
        if code:
            client.be(code)
        for relation, (complaint_id, allowed) in numbers.items():
            for method, rule in addresses:
                path = re.sub(r"<int:complaint_id>", str(complaint_id), rule)
                path = re.sub(r"<[^>]+>", "1", path)
                if method == "POST" and allowed:
                    continue  # what it does is tried elsewhere; here it would change the stage
                answer = client.open(path, method=method, data=_form(client, method))
                cells += 1
                let_in = answer.status_code in (200, 303, 403, 422) and not _to_sign_in(answer)
                if let_in is not (allowed and (code in RESETS or not rule.endswith("/kode"))):
                    unexpected += 1
                    told.append(f"{name}/{relation}: {method} {path} {answer.status_code}")
    print(f"A02 | {cells} cells | {unexpected} unexpected | threshold 0")
    assert cells > 1_000
    assert told == []


def _form(client, method: str) -> dict[str, str] | None:
    return {"csrf_token": client.token or ""} if method == "POST" else None


def _to_sign_in(answer) -> bool:
    return bool(answer.location and "/masuk" in answer.location)


def test_missing_and_forbidden_cannot_be_told_apart(client, app):
    hidden = a_complaint("ADU-2026-8999", accused="e55").id
    client.check_pages = False
    different = []
    for code in ("e55", "e56", "e57", "e20", "e49"):
        client.be(code).get("/")  # the greeting is on the first page only
        for method, rule in pages(app):
            if method != "GET":
                continue
            shapes = [_shape(client, rule, one) for one in (hidden, 900_001)]
            if shapes[0] != shapes[1]:
                different.append((code, rule))
    assert different == []
    assert db.session.get(Complaint, hidden) is not None


def _shape(client, rule: str, complaint_id: int) -> tuple[int, int, tuple[str, ...]]:
    path = re.sub(r"<[^>]+>", "1", rule.replace("<int:complaint_id>", str(complaint_id)))
    answer = client.get(path)
    text = re.sub(r'(value|nonce|content|href|action)="[^"]*"', "", answer.text)
    text = re.sub(r"\d+", "0", text)
    return answer.status_code, len(text), tuple(sorted(answer.headers.keys()))
