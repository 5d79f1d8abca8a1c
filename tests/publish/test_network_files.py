"""The network in files that programs for networks read."""

from xml.etree.ElementTree import fromstring

import msgspec
from one_network import NETWORK, SENTENCE

from recount.publish.network_files import gexf, graphml, network_json

ML, GF = "{http://graphml.graphdrawing.org/xmlns}", "{http://gexf.net/1.3}"


def test_graphml_holds_every_actor_and_relation_with_its_days() -> None:
    root = fromstring(graphml(NETWORK))
    keys = {key.get("id"): key.get("attr.name") for key in root.iter(f"{ML}key")}
    nodes = {node.get("id"): node for node in root.iter(f"{ML}node")}
    (edge,) = root.iter(f"{ML}edge")
    facts = {keys[data.get("key")]: data.text for data in edge.iter(f"{ML}data")}
    assert {edge.get("source"), edge.get("target")} == set(nodes)
    assert (facts["relation"], facts["first"], facts["statements"], facts["voices"]) == (
        "allied_with",
        "2019-03-01",
        "1",
        "1",
    )


def test_gexf_holds_the_days_of_a_relation_as_its_time() -> None:
    root = fromstring(gexf(NETWORK))
    (edge,) = root.iter(f"{GF}edge")
    assert (edge.get("start"), edge.get("end"), edge.get("label")) == ("2019-03-01", "2019-03-01", "allied_with")
    declared = {one.get("id") for one in root.iter(f"{GF}attribute")}
    assert {one.get("for") for one in root.iter(f"{GF}attvalue")} <= declared


def test_names_are_escaped_and_what_xml_cannot_hold_is_replaced() -> None:
    labels = [node.get("label") for node in fromstring(gexf(NETWORK)).iter(f"{GF}node")]
    assert "<b>Group</b>\N{REPLACEMENT CHARACTER}" in labels


def test_json_holds_every_sentence() -> None:
    told = msgspec.json.decode(network_json(NETWORK, {"d": "paper"}, lambda _: SENTENCE))
    (edge,) = told["edges"]
    (evidence,) = edge["evidence"]
    assert (evidence["document"], evidence["sentence"], evidence["start"]) == ("paper", SENTENCE, 0)
    assert len(told["nodes"]) == 2
