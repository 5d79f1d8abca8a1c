"""What is watched and where alerts go, out of a TOML file.

state = "sent.json"          # what was sent already; left out: beside this file
look_back = 56               # days: surges and incidents before them raise no alert

[[watch]]
name = "Attacks in Balochistan"
area = "Balochistan"         # a country, province, district or town; left out: everywhere
actor = "Islamic State"      # under any of its names; left out: anybody
type = "suicide_bombing"     # left out: every form
measure = "killed"           # incidents (the default), killed or wounded
on = ["surge", "incident"]   # left out: surge alone
at_least = 10                # only incidents with at least so many people of the measure

[send]
file = "alerts.jsonl"        # one line of JSON for each alert
rss = "alerts.xml"

[send.email]
server = "smtp.example.org"
port = 587
security = "starttls"        # starttls, tls or none
from = "recount@example.org"
to = ["desk@example.org"]
user = "recount"             # left out: no log-in; the password is taken from RECOUNT_SMTP_PASSWORD

[send.webhook]
url = "https://example.org/hook"
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args
from urllib.parse import urlsplit

from recount.errors import ConfigError
from recount.records import EventType
from recount.tally.surges_series import MEASURES, Watch

Security = Literal["starttls", "tls", "none"]

PASSWORD = "RECOUNT_SMTP_PASSWORD"  # noqa: S105 - the name of the variable, not what it holds
_MOST_FILE = 1_000_000
_TOP = ("state", "look_back", "watch", "send")
_WATCH = ("name", "area", "actor", "type", "measure", "on", "at_least")
_SEND = ("file", "rss", "email", "webhook")
_EMAIL = ("server", "port", "security", "from", "to", "user")


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """A watch with what of it raises alerts."""

    watch: Watch
    surges: bool = True
    incidents: bool = False
    at_least: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Email:
    """A mail server and the addresses; the password is never in the file."""

    server: str
    sender: str
    to: tuple[str, ...]
    port: int = 587
    security: Security = "starttls"
    user: str | None = None
    password: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All of a watch file; paths are beside it."""

    watches: tuple[Watched, ...]
    state: Path
    look_back: int = 56
    file: Path | None = None
    rss: Path | None = None
    email: Email | None = None
    webhook: str | None = None


def read_plan(file: Path, environment: Mapping[str, str]) -> Plan:
    """The plan of a file; ConfigError names the entry that cannot be used."""
    try:
        data = file.read_bytes()
        if len(data) > _MOST_FILE:
            raise ConfigError(f"{file} holds {len(data):,} bytes", advice=f"Give a file of at most {_MOST_FILE:,}")
        told = tomllib.loads(data.decode("utf-8"))
    except OSError as error:
        raise ConfigError(f"{file} cannot be read ({error.strerror})", advice="Check the path") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file} is no valid TOML ({error})", advice="Mend the line that is named") from error
    return _plan(_Entry(told, str(file), _TOP), file, environment)


def _plan(told: "_Entry", file: Path, environment: Mapping[str, str]) -> Plan:
    rows = told.get("watch", list, [])
    if not rows:
        raise ConfigError(f"{file} watches nothing", advice="Add an entry [[watch]] with a name")
    watches = tuple(_watch(_Entry(row, f"watch {number} of {file}", _WATCH)) for number, row in enumerate(rows, 1))
    names = [one.watch.name for one in watches]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        raise ConfigError(f"{file} has two watches named {twice!r}", advice="Give each a name of its own")
    send = _Entry(told.get("send", dict, {}), f"[send] of {file}", _SEND)
    beside = file.resolve().parent
    return Plan(
        watches=watches,
        state=beside / told.get("state", str, f"{file.name}.sent.json"),
        look_back=told.number("look_back", 56, most=36_600),
        file=_path(beside, send.get("file", str, None)),
        rss=_path(beside, send.get("rss", str, None)),
        email=_email(_Entry(send.held["email"], f"[send.email] of {file}", _EMAIL), environment)
        if "email" in send.held
        else None,
        webhook=_address(_Entry(send.held["webhook"], f"[send.webhook] of {file}", ("url",)))
        if "webhook" in send.held
        else None,
    )


