"""Requests that no page of ours makes: HEAD, numbers beyond all pages, values that are none."""

import pytest
from fastapi.testclient import TestClient

PAGES = ("/", "/incidents", "/feed.atom", "/healthz", "/api/incidents", "/api/claims.csv", "/static/recount.css", "/no")


@pytest.mark.parametrize("path", PAGES)
def test_head_is_answered_as_get_without_the_body(client: TestClient, path: str) -> None:
    told, whole = client.head(path), client.get(path)
    assert (told.status_code, told.content) == (whole.status_code, b"")
    assert told.headers["content-type"] == whole.headers["content-type"]
    assert told.headers["content-security-policy"]


@pytest.mark.parametrize("page", ["0", "-1", "1e3", "٣", "9999999999", "000000001" + "9" * 5000])
def test_a_page_that_cannot_be_is_said_to_be_none(client: TestClient, page: str) -> None:
    assert client.get("/incidents", params={"page": page}).status_code == 422


def test_the_name_of_a_place_is_never_handed_to_the_map_as_markup(client: TestClient) -> None:
    assert "bindTooltip(spot" not in client.get("/static/recount.js").text
