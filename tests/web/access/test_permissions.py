"""Who may do what: the whole matrix, as questions and as pages."""

import re
from itertools import product

import pytest
from desk_room import Browser
from factory import decision
from fastapi import FastAPI
from fastapi.routing import APIRoute

from recount.ledger.users import ROLES, User
from recount.review.decide import KINDS
from recount.web.access import permissions
from recount.web.app import ROUTERS

NOBODY = None
PEOPLE = {role: User(name=f"a {role}", role=role) for role in ROLES}
FORMS = ("/sign-out", "/password", "/users", "/users/rob", "/desk/questions/x", "/desk/history/x", "/desk/redact/x")


def test_nobody_may_anything_but_read_where_reading_is_public() -> None:
    assert permissions.can_read(NOBODY, public=True)
    assert not permissions.can_read(NOBODY, public=False)
    assert not permissions.can_review(NOBODY)
    assert not any(permissions.can_decide(NOBODY, kind) for kind in KINDS)
    assert not permissions.can_withdraw(NOBODY, decision("reject", "c"))
    assert not permissions.can_see_log(NOBODY)
    assert not permissions.can_manage_users(NOBODY)


@pytest.mark.parametrize(
    ("question", "least"),
    [("can_review", "reviewer"), ("can_see_log", "editor"), ("can_manage_users", "administrator")],
)
def test_each_right_begins_with_a_role_and_holds_for_those_above(question: str, least: str) -> None:
    may = [role for role in ROLES if getattr(permissions, question)(PEOPLE[role])]
    assert may == list(ROLES[ROLES.index(least) :])


def test_reviewers_decide_all_but_redactions() -> None:
    may = {(role, kind) for role, kind in product(ROLES, KINDS) if permissions.can_decide(PEOPLE[role], kind)}
    every = set(KINDS) - {"withdraw"}
    assert {kind for role, kind in may if role == "reader"} == set()
    assert {kind for role, kind in may if role == "reviewer"} == every - {"redact"}
    assert {kind for role, kind in may if role == "editor"} == every


def test_one_takes_back_ones_own_and_an_editor_anybodys() -> None:
    by_rob = decision("reject", "c")
    rob = User(name=by_rob.who, role="reviewer")
    assert permissions.can_withdraw(rob, by_rob)
    assert not permissions.can_withdraw(PEOPLE["reviewer"], by_rob)
    assert permissions.can_withdraw(PEOPLE["editor"], by_rob)
    assert not permissions.can_withdraw(User(name=by_rob.who, role="reader"), by_rob)
    assert not permissions.can_withdraw(rob, decision("redact", "d", value="[0, 3]"))


def test_somebody_shut_out_may_nothing() -> None:
    out = User(name="x", role="administrator", active=False)
    assert not permissions.can_read(out, public=False)
    assert not permissions.can_review(out)


def test_administrators_change_others_and_not_themselves() -> None:
    ada = PEOPLE["administrator"]
    assert permissions.can_change_user(ada, PEOPLE["reader"])
    assert not permissions.can_change_user(ada, ada)
    assert not permissions.can_change_user(PEOPLE["editor"], PEOPLE["reader"])


@pytest.mark.parametrize(
    ("name", "pages"),
    [
        (None, {}),
        ("rita", {}),
        ("rob", {"/desk", "/desk/questions", "/desk/history"}),
        ("eda", {"/desk", "/desk/questions", "/desk/history", "/log"}),
        ("ada", {"/desk", "/desk/questions", "/desk/history", "/log", "/users"}),
    ],
)
def test_each_role_sees_its_pages(app: FastAPI, name: str | None, pages: set[str]) -> None:
    browser = Browser(app)
    if name:
        browser.sign_in(name)
    asked = ("/desk", "/desk/questions", "/desk/history", "/log", "/users")
    assert {path for path in asked if browser.get(path).status_code == 200} == set(pages)
    assert {browser.get(path).status_code for path in asked if path not in pages} <= {403}


def test_every_form_of_the_app_is_known_here() -> None:
    every = [route for router in ROUTERS for route in router.routes if isinstance(route, APIRoute)]
    posts = {route.path for route in every if (route.methods or set()) - {"GET", "HEAD", "OPTIONS"}}
    known = {re.sub(r"/(rob|x)$", "/…", path) for path in (*FORMS, "/sign-in")}
    assert {re.sub(r"/\{\w+\}$", "/…", path) for path in posts} == known


@pytest.mark.parametrize("path", FORMS)
def test_no_form_is_taken_without_the_token_of_its_session(app: FastAPI, path: str) -> None:
    ada, rob = Browser(app), Browser(app)
    ada.sign_in("ada")
    rob.sign_in("rob")
    for fields in ({}, {"token": ""}, {"token": "x"}, {"token": rob.token("/desk")}):
        answer = ada.post(path, fields)
        assert (answer.status_code, "not from this session" in answer.text) == (403, True)


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://elsewhere.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_what_another_site_sends_changes_nothing_even_with_the_token(rob: Browser, headers: dict[str, str]) -> None:
    assert rob.post("/sign-out", {"token": rob.token("/desk")}, headers=headers).status_code == 403
    assert rob.get("/desk").status_code == 200


def test_a_form_larger_than_any_is_not_read(rob: Browser) -> None:
    assert rob.post("/sign-out", {"token": "x" * 300_000}).status_code == 413


def test_refusals_and_sign_ins_stand_in_the_log_which_cannot_be_changed(app: FastAPI) -> None:
    rob, ada = Browser(app), Browser(app)
    rob.sign_in("rob")
    rob.get("/users")
    ada.sign_in("ada")
    log = ada.get("/log").text
    assert re.search(r"<td>rob</td><td>refused</td><td>/users</td>", log)
    assert re.search(r"<td>rob</td><td>sign in</td>", log)


def test_an_administrator_adds_changes_and_shuts_out(app: FastAPI) -> None:
    ada = Browser(app)
    ada.sign_in("ada")
    token = ada.token("/users")
    new = {"token": token, "name": "nell", "role": "reviewer", "password": "a long first password"}
    assert ada.post("/users", new).status_code == 303
    assert "already" in ada.post("/users", new).text
    assert ada.post("/users", new | {"name": "n/<b>"}).status_code == 422
    nell = Browser(app)
    assert nell.sign_in("nell", "a long first password").status_code == 303
    assert ada.post("/users/nell", {"token": token, "role": "editor", "active": "no"}).status_code == 303
    assert nell.get("/desk").status_code == 403
    assert ada.post("/users/ada", {"token": token, "role": "reader", "active": "yes"}).status_code == 403


def test_a_role_that_is_none_changes_nobody_and_is_said(app: FastAPI) -> None:
    ada = Browser(app)
    ada.sign_in("ada")
    answer = ada.post("/users/rob", {"token": ada.token("/users"), "role": "owner", "active": "yes"})
    assert (answer.status_code, "is no role" in answer.text) == (422, True)
    assert Browser(app).sign_in("rob").status_code == 303
