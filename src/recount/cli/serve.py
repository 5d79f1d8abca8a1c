"""`recount serve`: the ledger as a web app."""

import webbrowser
from threading import Timer

import click
import uvicorn

from recount.cli import options
from recount.cli.printing import line
from recount.cli.room import Room
from recount.web.app import create_app


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("--port", default=8700, show_default=True, type=click.IntRange(1, 65535), help="Port to listen at.")
@click.option("--open", "open_page", is_flag=True, help="Open the first page in a browser.")
@click.option("--title", default="Incident ledger", help="What the ledger is called at the head of each page.")
@options.db
@click.pass_obj
def command(room: Room, *, host: str, port: int, open_page: bool, title: str, db: str | None) -> None:
    """Show the ledger in a browser.

    Pages for reading, search, downloads and an API. Nothing is fetched from elsewhere, and nobody outside this
    computer can reach it unless --host says so. Stop it with Ctrl-C.

    \b
    Example:
      recount serve --open
      recount serve --host 0.0.0.0 --port 80 --title "Harbour monitor"
    """  # noqa: D301
    app = create_app(room.config, db, stages=room.stages, now=room.now, title=title)
    address = f"http://{host}:{port}/"
    line(f"The ledger is shown at {address} (stop with Ctrl-C)")
    if open_page:
        Timer(1, webbrowser.open, (address,)).start()
    forwarded = room.config.proxy_header is None  # else the app must see the proxy's own address, to trust it
    uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False, proxy_headers=forwarded)
