"""`recount users`: who may sign in, and as what."""

import sys

import click

from recount.cli import options
from recount.cli.printing import line, table
from recount.cli.room import Room
from recount.errors import AccessError
from recount.ledger.users import ROLES, Action, User, Users
from recount.web.access.passwords import hash_password
from recount.web.access.routes import checked_name, checked_role


@click.group()
def command() -> None:
    """Say who may sign in to the web app, and as what.

    Readers read. Reviewers also decide. Editors also redact, take back anybody's decisions and see the log.
    Administrators also say who may sign in. The password is asked for, or read from standard input in a pipe; it is
    kept as a hash only.

    \b
    Example:
      recount users add a.coder --role reviewer
      recount users list
      recount users role a.coder editor
      recount users disable a.coder
    """  # noqa: D301


@command.command("add")
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), default="reviewer", show_default=True, help="What they may do.")
@options.db
@click.pass_obj
def add(room: Room, /, *, name: str, role: str, db: str | None) -> None:
    """Add a user; the password is asked for, or read from standard input."""
    made = User(name=checked_name(name), role=checked_role(role))
    with room.ledger(db, create=True) as ledger:
        users, at = Users(ledger), room.clock()
        if users.find(made.name):
            raise AccessError(f"There is a user {made.name!r} already", advice="Choose another name")
        users.add(made, hash_password(_password()), at=at)
        _note(users, at, "add user", f"{made.name} as {made.role}")
    line(f"{made.name} may sign in as {made.role}.")


@command.command("list")
@options.db
@click.pass_obj
def show(room: Room, /, *, db: str | None) -> None:
    """List everybody who was given a name to sign in with."""
    with room.ledger(db) as ledger:
        found = Users(ledger).list()
    if not found:
        line("Nobody can sign in yet. Add somebody with: recount users add NAME --role administrator")
        return
    table(("name", "role", "may sign in"), [(one.name, one.role, "yes" if one.active else "no") for one in found])


@command.command("role")
@click.argument("name")
@click.argument("role", type=click.Choice(ROLES))
@options.db
@click.pass_obj
def change_role(room: Room, /, *, name: str, role: str, db: str | None) -> None:
    """Give a user another role; they have to sign in again."""
    _change(room, db, name, f"{name} as {role}", role=checked_role(role))
    line(f"{name} is {role} now.")


@command.command("password")
@click.argument("name")
@options.db
@click.pass_obj
def change_password(room: Room, /, *, name: str, db: str | None) -> None:
    """Give a user another password; they have to sign in again."""
    _change(room, db, name, f"password of {name}", password=hash_password(_password()))
    line(f"{name} has another password now.")


@command.command("disable")
@click.argument("name")
@options.db
@click.pass_obj
def disable(room: Room, /, *, name: str, db: str | None) -> None:
    """Shut a user out at once; what they decided stays, under their name."""
    _change(room, db, name, f"{name} shut out", active=False)
    line(f"{name} can no longer sign in.")


@command.command("enable")
@click.argument("name")
@options.db
@click.pass_obj
def enable(room: Room, /, *, name: str, db: str | None) -> None:
    """Let a user in again."""
    _change(room, db, name, f"{name} let in again", active=True)
    line(f"{name} may sign in again.")


def _change(room: Room, db: str | None, name: str, about: str, **values: object) -> None:
    with room.ledger(db) as ledger:
        users = Users(ledger)
        users.change(name, **values)
        _note(users, room.clock(), "change user", about)


def _note(users: Users, at: str, what: str, about: str) -> None:
    users.note(Action(at=at, who="(command line)", what=what, about=about))


def _password() -> str:
    """The password from the terminal, unseen and typed twice, or the first line of what is piped in."""
    if sys.stdin.isatty():
        return str(click.prompt("Password", hide_input=True, confirmation_prompt=True))
    return sys.stdin.readline().rstrip("\r\n")
