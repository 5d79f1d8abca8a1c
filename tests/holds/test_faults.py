"""Whatever moment the work is interrupted at, nothing acknowledged is lost, and nothing is there twice."""

import random
import signal
from pathlib import Path

import faulty
import pytest
from faulty import OPERATIONS, REFUSED, Fate, chosen_points, killed_at, undisturbed, without_room, wrong_after
from stores import Server, run_sql

from recount.ledger import Ledger


@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_kill_at_any_statement_of_a_file_loses_and_doubles_nothing(tmp_path: Path, operation: str) -> None:
    points, wanted = undisturbed(operation, str(tmp_path / "whole.db"))
    for point in chosen_points(points, 5, random.Random(operation)):
        place = str(tmp_path / f"{point}.db")
        fate = killed_at(operation, place, point)
        assert fate.status == -signal.SIGKILL
        assert wrong_after(place, operation, fate, wanted) == [], point


@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_kill_at_any_statement_on_a_server_loses_and_doubles_nothing(server: Server, operation: str) -> None:
    points, wanted = undisturbed(operation, server.place())
    for point in chosen_points(points, 2, random.Random(operation)):
        place = server.place()
        fate = killed_at(operation, place, point)
        assert fate.status == -signal.SIGKILL
        assert wrong_after(place, operation, fate, wanted) == [], point


@pytest.mark.parametrize("room", [1 << 14, 60_000, 200_000])
def test_a_disk_that_fills_up_refuses_and_keeps_what_was_acknowledged(tmp_path: Path, room: int) -> None:
    _, wanted = undisturbed("add", str(tmp_path / "whole.db"))
    place = str(tmp_path / "recount.db")
    fate = without_room("add", place, room)
    assert fate.status == REFUSED
    assert wrong_after(place, "add", fate, wanted) == []


CUT = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
    "WHERE application_name = 'recount' AND pid <> pg_backend_pid()"
)


def test_a_connection_that_is_cut_between_two_questions_is_made_anew_unseen(server: Server) -> None:
    with Ledger.open(server.place()) as ledger:
        run_sql(server.address, CUT)
        ledger.keep(b"x", at="now")
        assert ledger.verify().complaints == ()


def test_a_connection_that_is_cut_in_the_middle_is_said_and_nothing_is_half_there(server: Server) -> None:
    place = server.place()
    _, wanted = undisturbed("add", server.place())

    def cut_at(number: int) -> None:
        if number == 90:
            run_sql(server.address, CUT)

    def adding(where: str, say: faulty.Say) -> None:
        with faulty.counted_statements(cut_at):
            faulty.adding(where, say)

    fate = faulty.in_a_fork(place, adding).fate()
    assert fate.status == REFUSED
    assert wrong_after(place, "add", fate, wanted) == []


def test_work_on_a_server_that_stops_is_refused_and_goes_on_afterwards(server: Server) -> None:
    _, wanted = undisturbed("add", server.place())
    place = server.place()
    server.stop()
    try:
        fate = faulty.in_a_fork(place, OPERATIONS["add"].work).fate()
    finally:
        server.start()
    assert fate == Fate(REFUSED, ())
    assert wrong_after(place, "add", fate, wanted) == []


ARTICLES = b"".join(
    b'{"id": "a%d", "text": "2016-10-%02d Quetta: killed %d (army)"}\n' % (n, n + 1, n + 20) for n in range(9)
)


@pytest.mark.parametrize("good", [0, 30, 60, 200, len(ARTICLES) - 1])
def test_a_file_that_breaks_off_is_told_and_gives_no_half_article(tmp_path: Path, good: int) -> None:
    assert faulty.unreadable_after(str(tmp_path / "recount.db"), ARTICLES, "a.jsonl", good) == []
    assert (
        faulty.unreadable_after(str(tmp_path / "recount.db"), b"Words and words. (army)", "a.txt", min(good, 9)) == []
    )
