"""The catalogue of a ledger: one card an incident, for searching and counting while a reader waits.

It is a file of its own beside the ledger (`recount.db.catalogue`), made out of it and made again when the ledger moved
on, so it can be deleted at any time and never holds up whoever writes to the ledger. Where the folder takes no file,
and for a ledger on a server, it lives in a temporary file.
"""

import json
import re
import sqlite3
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields
from datetime import date
from pathlib import Path
from threading import local
from typing import Any, Self

from recount.ledger.cards import GROUPS, Card, Draw, Drawn, cards_in_turn
from recount.ledger.engine import file_of
from recount.ledger.search import AT_ONCE, Search

VERSION = "3"  # of the cards: a catalogue of another version is made anew
_NUMBERED = ("first", "last", "witnesses", "reports", "disputes")
_MEASURED = ("latitude", "longitude", "radius_km")
_APART = ("killed", "wounded", "dead", "actors", "words")
_TOLLS = tuple(f"{field}_{end}" for field in ("killed", "wounded") for end in ("low", "best", "high", "open"))
_DEAD = tuple(f"dead_{group}" for group in GROUPS)
PLAIN = tuple(field.name for field in fields(Card) if field.name not in _APART)
COLUMNS = (*PLAIN, *_TOLLS, *_DEAD)
_TOKEN = re.compile(r'"([^"]*)"|(\S+)')
_WORD = re.compile(r"\w+")
_MOST_WORDS = 12
_PATIENCE = 900  # seconds that a process waits while another draws the first catalogue


class Catalogue:
    """The cards of one ledger, open for reading by several threads."""

    def __init__(self, file: str, *, temporary: bool = False) -> None:
        self._file = file
        self._temporary = temporary
        self._held = local()

    @classmethod
    def beside(cls, place: str) -> Self:
        """The catalogue of the ledger at a place."""
        file = file_of(place)
        if file is not None:
            made = cls(f"{file}.catalogue")
            try:
                made._prepare()
            except sqlite3.OperationalError:  # the folder takes no file
                made.close()
            else:
                return made
        with tempfile.NamedTemporaryFile(suffix=".catalogue", delete=False) as empty:
            made = cls(empty.name, temporary=True)
        made._prepare()
        return made

    def close(self) -> None:
        """Lets go of the file in this thread, and of a temporary file for good."""
        if hasattr(self._held, "connection"):
            self._held.connection.close()
            del self._held.connection
        if self._temporary:
            Path(self._file).unlink(missing_ok=True)

    def _connection(self) -> sqlite3.Connection:
        if not hasattr(self._held, "connection"):
            connection = sqlite3.connect(self._file, timeout=_PATIENCE, isolation_level=None)
            for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "secure_delete = ON", "mmap_size = 268435456"):
                connection.execute(f"PRAGMA {pragma}")
            self._held.connection = connection
        held: sqlite3.Connection = self._held.connection
        return held

    @contextmanager
    def reading(self) -> Iterator[None]:
        """All that is read within is of one moment."""
        connection = self._connection()
        connection.execute("BEGIN")
        try:
            yield
        finally:
            connection.execute("COMMIT")

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        connection = self._connection()
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")

    def _prepare(self) -> None:
        with self._writing() as connection:
            connection.execute("CREATE TABLE IF NOT EXISTS state (key TEXT PRIMARY KEY, value TEXT NOT NULL)")
            if _state(connection).get("version") != VERSION:
                for table in ("cards", "actors", "words", "read"):
                    connection.execute(f"DROP TABLE IF EXISTS {table}")
                connection.execute(_cards_table())
                connection.execute("CREATE TABLE actors (number INTEGER, actor TEXT, side TEXT)")
                connection.execute("CREATE INDEX actors_by_number ON actors (number)")
                connection.execute("CREATE VIRTUAL TABLE words USING fts5(said, tokenize = 'porter unicode61')")
                connection.execute("CREATE TABLE read (outlet TEXT, day INTEGER, documents INTEGER)")
                connection.execute("DELETE FROM state")
                connection.execute("INSERT INTO state VALUES ('version', ?)", (VERSION,))

    def state(self) -> str:
        """The state of the ledger that the cards tell of."""
        return _state(self._connection()).get("of", "")

    def refresh(self, search: Search, draw: Draw, *, jobs: int = 1) -> None:
        """Brings the cards up to the ledger; cards of incidents that did not change stay as they are.

        Very many are drawn by `jobs` processes.
        """
        with self._writing() as connection:
            before, of = _state(connection), search.state()
            if before.get("of") == of:
                return
            mark, moved = search.moved(before.get("mark", ""))
            held = _held(connection, moved)
            redacted = search.redacted()
            digests = search.digests(redacted) if moved is None and held else dict.fromkeys(search.ids(moved), "")
            waiting = [key for key, digest in digests.items() if held.get(key, (0, None))[1] != digest]
            for drawn in cards_in_turn(search, waiting, draw, redacted, jobs=jobs):
                _remove(connection, [held[one.card.id][0] for one in drawn if one.card.id in held])
                _insert(connection, drawn)
            _remove(connection, [number for key, (number, _) in held.items() if key not in digests])
            if _documents(before.get("of", "")) != _documents(of):
                _replace_read(connection, search)
            _note(connection, "of", of)
            _note(connection, "mark", mark)

    def coverage(self) -> list[tuple[str, date, int]]:
        """Outlet, day of publication, number of documents: which days were read."""
        rows = self._connection().execute("SELECT outlet, day, documents FROM read")
        return [(outlet, date.fromordinal(day), documents) for outlet, day, documents in rows]

    def totals(self) -> dict[str, int]:
        """How many documents and claims the ledger holds."""
        held = _state(self._connection())
        return {name: int(held.get(name, 0)) for name in ("documents", "claims")}

    def columns(self) -> dict[str, list[Any]]:
        """The cards column by column (numbers first), in order of number, without what only a list prints."""
        names = ("number", *(name for name in COLUMNS if name not in {"shown", "id"}))
        cursor = self._connection().execute(f"SELECT {', '.join(names)} FROM cards ORDER BY number")  # noqa: S608 - names of our own
        rows = list(zip(*cursor, strict=True)) or [()] * len(names)
        return {name: list(values) for name, values in zip(names, rows, strict=True)}

    def actors(self) -> list[tuple[int, str, str]]:
        """Number of the card, actor, side."""
        return self._connection().execute("SELECT number, actor, side FROM actors ORDER BY number").fetchall()

    def cards(self, numbers: Sequence[int]) -> list[dict[str, Any]]:
        """What a list prints of some cards, in the order of their numbers as given."""
        marks = ", ".join("?" * len(numbers))
        query = f"SELECT number, id, recorded, changed, shown FROM cards WHERE number IN ({marks})"  # noqa: S608
        rows = self._connection().execute(query, list(numbers)).fetchall()
        held = {
            number: {"id": key, "recorded": recorded, "changed": changed, **json.loads(shown)}
            for number, key, recorded, changed, shown in rows
        }
        return [held[number] for number in numbers if number in held]

    def ids(self, numbers: Sequence[int]) -> list[str]:
        """The incidents of some cards."""
        return [
            card["id"]
            for start in range(0, len(numbers), AT_ONCE)
            for card in self.cards(numbers[start : start + AT_ONCE])
        ]

    def matching(self, text: str) -> list[int]:
        """The cards whose words hold all words of a search; "words in quotes" stand next to each other."""
        asked = _as_query(text)
        if not asked:
            return []
        return [row[0] for row in self._connection().execute("SELECT rowid FROM words WHERE words MATCH ?", (asked,))]

    def newest(self, most: int) -> list[int]:
        """The cards that were changed last."""
        query = "SELECT number FROM cards ORDER BY changed DESC, id LIMIT ?"
        return [row[0] for row in self._connection().execute(query, (most,))]


