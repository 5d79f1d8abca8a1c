"""Style, scripts and outlines: compressed once, kept by browsers, and nothing else is handed out."""

import gzip

from fastapi.testclient import TestClient

from recount.web.assets import asset, assets


def test_a_file_of_known_content_is_kept_for_good_and_any_other_asked_for_again(client: TestClient) -> None:
    lasting = client.get(asset("recount.css"))
    assert "immutable" in lasting.headers["Cache-Control"]
    assert client.get("/static/recount.css?v=former").headers["Cache-Control"] == "no-cache"
    assert lasting.content == assets()["recount.css"].body == gzip.decompress(assets()["recount.css"].packed)
    again = client.get("/static/recount.css", headers={"If-None-Match": lasting.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_reader_that_cannot_unpack_gets_the_file_as_it_is(client: TestClient) -> None:
    plain = client.get("/static/desk/desk.css", headers={"Accept-Encoding": "identity"})
    assert "Content-Encoding" not in plain.headers
    assert plain.text.strip()


def test_nothing_but_the_files_is_handed_out(client: TestClient) -> None:
    for path in ("/static/../page.py", "/static/%2e%2e/page.py", "/static/", "/static/none.css"):
        assert client.get(path).status_code == 404
    assert client.post("/static/recount.css").status_code == 405


def test_a_page_is_kept_until_the_ledger_moves_on(client: TestClient) -> None:
    first = client.get("/incidents?country=KE")
    again = client.get("/incidents?country=KE", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/incidents?country=NG", headers={"If-None-Match": first.headers["ETag"]}).status_code == 200
    part = client.get("/incidents?country=KE", headers={"HX-Request": "true", "If-None-Match": first.headers["ETag"]})
    assert part.status_code == 200
    assert "<html" in first.text
    assert "<html" not in part.text
    plain = client.get("/incidents?country=KE", headers={"Accept-Encoding": "identity"})
    assert plain.text == first.text


def test_the_provinces_of_a_country_come_by_its_number(client: TestClient) -> None:
    found = dict(client.get("/outlines/586.json").json()["provinces"])
    assert "Balochistan" in found
    west, north = (int(part) / 100 for part in found["Balochistan"].split(" ")[0].split(","))
    assert (60 < west < 71, 24 < north < 33) == (True, True)
    for number in ("000", "5", "abc", "999"):
        assert client.get(f"/outlines/{number}.json").json() == {"provinces": []}
