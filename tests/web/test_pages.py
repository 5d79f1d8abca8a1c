"""Pages work without a script: filters, links, counts that lead to what they count."""

import csv
import json
import re
from io import StringIO
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from fastapi.testclient import TestClient
from test_hostile_pages import Page
from web_ledgers import AT, EVIL, client_of, desk_of

from recount.ledger import Ledger
from recount.pipeline import decide
from recount.records import Decision, content_id


def links_of(client: TestClient, path: str) -> set[str]:
    answer = client.get(path)
    assert answer.status_code == 200, f"{path}: {answer.status_code}"
    page = Page()
    if "html" in answer.headers["content-type"]:
        page.feed(answer.text)
    whole = {urlsplit(urljoin(f"http://testserver{path}", link)) for link in page.links}
    return {f"{link.path}?{link.query}".rstrip("?") for link in whole if link.netloc == "testserver"}


def first_incident(client: TestClient, **asked: str) -> str:
    key: str = client.get("/api/incidents", params=asked).json()["incidents"][0]["id"]
    return key


def test_every_link_leads_somewhere(client: TestClient) -> None:
    incident = first_incident(client, sort="killed")
    document = client.get(f"/api/incidents/{incident}").json()["reports"][0]["document"]
    starts = [
        "/",
        "/incidents",
        f"/incidents/{incident}",
        f"/documents/{document}",
        "/actors",
        "/statistics",
        "/surges",
        "/api",
    ]
    links = set().union(*(links_of(client, path) for path in starts))
    assert len(links) > 80
    broken = [link for link in sorted(links) if not link.startswith("/static") and client.get(link).status_code != 200]
    assert broken == []


def test_every_anchor_of_a_document_has_its_end(client: TestClient) -> None:
    incident = first_incident(client, sort="killed")
    document = client.get(f"/api/incidents/{incident}").json()["reports"][0]["document"]
    text = client.get(f"/documents/{document}").text
    ids = set(re.findall(r'id="([^"]+)"', text))
    ends = set(re.findall(r'href="#([^"]+)"', text))
    assert ends
    assert ends <= ids


def test_a_claim_on_the_page_of_an_incident_leads_to_its_words_in_the_document(client: TestClient) -> None:
    incident = first_incident(client, sort="killed")
    found = re.findall(r'href="(/documents/[0-9a-f]+)#(s-[0-9a-f]+)"', client.get(f"/incidents/{incident}").text)
    assert len(found) > 5
    for path, anchor in found[:6]:
        assert f'id="{anchor}"' in client.get(path).text


@pytest.mark.parametrize("by", ["month", "year", "country", "province", "type", "grade"])
def test_every_cell_of_a_table_opens_as_many_incidents_as_it_says(client: TestClient, by: str) -> None:
    rows = client.get("/api/statistics", params={"by": by, "status": "happened"}).json()["rows"]
    assert rows
    for row in rows:
        told = client.get("/api/incidents", params={by: row[by], "status": "happened"}).json()
        assert told["total"] == row["incidents"], row
    text = client.get("/statistics", params={"by": by}).text
    cells = re.findall(r'<td class="num"><a href="(/incidents\?[^"]+)">([\d,]+)</a>', text)
    assert len(cells) == len(rows) + 1
    shown = [client.get(link.replace("&amp;", "&")).text for link, _ in cells]
    assert [f"<b>{number}</b>" in page for page, (_, number) in zip(shown, cells, strict=True)] == [True] * len(cells)


def test_a_table_as_a_file_has_the_rows_of_the_table(client: TestClient) -> None:
    asked = {"by": "country", "and": "type"}
    file = client.get("/statistics.csv", params=asked)
    rows = list(csv.DictReader(StringIO(file.text)))
    told = client.get("/api/statistics", params={"by": "country", "and_by": "type", "status": "happened"}).json()[
        "rows"
    ]
    assert [(row["country"], row["type"], int(row["killed_high"])) for row in rows] == [
        (row["country"], row["type"], row["killed"]["high"]) for row in told
    ]
    assert file.headers["content-disposition"].startswith("attachment")
    assert "/statistics.csv?by=country&amp;and=type" in client.get("/statistics", params=asked).text


def test_the_filter_in_the_address_holds_for_pages_and_downloads_alike(client: TestClient) -> None:
    asked = {"country": "KE", "since": "2015-01-01"}
    told = client.get("/api/incidents", params=asked).json()["total"]
    rows = list(csv.DictReader(StringIO(client.get("/api/incidents.csv", params=asked).text)))
    shapes = client.get("/api/incidents.geojson", params=asked).json()["features"]
    lines = client.get("/api/incidents.jsonl", params=asked).text.splitlines()
    assert 0 < told == len(rows) == len(shapes) == len(lines) < client.get("/api/incidents").json()["total"]
    assert json.loads(lines[0])["place"]["country"] == "KE"
    assert f"<b>{told}</b> incident" in client.get("/incidents", params=asked).text
    assert client.get("/api/incidents.csv", params=asked).headers["content-disposition"].startswith("attachment")


def test_a_search_finds_words_of_the_report_and_takes_operators_for_words(client: TestClient) -> None:
    def found(text: str) -> int:
        total: int = client.get("/api/incidents", params={"text": text}).json()["total"]
        return total

    assert found("Westgate") >= found('"shopping mall" Westgate') >= 1
    assert found("mall shopping") >= 1
    assert found('"mall shopping"') == 0
    for words in ('" OR 1', "NEAR(", "kenya AND", "*", "words:Westgate", "(((", "-", "NOT Westgate"):
        assert client.get("/incidents", params={"text": words}).status_code == 200
    assert found("zzzz OR Westgate") == 0


