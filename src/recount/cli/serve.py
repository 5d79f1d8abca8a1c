"""`recount serve`: the ledger as a web app."""

import os
import socket
import webbrowser
from threading import Timer
from typing import Any

import click
import uvicorn
from uvicorn.supervisors import Multiprocess

from recount.cli import options
from recount.cli.printing import line, note
from recount.cli.room import Room
from recount.web.app import TITLE, create_app
from recount.web.site import Site


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("--port", default=8700, show_default=True, type=click.IntRange(1, 65535), help="Port to listen at.")
@click.option("--open", "open_page", is_flag=True, help="Open the first page in a browser.")
@click.option("--title", default="Incident ledger", help="What the ledger is called at the head of each page.")
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="Processes that answer.")
@options.db
@click.pass_obj
def command(room: Room, /, *, host: str, port: int, open_page: bool, title: str, workers: int, db: str | None) -> None:
    """Show the ledger in a browser.

    Pages for reading, search, downloads and an API. Nothing is fetched from elsewhere, and nobody outside this
    computer can reach it unless --host says so. Stop it with Ctrl-C. Beside the ledger a catalogue for searching is
    kept (FILE.catalogue); it can be deleted at any time.

    \b
    Example:
      recount serve --open
      recount serve --host 0.0.0.0 --port 80 --workers 4 --title "Harbour monitor"
    """  # noqa: D301
    place = db or room.config.ledger
    app = create_app(room.config, place, stages=room.stages, now=room.now, title=title)
    site: Site = app.state.site
    if site.shelf.behind():
        note("preparing the catalogue for searching; the first time takes a while for a large ledger")
    site.shelf.prepare(room.config.jobs)
    address = f"http://{host}:{port}/"
    line(f"The ledger is shown at {address} (stop with Ctrl-C)")
    if open_page:
        Timer(1, webbrowser.open, (address,)).start()
    how: dict[str, Any] = {"host": host, "port": port, "log_level": "warning", "server_header": False}
    how["proxy_headers"] = room.config.proxy_header is None  # else whose word a name is could not be told any more
    if workers == 1:
        uvicorn.run(app, **how)
        return
    os.environ |= {"RECOUNT_LEDGER": place, TITLE: title}  # each process makes an app of its own, told where by these
    config = uvicorn.Config("recount.web.app:from_environment", factory=True, workers=workers, **how)
    shared = config.bind_socket()
    shared.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # else each answer waits 40 ms for its second packet
    Multiprocess(config, sockets=[shared]).run()
