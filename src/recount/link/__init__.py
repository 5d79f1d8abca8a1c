"""Which reports tell of one real incident, and why: blocking, comparison, and clusters with guard rails.

"Two raids wrongly merged": see `match.explain` for the reasons of a pair, `codebook/linking.toml` for the weights, and
`clusters` for what may stand together at all.
"""

from recount.link.grouping import link
from recount.link.match import explain

__all__ = ["explain", "link"]