def test_what_cannot_be_used_is_said(client: TestClient) -> None:
    for path in ("/?since=yesterday", "/incidents?page=0", "/incidents?sort=up", "/?type=party", "/statistics?by=mood"):
        answer = client.get(path)
        assert answer.status_code == 422, path
        assert re.search(r"<h1>[^<]{10,}</h1>", answer.text)
    assert client.get("/incidents", params={"text": "x" * 300}).status_code == 422
    assert client.get("/?since=&country=&text=+").status_code == 200


def test_an_incident_is_counted_by_the_rules_asked_for(client: TestClient) -> None:
    incident = first_incident(client, text="Westgate")
    assert client.get(f"/api/incidents/{incident}?rules=ibc").json()["rules"] == "ibc"
    page = client.get(f"/incidents/{incident}?rules=ibc").text
    assert "ibc: minimum and maximum" in page
    assert 'aria-current="true">IBC<' in page
    side_by_side = client.get(f"/incidents/{incident}/rules").text
    assert all(f">{name}</a>" in side_by_side for name in ("Recount", "UCDP", "ACLED", "GTD", "IBC"))
    assert client.get(f"/incidents/{incident}?rules=mine").status_code == 422


def test_ids_of_reports_and_claims_lead_to_the_incident_they_are_part_of(client: TestClient) -> None:
    incident = first_incident(client, text="Westgate")
    reports = client.get(f"/api/incidents/{incident}").json()["reports"]
    other = next(report["report"] for report in reports if report["report"] != incident)
    text = client.get(f"/incidents/{incident}").text
    claim = re.findall(r"#s-([0-9a-f]{16})", text)[0]
    for key in (other, claim):
        answer = client.get(f"/incidents/{key}", follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (301, f"/incidents/{incident}")
        assert client.get(f"/api/incidents/{other}").json()["id"] == incident
    assert client.get("/incidents/0123456789abcdef").status_code == 404


def test_the_page_of_an_incident_says_how_to_cite_it_and_what_happened_to_it(client: TestClient) -> None:
    incident = first_incident(client, text="Westgate")
    text = client.get(f"/incidents/{incident}").text
    assert f"http://testserver/incidents/{incident} (read on 20 November 2026)" in text
    assert "captured: " in text
    assert "What would raise it" in text


def test_an_actor_has_its_sentences_and_those_to_the_contrary(client: TestClient) -> None:
    page = client.get("/actors/Boko%20Haram").text
    assert "pledged allegiance to" in page
    assert "To the contrary:" in page
    assert "Analysts said" in page
    network = client.get("/actors").text
    assert network.count('class="node"') >= 3
    assert client.get("/actors/Nobody%20Knows").status_code == 404


def test_the_same_ledger_draws_the_same_network(client: TestClient) -> None:
    assert client.get("/actors").text == client.get("/actors").text


def test_the_feed_tells_of_the_filter_it_is_given(client: TestClient) -> None:
    whole = client.get("/feed.atom").text
    some = client.get("/feed.atom?country=KE").text
    told = client.get("/api/incidents?country=KE").json()["total"]
    assert whole.count("<entry>") > some.count("<entry>") == told > 0


def test_an_answer_of_the_api_is_sent_again_only_when_the_ledger_moved_on(client: TestClient) -> None:
    tag = client.get("/api/incidents?country=KE").headers["etag"]
    again = client.get("/api/incidents?country=KE", headers={"If-None-Match": f'W/{tag}, "x"'})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/api/incidents?country=PK", headers={"If-None-Match": tag}).status_code == 200


def test_pages_of_a_list_hold_every_incident_once(client: TestClient) -> None:
    first = client.get("/api/incidents?size=4").json()
    keys, ahead = [one["id"] for one in first["incidents"]], first["next"]
    while ahead:
        page = client.get(ahead).json()
        keys, ahead = [*keys, *(one["id"] for one in page["incidents"])], page["next"]
    assert len(keys) == len(set(keys)) == first["total"]


def test_a_decision_is_seen_on_the_next_page(example_ledger: Path, tmp_path: Path) -> None:
    copy = tmp_path / "recount.db"
    copy.write_bytes(example_ledger.read_bytes())
    with client_of(copy) as own:
        incident = own.get("/api/incidents", params={"text": "Westgate"}).json()["incidents"][0]["id"]
        document = own.get(f"/api/incidents/{incident}").json()["reports"][0]["document"]
        with Ledger.open(str(copy)) as ledger:
            start = ledger.documents({document})[document].text.index(" ")
            made = Decision(
                id=content_id("decision", document),
                kind="redact",
                subjects=(document,),
                value=f"[0, {start}]",
                reason="a private name",
                who="a coder",
                at=AT,
            )
            assert decide(desk_of(ledger), [made]) == 1
        assert "[redacted: a private name]" in own.get(f"/documents/{document}").text
        assert "decision: redact" in own.get(f"/incidents/{incident}").text


def test_words_that_no_incident_holds_find_nothing(client: TestClient) -> None:
    assert "No incident fits" in client.get("/incidents", params={"text": EVIL[6] + " qqqqq"}).text
    assert "No incident fits this filter" in client.get("/?since=1801-01-01&until=1801-01-02").text


def test_surges_are_looked_for_in_what_is_asked_for(client: TestClient) -> None:
    page = client.get("/surges", params={"measure": "killed"}).text
    assert "weeks could be tested" in page
    assert client.get("/surges", params={"measure": "tears"}).status_code == 422
