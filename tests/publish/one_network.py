"""A network of one relation, one of its actors with a hostile name."""

from datetime import date

from factory import span

from recount.records import Relation, Speaker
from recount.tally.network import draw_network
from recount.tally.sayings import Saying

SENTENCE = "The two are allied."
_ITEM = Relation(
    id="r",
    a="Islamic State",
    kind="allied_with",
    b="<b>Group</b>\x00",
    span=span("allied"),
    speaker=Speaker(span=span("police"), voice="police"),
)
NETWORK = draw_network([Saying(item=_ITEM, document="d", day=date(2019, 3, 1))], [], {}, outlets={})
