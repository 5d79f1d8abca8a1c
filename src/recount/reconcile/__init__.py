"""What the reports of one incident together say: estimates with their claims, disagreements, a grade with its reason.

"A wire story counted twice": `independence`. A wrong figure: `counts` and `rules`. A missing dispute: `disagreements`.
"""

from recount.reconcile.history import Step
from recount.reconcile.incident import reconcile, toll_history
from recount.reconcile.publication import narrow_published

__all__ = ["Step", "narrow_published", "reconcile", "toll_history"]
