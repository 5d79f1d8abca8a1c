"""The web app: the ledger for reading by anyone, and the desk for those who sign in.

`recount.web.desk` and `recount.web.access` bring their own routes and templates; all else is reading.
"""

import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware

from recount import __version__
from recount.config import Config, load_config
from recount.ledger import Ledger, Users
from recount.stages import STAGES, Stages
from recount.web.access.door import Doorkeeper, Entrance
from recount.web.access.routes import router as access
from recount.web.access.sessions import Door
from recount.web.actors import router as actors
from recount.web.api import router as api
from recount.web.assets import Assets
from recount.web.desk.redaction import router as redaction
from recount.web.desk.routes import router as desk
from recount.web.document import router as document
from recount.web.headers import HeadAnswers, SecurityHeaders
from recount.web.health import router as health
from recount.web.incident import router as incident
from recount.web.incidents import router as incidents
from recount.web.maps import router as maps
from recount.web.news import router as news
from recount.web.overview import router as overview
from recount.web.page import environment
from recount.web.problems import answer_problems
from recount.web.shelf import Shelf
from recount.web.site import Site
from recount.web.statistics import router as statistics
from recount.web.surges import router as surges
from recount.web.turns import Turns

TITLE = "RECOUNT_TITLE"  # the environment's name for what the ledger is called
ROUTERS = (
    overview,
    maps,
    incidents,
    incident,
    document,
    actors,
    statistics,
    surges,
    api,
    news,
    health,
    access,
    redaction,
    desk,
)


def create_app(
    config: Config,
    ledger_url: str | None = None,
    *,
    stages: Stages = STAGES,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    title: str = "Incident ledger",
    create: bool = False,
) -> FastAPI:
    """The app on the ledger at an address (or the one set); the ledger is closed when the app stops."""
    ledger = Ledger.open(ledger_url or config.ledger, create=create)
    shelf = Shelf.of(ledger.place)

    @asynccontextmanager
    async def open_and_close(_app: FastAPI) -> AsyncIterator[None]:
        shelf.now().warm()  # before the first reader comes
        environment()
        yield
        shelf.close()
        ledger.close()

    app = FastAPI(
        title=f"Recount: {title}",
        version=__version__,
        lifespan=open_and_close,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
    )
    app.state.site = Site(config=config, ledger=ledger, shelf=shelf, stages=stages, now=now, title=title)
    entrance = Entrance.of(config, Door(users=Users(ledger), now=now))
    app.add_middleware(Turns)
    app.add_middleware(Doorkeeper, entrance=entrance)
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=5)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(HeadAnswers)
    answer_problems(app)
    for router in ROUTERS:
        app.include_router(router)
    app.mount("/static", Assets(), name="static")
    return app


def from_environment() -> FastAPI:
    """The app of one of several processes that share the work; ledger and title are told by the environment."""
    return create_app(load_config(os.environ), title=os.environ.get(TITLE, "Incident ledger"))
