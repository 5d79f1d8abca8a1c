"""The feed of new and changed incidents, for any feed reader; it takes the filter of every page."""

from datetime import UTC, datetime
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from recount.publish import words
from recount.publish.feeds import Feed, Item, atom
from recount.records import content_id
from recount.web.asking import asked_of
from recount.web.site import site_of, state_of

router = APIRouter(include_in_schema=False)
_MOST = 60


@router.get("/feed.atom")
def feed(request: Request) -> Response:
    """The incidents last added or changed, by a new report or by a decision."""
    site, state, asked = site_of(request), state_of(request), asked_of(request)
    columns = state.columns
    rows = columns.ordered(columns.rows(asked), "changed", 0, _MOST)
    cards = state.catalogue.cards([int(number) for number in columns.numbers[rows]])
    base = str(request.base_url).rstrip("/")
    made = Feed(
        id=content_id("feed", *asked.parts().items()),
        title=f"{site.title}: new and changed incidents",
        about="An entry for each incident; it comes again when a report or a decision changed it.",
        link=base + asked.link("/incidents", sort="changed"),
        items=[_item(card, base) for card in cards],
        at=_time(cards[0]["changed"]) if cards else datetime.fromtimestamp(0, UTC),
    )
    return Response(atom(made), media_type="application/atom+xml; charset=utf-8")


def _item(card: dict[str, Any], base: str) -> Item:
    new = card["changed"] == card["recorded"]
    parts = [part for part in (card["where"], card["when"]) if part != words.NOT_KNOWN]
    title = words.sentence_case(", ".join([card["type"], *parts]))
    toll = f"killed {card['killed']}, wounded {card['wounded']}"
    told = f"{'New' if new else 'Changed'}. {card['sides']}; {toll}; {card['grade']}, {card['witnesses']} witnesses."
    return Item(
        id=f"{card['id']}:{card['changed']}",
        title=title,
        words=told,
        at=_time(card["changed"]),
        link=f"{base}/incidents/{card['id']}",
    )


def _time(at: str) -> datetime:
    return datetime.fromisoformat(at) if at else datetime.fromtimestamp(0, UTC)
