"""Every address against every kind of visitor: who is let in, who is sent away, and nobody sees 500."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from werkzeug.routing import Rule

from app.core.actor import Role
from app.web.guards import audience_of
from tests.databases import KIND
from tests.visitor import Visitor

# One person of the demo city for each kind of visitor.
VISITORS: dict[str, str | None] = {
    "a guest": None,
    "a new employee": "e24",
    "an employee": "e18",
    "a superior": "e17",
    "an HR officer": "e45",
    "a gifts officer": "e58",
    "an inspector": "e56",
    "an intake officer": "e57",
    "the head of region": "e01",
    "an information officer": "e11",
    "an administrator": "e49",
}
# Who may ask for what does not hang on the database: on the second one these few go round.
ON_POSTGRESQL = ("a guest", "an employee", "an HR officer", "an inspector")
NOBODY = 999_999
SAMPLES = {
    "RecordNumber": (1, NOBODY),
    "IntegerConverter": (1, NOBODY),
    "UnicodeConverter": ("tidak-ada",),
}
SAMPLES["PathConverter"] = ("tidak-ada/sama-sekali",)


def rules(app: Flask, method: str) -> Iterator[Rule]:
    for rule in sorted(app.url_map.iter_rules(), key=lambda r: r.rule):
        if method in (rule.methods or set()) and rule.endpoint != "static":
            yield rule


def addresses(app: Flask, rule: Rule) -> Iterator[str]:
    """One or two addresses that this rule answers."""
    rounds = (
        2
        if any(type(c).__name__ in ("IntegerConverter", "RecordNumber") for c in _converters(rule))
        else 1
    )
    for turn in range(rounds):
        values = {name: _sample(c, turn) for name, c in rule._converters.items()}
        yield app.url_map.bind("localhost").build(rule.endpoint, values, method=None)


def _converters(rule: Rule) -> list[Any]:
    return list(rule._converters.values())


def _sample(converter: Any, turn: int) -> Any:
    kind = type(converter).__name__
    if kind == "AnyConverter":
        return sorted(converter.items)[0]
    choices = SAMPLES[kind]
    return choices[min(turn, len(choices) - 1)]


def roles_of(app: Flask, client: Visitor, code: str | None) -> frozenset[Role] | None:
    """The roles a visitor has once signed in; None for a guest."""
    if code is None:
        return None
    from app.web.guards import current_actor

    client.be(code)
    seen: list[frozenset[Role]] = []
    with client.application.test_request_context(
        "/", headers={"Cookie": f"sadar_sesi={client.get_cookie('sadar_sesi').value}"}
    ):
        seen.append(current_actor().roles)
    return seen[0]


def fault(app: Flask, rule: Rule, who: frozenset[Role] | None, status: int) -> str | None:
    """What is wrong with this answer for this visitor, in words."""
    audience = audience_of(app.view_functions[rule.endpoint])
    if status >= 500 and rule.endpoint != "home.ready":
        return f"answers {status}"
    if audience == "public":
        return None
    if who is None:
        return None if status in (302, 303, 401, 404) else f"lets a guest in ({status})"
    if isinstance(audience, frozenset) and not audience & who:
        return None if status == 404 else f"does not hide from {[r.value for r in who]} ({status})"
    return None


def test_every_address_says_who_may_ask_for_it(app: Flask) -> None:
    silent = {r.endpoint for r in rules(app, "GET")} | {r.endpoint for r in rules(app, "POST")}
    assert sorted(e for e in silent if audience_of(app.view_functions[e]) is None) == []


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("visitor", VISITORS if KIND == "sqlite" else ON_POSTGRESQL)
def test_each_visitor_gets_what_the_policy_says(
    visitor: str, method: str, app: Flask, client: Visitor, city: None
) -> None:
    code = VISITORS[visitor]
    who = roles_of(app, client, code)
    faults = []
    for rule in rules(app, method):
        for address in addresses(app, rule):
            try:
                status = visit(client, method, address, code)
            except Exception as error:  # the application re-raises what would be a 500
                faults.append(f"{rule.endpoint} {address}: {error!r}"[:300])
                continue
            wrong = fault(app, rule, who, status)
            if wrong:
                faults.append(f"{rule.endpoint} {address}: {wrong}")
    assert faults == []


def visit(client: Visitor, method: str, address: str, code: str | None) -> int:
    """Ask for an address; once more, signed in anew, if the one before ended the visit."""
    ask = client.get if method == "GET" else client.post
    answer = ask(address)
    out_of_date = method == "POST" and answer.status_code == 400
    if out_of_date or (answer.location or "").startswith("/masuk"):
        if code is None:
            client.token = None
        else:
            client.be(code)
        answer = ask(address)
    return answer.status_code


def test_an_address_that_does_not_exist_is_said_so_politely(client: Visitor, city: None) -> None:
    answer = client.get("/tidak-ada")
    assert answer.status_code == 404
    assert re.search(r"<h1[^>]*>", answer.text)


def test_a_form_without_its_token_changes_nothing(app: Flask, client: Visitor, city: None) -> None:
    elsewhere = app.test_client().be("e18")
    client.be("e18")
    answer = client.post("/akun/sesi/keluarkan-lainnya", data={"csrf_token": ""})
    assert answer.status_code == 400
    assert elsewhere.get("/akun/sesi").status_code == 200