def _path(beside: Path, name: str | None) -> Path | None:
    return beside / name if name else None


def _watch(told: "_Entry") -> Watched:
    on = told.texts("on", ["surge"])
    strange = [one for one in on if one not in {"surge", "incident"}]
    if strange or not on:
        raise told.wrong("on", on, 'a list of "surge" and "incident"')
    return Watched(
        watch=Watch(
            name=told.get("name", str),
            area=told.get("area", str, None),
            actor=told.get("actor", str, None),
            type=told.one_of("type", get_args(EventType), None),
            measure=told.one_of("measure", MEASURES, "incidents"),
        ),
        surges="surge" in on,
        incidents="incident" in on,
        at_least=told.number("at_least", 1, most=1_000_000),
    )


def _email(told: "_Entry", environment: Mapping[str, str]) -> Email:
    user = told.get("user", str, None)
    if user and not environment.get(PASSWORD):
        raise ConfigError(f"{told.where} has a user, and {PASSWORD} is not set", advice="Set it, or take out the user")
    to = tuple(told.texts("to", []))
    if not to:
        raise told.wrong("to", list(to), "a list of addresses")
    return Email(
        server=told.get("server", str),
        sender=told.get("from", str),
        to=to,
        port=told.number("port", 587, most=65535),
        security=told.one_of("security", get_args(Security), "starttls"),
        user=user,
        password=environment.get(PASSWORD) if user else None,
    )


def _address(told: "_Entry") -> str:
    url: str = told.get("url", str)
    try:
        parts = urlsplit(url)
        fits = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        fits = False
    if not fits:
        raise told.wrong("url", url, "an address such as https://example.org/hook")
    return url


class _Entry:
    """A table of the file, with where it stands."""

    def __init__(self, held: object, where: str, allowed: Sequence[str]) -> None:
        self.where = where
        if not isinstance(held, Mapping):
            raise ConfigError(f"{where} is {held!r}", advice="Write it as a table: key = value lines")
        self.held = held
        unknown = sorted(set(held) - set(allowed))
        if unknown:
            advice = f"Use only: {', '.join(allowed)}"
            raise ConfigError(f"{where} holds {unknown[0]!r}, which means nothing", advice=advice)

    def get(self, key: str, kind: type[Any], default: Any = ...) -> Any:
        """The value under a key, of a kind."""
        value = self.held.get(key, default)
        if value is default and default is not ...:
            return value
        if not isinstance(value, kind) or isinstance(value, bool) or value == "":
            words = "words in quotes" if kind is str else "a list" if kind is list else "a table"
            raise self.wrong(key, None if value is ... else value, words)
        return value

    def texts(self, key: str, default: Sequence[str]) -> Sequence[str]:
        """A list of texts."""
        values = self.get(key, list, default)
        if not all(isinstance(one, str) and one for one in values):
            raise self.wrong(key, values, "a list of words in quotes")
        return list(values)

    def number(self, key: str, default: int, *, most: int) -> int:
        """A whole number from 1."""
        value = self.held.get(key, default)
        if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= most:
            raise self.wrong(key, value, f"a whole number from 1 to {most}")
        return value

    def one_of(self, key: str, allowed: Sequence[str], default: str | None) -> Any:
        """One of some words."""
        value = self.held.get(key, default)
        if value is not None and value not in allowed:
            raise self.wrong(key, value, f"one of: {', '.join(allowed)}")
        return value

    def wrong(self, key: str, value: object, wanted: str) -> ConfigError:
        """What to raise where a value cannot be used."""
        return ConfigError(f"{key} = {value!r} in {self.where} cannot be used", advice=f"Give {wanted}")
