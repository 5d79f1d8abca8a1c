"""An actor network as GraphML, GEXF or JSON, each edge with when, by how many voices and what contradicts it."""

from collections.abc import Callable, Mapping
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

import msgspec

from recount.publish.feeds import sound
from recount.tally.network import Edge, Network, Node
from recount.tally.sayings import Evidence

_GRAPHML = "http://graphml.graphdrawing.org/xmlns"
_GEXF = "http://gexf.net/1.3"
_NODE = {"kind": "string", "countries": "string", "did": "integer", "suffered": "integer"}
_EDGE = {
    "relation": "string", "first": "string", "last": "string", "statements": "integer", "incidents": "integer",
    "voices": "integer", "known": "string", "against": "string",
}  # fmt: skip

Sentence = Callable[[Evidence], str]


def network_json(network: Network, names: Mapping[str, str], sentence: Sentence) -> bytes:
    """Nodes and edges with every sentence."""
    told = {
        "nodes": [msgspec.to_builtins(one) for one in network.nodes],
        "edges": [_edge_json(one, names, sentence) for one in network.edges],
    }
    return msgspec.json.format(msgspec.json.encode(told), indent=1) + b"\n"


def _edge_json(edge: Edge, names: Mapping[str, str], sentence: Sentence) -> dict[str, Any]:
    return {
        "a": edge.a,
        "relation": edge.kind,
        "b": edge.b,
        **{key: value for key, value in _facts(edge).items() if key not in {"relation", "against"}},
        "evidence": [evidence_json(one, names, sentence) for one in edge.evidence],
        "against": [{"words": words, **evidence_json(one, names, sentence)} for words, one in edge.against],
    }


def evidence_json(evidence: Evidence, names: Mapping[str, str], sentence: Sentence) -> dict[str, Any]:
    """A piece of evidence for programs."""
    return {
        "document": names.get(evidence.document, evidence.document),
        "start": evidence.span.start,
        "end": evidence.span.end,
        "q": evidence.span.quote,
        "sentence": sentence(evidence),
        "voice": evidence.voice,
        "day": evidence.day,
        "incident": evidence.incident,
    }


def graphml(network: Network) -> bytes:
    """The network for yEd, Gephi, networkx, igraph."""
    root = Element("graphml", {"xmlns": _GRAPHML})
    types = {"string": "string", "integer": "int"}
    for side, attributes in (("node", {"label": "string", **_NODE}), ("edge", _EDGE)):
        for name, kind in attributes.items():
            of = {"id": f"{side}_{name}", "for": side, "attr.name": name, "attr.type": types[kind]}
            SubElement(root, "key", of)
    graph = SubElement(root, "graph", {"id": "actors", "edgedefault": "directed"})
    ids = _ids(network)
    for node in network.nodes:
        written = SubElement(graph, "node", {"id": ids[node.name]})
        for name, value in {"label": node.name, **_of(node)}.items():
            SubElement(written, "data", {"key": f"node_{name}"}).text = sound(str(value))
    for number, edge in enumerate(network.edges):
        written = SubElement(graph, "edge", {"id": f"e{number}", "source": ids[edge.a], "target": ids[edge.b]})
        for name, value in _facts(edge).items():
            SubElement(written, "data", {"key": f"edge_{name}"}).text = sound(str(value))
    return _bytes(root)


def gexf(network: Network) -> bytes:
    """The network for Gephi, with the days of each edge as its time."""
    root = Element("gexf", {"xmlns": _GEXF, "version": "1.3"})
    graph = SubElement(root, "graph", {"defaultedgetype": "directed", "mode": "dynamic", "timeformat": "date"})
    for side, attributes in (("node", _NODE), ("edge", _EDGE)):
        named = SubElement(graph, "attributes", {"class": side})
        for name, kind in attributes.items():
            SubElement(named, "attribute", {"id": name, "title": name, "type": kind})
    ids = _ids(network)
    nodes = SubElement(graph, "nodes")
    for node in network.nodes:
        written = SubElement(nodes, "node", {"id": ids[node.name], "label": sound(node.name)})
        _values(written, _of(node))
    edges = SubElement(graph, "edges")
    for number, edge in enumerate(network.edges):
        ends = {"id": f"e{number}", "source": ids[edge.a], "target": ids[edge.b], "label": edge.kind}
        days = {"start": str(edge.first), "end": str(edge.last)} if edge.first and edge.last else {}
        _values(SubElement(edges, "edge", {**ends, "weight": str(len(edge.evidence)), **days}), _facts(edge))
    return _bytes(root)


def _values(written: Element, facts: Mapping[str, object]) -> None:
    values = SubElement(written, "attvalues")
    for name, value in facts.items():
        SubElement(values, "attvalue", {"for": name, "value": sound(str(value))})


def _ids(network: Network) -> dict[str, str]:
    return {node.name: f"n{number}" for number, node in enumerate(network.nodes)}


def _of(node: Node) -> dict[str, object]:
    return {
        "kind": node.kind or "",
        "countries": " ".join(node.countries),
        "did": node.did,
        "suffered": node.suffered,
    }


def _facts(edge: Edge) -> dict[str, object]:
    incidents = sum(one.incident is not None for one in edge.evidence)
    return {
        "relation": edge.kind,
        "first": edge.first.isoformat() if edge.first else "",
        "last": edge.last.isoformat() if edge.last else "",
        "statements": len(edge.evidence) - incidents,
        "incidents": incidents,
        "voices": edge.voices,
        "known": edge.known,
        "against": "; ".join(words for words, _ in edge.against),
    }


def _bytes(root: Element) -> bytes:
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"
