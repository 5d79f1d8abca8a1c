"""The network of actors, laid out on the server: the same edges always give the same picture."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from recount.web.columns import Numbers
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


def draw_network(edges: Sequence[Edge], incidents: Mapping[str, int], most: int) -> Network | None:
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
    busiest = max((incidents.get(name, 0) for name in names), default=0) or 1
    nodes = [_node(name, at[number], incidents.get(name, 0), busiest) for number, name in enumerate(names)]
    lines = [_line(edge, nodes[place[edge.a]], nodes[place[edge.b]]) for edge in drawn]
    return Network(nodes=tuple(nodes), lines=tuple(lines), height=height)


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
    apart = np.array([other.x - one.x, other.y - one.y])
    length = max(float(np.hypot(*apart)), 0.1)
    ahead = apart / length
    start = np.array([one.x, one.y]) + ahead * (one.radius + 1)
    end = np.array([other.x, other.y]) - ahead * (other.radius + 5)
    x1, y1, x2, y2 = (round(float(value), 1) for value in (*start, *end))
    return Line(edge=edge, x1=x1, y1=y1, x2=x2, y2=y2)
