"""The network of actors, laid out on the server: the same edges always give the same picture."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import hypot

import numpy as np

from recount.web.coded import Numbers
from recount.web.relations import Edge

WIDTH, HEIGHT = 1060, 620
_MARGIN_X, _MARGIN_Y = 110, 44
_STEPS = 260
_LARGEST = 20.0
_LABEL = 26  # letters of a name that are written


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One actor in the picture."""

    name: str
    label: str
    x: float
    y: float
    radius: float
    incidents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One edge in the picture, drawn from rim to rim."""

    edge: Edge
    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """The picture."""

    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    width: int = WIDTH
    height: int = HEIGHT


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Who stands where, whatever is asked for: `at` in the order of `names`."""

    names: tuple[str, ...]
    edges: tuple[Edge, ...]
    at: Numbers
    height: int


def lay_out(edges: Sequence[Edge], most: int) -> Layout | None:
    """The first edges that bring in no more than `most` actors; None where nothing connects anybody."""
    held: dict[str, None] = {}
    drawn = []
    for edge in edges:
        new = [name for name in dict.fromkeys((edge.a, edge.b)) if name not in held]
        if edge.a != edge.b and len(held) + len(new) <= most:
            held |= dict.fromkeys(new)
            drawn.append(edge)
    names = sorted(held)
    if not names:
        return None
    place = {name: number for number, name in enumerate(names)}
    height = min(HEIGHT, 130 + 30 * len(names))
    at = _spread(_settled(len(names), [(place[edge.a], place[edge.b]) for edge in drawn]), height)
    return Layout(names=tuple(names), edges=tuple(drawn), at=at, height=height)


def draw_network(layout: Layout, incidents: Mapping[str, int]) -> Network:
    """The picture, each actor as large as the number of incidents that name it."""
    busiest = max((incidents.get(name, 0) for name in layout.names), default=0) or 1
    nodes = {
        name: _node(name, at, incidents.get(name, 0), busiest) for name, at in zip(layout.names, layout.at, strict=True)
    }
    lines = [_line(edge, nodes[edge.a], nodes[edge.b]) for edge in layout.edges]
    return Network(nodes=tuple(nodes.values()), lines=tuple(lines), height=layout.height)


def _settled(number: int, pairs: Sequence[tuple[int, int]]) -> Numbers:
    """Places in the picture: all push one another away, edges pull together (Fruchterman and Reingold 1991)."""
    angles = np.arange(number) * 2.399963  # the golden angle spreads the beginning evenly
    radii = np.sqrt((np.arange(number) + 0.5) / number)
    at = np.stack([radii * np.cos(angles) * 1.6, radii * np.sin(angles)], axis=1)
    tied = np.zeros((number, number))
    for left, right in pairs:
        tied[left, right] = tied[right, left] = 1
    ideal = 1.5 / np.sqrt(number)
    for step in range(_STEPS):
        apart = at[:, None, :] - at[None, :, :]
        far = np.maximum(np.linalg.norm(apart, axis=2), 0.01)
        push = ideal**2 / far - tied * far**2 / ideal
        move = (apart / far[:, :, None] * push[:, :, None]).sum(axis=1) - 0.35 * at
        length = np.maximum(np.linalg.norm(move, axis=1, keepdims=True), 1e-9)
        at = at + move / length * np.minimum(length, 0.12 * (1 - step / _STEPS) + 0.002)
    return at


def _spread(at: Numbers, height: int) -> Numbers:
    number = len(at)
    low, high = at.min(axis=0), at.max(axis=0)
    size = np.maximum(high - low, 1e-9)
    room = np.array([WIDTH - 2 * _MARGIN_X, height - 2 * _MARGIN_Y])
    spread = (at - low) / size if number > 1 else np.full((1, 2), 0.5)
    found: Numbers = spread * room + np.array([_MARGIN_X, _MARGIN_Y])
    return found


def _node(name: str, at: Numbers, incidents: int, busiest: int) -> Node:
    return Node(
        name=name,
        label=name if len(name) <= _LABEL else f"{name[: _LABEL - 1]}…",
        x=round(float(at[0]), 1),
        y=round(float(at[1]), 1),
        radius=round(5 + (_LARGEST - 5) * (incidents / busiest) ** 0.5, 1),
        incidents=incidents,
    )


def _line(edge: Edge, one: Node, other: Node) -> Line:
    length = max(hypot(other.x - one.x, other.y - one.y), 0.1)
    right, down = (other.x - one.x) / length, (other.y - one.y) / length
    out, into = one.radius + 1, other.radius + 5
    return Line(
        edge=edge,
        x1=round(one.x + right * out, 1),
        y1=round(one.y + down * out, 1),
        x2=round(other.x - right * into, 1),
        y2=round(other.y - down * into, 1),
    )
