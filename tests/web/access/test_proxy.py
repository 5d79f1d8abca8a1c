"""A proxy that signs people in: trusted from its own address, with names that the ledger knows, and not otherwise."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_room import Browser, Clock, opened
from fastapi import FastAPI

PROXY = "192.0.2.1"


@pytest.fixture
def behind_proxy(tmp_path: Path, clock: Clock) -> Iterator[FastAPI]:
    with opened(tmp_path, clock, proxy_header="Remote-User", proxies=f"{PROXY}, 192.0.2.2") as made:
        yield made


def test_whom_the_proxy_names_is_signed_in(behind_proxy: FastAPI) -> None:
    browser = Browser(behind_proxy, address=PROXY)
    page = browser.get("/desk", headers={"Remote-User": "rob"})
    assert page.status_code == 200
    assert "HttpOnly" in page.headers["set-cookie"]
    assert "set-cookie" not in browser.get("/desk", headers={"Remote-User": "rob"}).headers


def test_the_header_from_anywhere_else_is_nobodys_word(behind_proxy: FastAPI) -> None:
    assert Browser(behind_proxy).get("/desk", headers={"Remote-User": "ada"}).status_code == 403


def test_without_the_setting_the_header_means_nothing(app: FastAPI) -> None:
    for address in (PROXY, "127.0.0.1"):
        assert Browser(app, address=address).get("/desk", headers={"Remote-User": "ada"}).status_code == 403


def test_a_name_that_the_ledger_does_not_know_or_two_at_once_sign_nobody_in(behind_proxy: FastAPI) -> None:
    browser = Browser(behind_proxy, address=PROXY)
    assert browser.get("/desk", headers={"Remote-User": "mallory"}).status_code == 403
    two = [("Remote-User", "rob"), ("Remote-User", "ada")]
    assert browser.get("/desk", headers=two).status_code == 403


def test_a_session_of_another_name_is_not_kept(behind_proxy: FastAPI) -> None:
    browser = Browser(behind_proxy, address=PROXY)
    browser.get("/desk", headers={"Remote-User": "rob"})
    assert "rosa" in browser.get("/desk", headers={"Remote-User": "rosa"}).text
    assert browser.get("/desk").status_code == 403


def test_forms_need_their_token_behind_a_proxy_too(behind_proxy: FastAPI) -> None:
    browser = Browser(behind_proxy, address=PROXY)
    browser.get("/desk", headers={"Remote-User": "rob"})
    assert browser.post("/sign-out", {"token": "x"}, headers={"Remote-User": "rob"}).status_code == 403


def test_the_form_to_sign_in_with_is_closed_behind_a_proxy(behind_proxy: FastAPI) -> None:
    assert Browser(behind_proxy).sign_in("rob").status_code == 404


def test_links_are_https_where_the_trusted_proxy_says_so_and_at_nobody_elses_word(behind_proxy: FastAPI) -> None:
    secure = {"X-Forwarded-Proto": "https"}
    assert "https://testserver/" in Browser(behind_proxy, address=PROXY).get("/feed.atom", headers=secure).text
    assert "https://testserver/" not in Browser(behind_proxy).get("/feed.atom", headers=secure).text
