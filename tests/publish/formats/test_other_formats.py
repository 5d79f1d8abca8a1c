"""PLOVER, GeoJSON and JSON-LD."""

import json
from dataclasses import replace
from typing import Any

from told_ledger import PAKISTAN, QUETTA, material

from recount.publish.formats import FORMATS
from recount.records import Where


def objects(name: str, *incidents: str) -> dict[str, Any]:
    held, found = material("conservative", *incidents)
    names = {incident.id: key for key, incident in found.items()}
    return {names[row.get("id") or row["@id"].rsplit(":", 1)[1]]: row for row in FORMATS[name].rows(held)}


def test_plover_holds_every_incident_with_sizes_and_offsets() -> None:
    rows = objects("plover")
    assert len(rows) == 8
    college = rows["college"]
    assert college["size"] == {"dead": 68, "injured": 120}
    assert (college["event"], college["mode"]) == (["ASSAULT"], ["suicide-attack"])
    assert [actor["name"] for actor in college["actor"]] == ["Islamic State", "Lashkar-e-Jhangvi"]
    assert {"start", "end", "sequence", "field", "doc"} == set(college["text_info"][0])


def test_plover_holds_events_without_an_actor_and_marks_what_did_not_happen() -> None:
    rows = objects("plover", "vague", "planned", "yearless")
    assert (rows["vague"]["actor"], rows["vague"]["size"]) == ([], {"dead": 4})
    assert rows["planned"]["mode"] == ["explosives", "future"]
    assert (rows["yearless"]["date"], rows["yearless"]["size"]) == (None, {"dead": 3})


def test_plover_tells_a_states_force_by_sector_and_country() -> None:
    raid = objects("plover", "raid")["raid"]
    assert raid["actor"] == [{"name": "Pakistan Army", "sector": "MIL", "country": "PAK"}]
    assert raid["recipient"] == [{"name": "Tehrik-i-Taliban Pakistan", "sector": "REB", "country": None}]


def test_a_map_has_a_point_for_a_town_and_none_for_an_area() -> None:
    rows = objects("geojson", "college", "clash", "vague")
    assert rows["college"]["geometry"] == {"type": "Point", "coordinates": [67.0, 30.18]}
    assert rows["college"]["properties"]["radius_km"] == 4.0
    assert rows["clash"]["geometry"] is None
    assert rows["clash"]["properties"]["level"] == "province"
    assert (rows["vague"]["geometry"], rows["vague"]["properties"]["level"]) == (None, "country")


def test_nought_nought_is_no_place_on_any_map() -> None:
    held, found = material("conservative", "college")
    nowhere: Where = replace(QUETTA, latitude=0.0, longitude=0.0)
    where = replace(found["college"].where, value=nowhere)  # type: ignore[type-var]
    row = FORMATS["geojson"].row(replace(found["college"], where=where), held)
    assert row["geometry"] is None


def test_a_map_is_one_document_and_says_how_many_have_no_point() -> None:
    held, _ = material("conservative", "college", "clash")
    form = FORMATS["geojson"]
    written = json.loads(b"".join(form.encode(form.rows(held), form.names)))
    assert (written["type"], len(written["features"])) == ("FeatureCollection", 2)
    assert form.loss(held).gaps["incidents without a point, with a null geometry"] == 1


def test_linked_data_ties_each_estimate_to_claims_and_each_claim_to_its_document() -> None:
    college = objects("jsonld", "college")["college"]
    claims = {claim["@id"]: claim for claim in college["claims"]}
    documents = {document["@id"] for document in college["documents"]}
    (killed,) = [one for one in college["estimates"] if (one["field"], one["of"]) == ("killed", "all")]
    assert {claims[one["@id"]]["value"][1] for one in killed["prov:wasDerivedFrom"]} == {61, 65}
    assert {claim["prov:hadPrimarySource"]["@id"] for claim in claims.values()} == documents


def test_linked_data_tells_by_what_and_by_whom_each_thing_was_made() -> None:
    college = objects("jsonld", "college")["college"]
    for claim in college["claims"]:
        assert claim["prov:wasGeneratedBy"]["prov:used"] == claim["prov:hadPrimarySource"]
    made = {one["prov:wasGeneratedBy"]["@id"] for one in college["estimates"]}
    assert made == {"urn:recount:activity:counting:conservative"}
    agents = {agent.get("@id"): agent["name"] for agent in (one["prov:wasAttributedTo"] for one in college["claims"])}
    assert None in agents  # the person who is not named is no node that others could be tied to
    assert {one["dcterms:issued"] for one in college["documents"]} == {"2016-10-25", "2016-10-26"}


def test_linked_data_names_no_person_and_quotes_no_article() -> None:
    form, (held, _) = FORMATS["jsonld"], material("conservative")
    written = b"".join(form.encode(form.rows(held), form.names)).decode()
    assert json.loads(written)["@context"]["prov"] == "http://www.w3.org/ns/prov#"
    assert "Asif Khan" not in written
    assert "stormed" not in written
    assert '"name":"Police chief"' in written
    assert '"name":"a person named in the report"' in written


def test_no_format_but_the_ledgers_own_names_a_speaker_who_is_a_person() -> None:
    for name, form in FORMATS.items():
        held, _ = material(form.rules or "conservative")
        written = str(list(form.rows(held)))
        assert ("Asif Khan" in written) == (name == "jsonl")


def test_the_country_is_no_point_wherever_it_has_coordinates() -> None:
    assert PAKISTAN.latitude is not None
    assert objects("geojson", "vague")["vague"]["geometry"] is None
