"""Who may do what: every question of rights is asked here, and nowhere else.

A reader reads. A reviewer also decides, asks for redaction and takes back their own decisions. An editor also redacts,
takes back anybody's decisions and sees the log. An administrator also says who may sign in, and as what. Roles hold for
one ledger: a project with a ledger of its own has roles of its own.
"""

from recount.ledger.users import ROLES, Role, User
from recount.records import Decision

Person = User | None


def _at_least(person: Person, role: Role) -> bool:
    return person is not None and person.active and ROLES.index(person.role) >= ROLES.index(role)


def can_read(person: Person, *, public: bool) -> bool:
    """Whether the pages, the API and the exports may be read."""
    return public or _at_least(person, "reader")


def can_review(person: Person) -> bool:
    """Whether the desk, its questions and its history may be seen."""
    return _at_least(person, "reviewer")


def can_decide(person: Person, kind: str) -> bool:
    """Whether a decision of a kind may be made; a withdrawal is asked about by `can_withdraw`."""
    return kind != "withdraw" and _at_least(person, "editor" if kind == "redact" else "reviewer")


def can_withdraw(person: Person, decision: Decision) -> bool:
    """Whether a decision may be taken back: one's own, or as an editor anybody's; a redaction only by an editor."""
    if _at_least(person, "editor"):
        return True
    mine = person is not None and decision.who == person.name
    return mine and decision.kind != "redact" and _at_least(person, "reviewer")


def can_see_log(person: Person) -> bool:
    """Whether the audit log may be seen."""
    return _at_least(person, "editor")


def can_manage_users(person: Person) -> bool:
    """Whether users may be listed, added, shut out and given roles."""
    return _at_least(person, "administrator")


def can_change_user(person: Person, other: User) -> bool:
    """Whether another's role may be changed: nobody locks themselves out, or makes themselves more than they are."""
    return can_manage_users(person) and person is not None and person.name != other.name