def _state(connection: sqlite3.Connection) -> Mapping[str, str]:
    return dict(connection.execute("SELECT key, value FROM state").fetchall())


def _held(connection: sqlite3.Connection, keys: Collection[str] | None) -> dict[str, tuple[int, str]]:
    """The number and digest of each card, or of those of some incidents."""
    query = "SELECT number, id, digest FROM cards"
    if keys is None:
        return {key: (number, digest) for number, key, digest in connection.execute(query)}
    found = (connection.execute(f"{query} WHERE id = ?", (key,)).fetchone() for key in sorted(keys))
    return {row[1]: (row[0], row[2]) for row in found if row}


def _documents(state: str) -> list[str]:
    """What a state of the ledger says of its documents."""
    return re.findall(r"(?:captures|accounts)=\S*", state)


def _cards_table() -> str:
    kinds = dict.fromkeys((*_NUMBERED, *_TOLLS, *_DEAD), "INTEGER") | dict.fromkeys(_MEASURED, "REAL")
    columns = ", ".join(f"{name} {kinds.get(name, 'TEXT')}" for name in COLUMNS)
    return f"CREATE TABLE cards (number INTEGER PRIMARY KEY, digest TEXT, {columns}, UNIQUE (id))"


def _insert(connection: sqlite3.Connection, drawn: Iterable[Drawn]) -> None:
    number = connection.execute("SELECT coalesce(max(number), 0) FROM cards").fetchone()[0]
    rows, actors, words = [], [], []
    for number, one in enumerate(drawn, start=number + 1):  # noqa: B020 - goes on from the last one
        card = one.card
        plain = [getattr(card, name) for name in PLAIN]
        rows.append((number, one.digest, *plain, *card.killed, *card.wounded, *card.dead))
        actors += [(number, *actor) for actor in card.actors]
        words.append((number, card.words))
    marks = ", ".join("?" * (len(COLUMNS) + 2))
    connection.executemany(f"INSERT INTO cards VALUES ({marks})", rows)  # noqa: S608
    connection.executemany("INSERT INTO actors VALUES (?, ?, ?)", actors)
    connection.executemany("INSERT INTO words (rowid, said) VALUES (?, ?)", words)


def _note(connection: sqlite3.Connection, key: str, value: object) -> None:
    connection.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", (key, str(value)))


def _replace_read(connection: sqlite3.Connection, search: Search) -> None:
    """What was read, which is counted over all documents: once for each state, not by each process."""
    rows = [(outlet, day.toordinal(), documents) for outlet, day, documents in search.coverage()]
    connection.execute("DELETE FROM read")
    connection.executemany("INSERT INTO read VALUES (?, ?, ?)", rows)
    for name, number in search.totals().items():
        _note(connection, name, number)


def _remove(connection: sqlite3.Connection, numbers: Collection[int]) -> None:
    gone: Iterable[tuple[int]] = [(number,) for number in numbers]
    for table, column in (("cards", "number"), ("actors", "number"), ("words", "rowid")):
        connection.executemany(f"DELETE FROM {table} WHERE {column} = ?", gone)  # noqa: S608


def _as_query(text: str) -> str:
    """What a reader typed as a question for the index: nothing in it is taken for an operator of the index."""
    parts = []
    for phrase, word in _TOKEN.findall(text):
        words = _WORD.findall(phrase or word)
        if words:
            parts.append(f'"{" ".join(words)}"' + ("" if phrase else "*"))
    return " ".join(parts[:_MOST_WORDS])
