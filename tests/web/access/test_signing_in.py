"""Signing in: who gets a session, what a session is worth, and what becomes of those who guess."""

import logging
from datetime import timedelta
from pathlib import Path

import pytest
from desk_room import PASSWORD, Browser, Clock, field, opened
from fastapi import FastAPI

from recount.ledger import Ledger, Users
from recount.web.access.door import COOKIE
from recount.web.access.routes import local


def test_a_right_password_opens_the_desk_and_a_wrong_one_does_not(app: FastAPI) -> None:
    browser = Browser(app)
    assert browser.sign_in("rob", "wrong words here").status_code == 401
    assert browser.get("/desk").status_code == 403
    answer = browser.sign_in("rob")
    assert (answer.status_code, answer.headers["location"]) == (303, "/desk")
    assert browser.get("/desk").status_code == 200


def test_an_unknown_name_and_a_wrong_password_are_answered_alike(app: FastAPI) -> None:
    pages = [Browser(app).sign_in(name, "wrong words here").text for name in ("rob", "nobody")]
    problems = [page.split('role="alert"')[1].split("</p>")[0] for page in pages]
    assert problems[0] == problems[1]


def test_a_session_id_that_was_planted_before_signing_in_is_worth_nothing(app: FastAPI) -> None:
    browser = Browser(app)
    browser.client.cookies.set(COOKIE, "planted-by-somebody")
    assert browser.sign_in("rob").status_code == 303
    given = [cookie.value for cookie in browser.client.cookies.jar if cookie.value != "planted-by-somebody"]
    thief = Browser(app)
    thief.client.cookies.set(COOKIE, "planted-by-somebody")
    assert thief.get("/desk").status_code == 403
    assert any(len(value or "") > 30 for value in given)


def test_signing_in_again_gives_another_id_and_ends_the_one_before(app: FastAPI) -> None:
    browser = Browser(app)
    browser.sign_in("rob")
    first = browser.client.cookies[COOKIE]
    browser.sign_in("rob")
    assert browser.client.cookies[COOKIE] != first
    old = Browser(app)
    old.client.cookies.set(COOKIE, first)
    assert old.get("/desk").status_code == 403


def test_signing_out_ends_the_session_on_the_server(rob: Browser, app: FastAPI) -> None:
    kept = rob.client.cookies[COOKIE]
    assert rob.post("/sign-out", {"token": rob.token("/desk")}).status_code == 303
    again = Browser(app)
    again.client.cookies.set(COOKIE, kept)
    assert again.get("/desk").status_code == 403


def test_the_cookie_is_out_of_reach_of_scripts_and_of_plain_http_where_the_site_has_https(app: FastAPI) -> None:
    plain = Browser(app).sign_in("rob").headers["set-cookie"]
    assert "HttpOnly" in plain
    assert "SameSite=Lax" in plain
    assert "Secure" not in plain
    browser = Browser(app)
    browser.client.base_url = "https://testserver"  # type: ignore[assignment]
    assert "Secure" in browser.sign_in("rob").headers["set-cookie"]


@pytest.mark.parametrize("wait", [timedelta(hours=5), timedelta(hours=15)])
def test_a_session_ends_when_it_is_left_alone(rob: Browser, clock: Clock, wait: timedelta) -> None:
    clock.at += wait
    assert rob.get("/desk").status_code == 403


def test_a_session_ends_after_a_working_day_even_in_use(rob: Browser, clock: Clock) -> None:
    for _ in range(4):
        clock.at += timedelta(hours=3)
        assert rob.get("/desk/history").status_code == 200
    clock.at += timedelta(hours=3)
    assert rob.get("/desk/history").status_code == 403


def test_after_five_failures_even_the_right_password_waits_a_quarter_of_an_hour(app: FastAPI, clock: Clock) -> None:
    browser = Browser(app)
    assert [browser.sign_in("rob", "wrong words here").status_code for _ in range(6)] == [401] * 5 + [429]
    refused = browser.sign_in("rob")
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "900")
    assert browser.sign_in("rosa").status_code == 303
    clock.at += timedelta(minutes=16)
    assert browser.sign_in("rob").status_code == 303


def test_failures_from_elsewhere_do_not_shut_a_person_out(app: FastAPI) -> None:
    guesser = Browser(app, address="203.0.113.9")
    for _ in range(6):
        guesser.sign_in("rob", "wrong words here")
    assert Browser(app).sign_in("rob").status_code == 303


def test_names_that_there_are_and_names_that_there_are_not_meet_the_same_patience(app: FastAPI) -> None:
    answers = [
        [Browser(app).sign_in(name, "wrong words here").status_code for _ in range(7)] for name in ("rob", "nobody")
    ]
    assert answers[0] == answers[1]


def test_one_address_cannot_try_many_names(app: FastAPI) -> None:
    browser = Browser(app)
    answers = [browser.sign_in(f"name{number}", "wrong words here").status_code for number in range(32)]
    assert 429 in answers
    assert browser.sign_in("rob").status_code == 429


def test_somebody_shut_out_is_out_at_once(rob: Browser, tmp_path: Path) -> None:
    with Ledger.open(str(tmp_path / "desk.db")) as ledger:
        Users(ledger).change("rob", active=False)
    assert rob.get("/desk").status_code == 403
    assert rob.sign_in("rob").status_code == 401


def test_a_new_password_ends_every_other_session(app: FastAPI, rob: Browser) -> None:
    other = Browser(app)
    other.sign_in("rob")
    fields = {"token": rob.token("/password"), "old": PASSWORD, "new": "five words are even better", "again": "x"}
    assert rob.post("/password", fields).status_code == 422
    assert rob.post("/password", fields | {"again": fields["new"], "old": "not this one"}).status_code == 422
    assert rob.post("/password", fields | {"again": fields["new"]}).status_code == 303
    assert rob.get("/desk").status_code == 200
    assert other.get("/desk").status_code == 403
    assert Browser(app).sign_in("rob", fields["new"]).status_code == 303


def test_a_short_password_is_refused(rob: Browser) -> None:
    fields = {"token": rob.token("/password"), "old": PASSWORD, "new": "short", "again": "short"}
    assert "Take 10 or more" in rob.post("/password", fields).text


def test_a_closed_ledger_is_read_by_those_who_signed_in_only(tmp_path: Path, clock: Clock) -> None:
    with opened(tmp_path, clock, reading="closed") as app:
        browser = Browser(app)
        answer = browser.get("/incidents?type=bombing")
        assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=%2Fincidents%3Ftype%3Dbombing")
        assert browser.get("/api/incidents").status_code == 401
        assert browser.get("/static/recount.css").status_code == 200
        assert browser.sign_in("rita").status_code == 303
        assert browser.get("/incidents").status_code == 200


@pytest.mark.parametrize("address", ["https://elsewhere.example", "//elsewhere.example", "/\\elsewhere.example", "x"])
def test_signing_in_never_leads_to_another_site(address: str) -> None:
    assert local(address) == "/"


def test_neither_passwords_nor_session_ids_stand_in_logs_or_in_the_file(
    app: FastAPI, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        browser = Browser(app)
        browser.sign_in("a secret typed as a name", "another secret word")
        browser.sign_in("rob")
    secrets = ("a secret typed as a name", "another secret word", PASSWORD, browser.client.cookies[COOKIE])
    with Ledger.open(str(tmp_path / "desk.db")) as ledger:
        told = repr(Users(ledger).actions())
    files = b"".join(path.read_bytes() for path in tmp_path.glob("desk.db*"))
    for secret in secrets:
        assert secret not in told
        assert secret.encode() not in files
        assert secret not in "\n".join(line for line in caplog.text.splitlines() if "recount" in line)


def test_the_form_to_sign_in_with_works_from_its_own_page_only(app: FastAPI) -> None:
    browser = Browser(app)
    token = field(browser.get("/sign-in").text, "token")
    fields = {"token": token, "name": "rob", "password": PASSWORD}
    assert Browser(app).post("/sign-in", fields).status_code == 403
    assert browser.post("/sign-in", fields | {"token": "x"}).status_code == 403
    assert browser.post("/sign-in", fields).status_code == 303


def test_what_somebody_sees_who_signed_in_is_kept_by_no_cache_between(app: FastAPI, rob: Browser) -> None:
    mine, anybodys = rob.get("/incidents").headers, Browser(app).get("/incidents").headers
    assert mine["cache-control"].startswith("private")
    assert "Cookie" in mine["vary"]
    assert "private" not in anybodys.get("cache-control", "")
    assert rob.get("/api/incidents").headers["cache-control"].startswith("private")
    assert rob.get("/desk").headers["cache-control"] == "no-store"


def test_who_has_not_signed_in_is_shown_the_way_to_the_desk_and_who_may_not_is_not(app: FastAPI) -> None:
    assert 'href="/sign-in?next=%2Fdesk%3Fafter%3Dx"' in Browser(app).get("/desk?after=x").text
    rita = Browser(app)
    rita.sign_in("rita")
    assert "/sign-in?next" not in rita.get("/desk").text
