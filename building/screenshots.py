"""Takes a picture of each page for the docs: at a desk, in the dark, on a phone.

usage: python building/screenshots.py [--db recount.db] [--out docs/screens]

Needs chromium and playwright. Without `--db` the bundled examples are read into a ledger of their own first.
"""

import argparse
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from click.testing import CliRunner
from playwright.sync_api import Browser, sync_playwright

from recount.cli import main as recount
from recount.config import Config
from recount.web.app import create_app

ROOT = Path(__file__).parents[1]
SIZES = {"desktop": (1280, 860), "dark": (1280, 860), "phone": (390, 780)}
TALLEST = 1500  # pixels kept of a long page


@contextmanager
def served(place: str) -> Iterator[str]:
    server = uvicorn.Server(uvicorn.Config(create_app(Config(jobs=1), place), port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


def pages(browser: Browser, address: str) -> dict[str, str]:
    page = browser.new_page()
    found = page.request.get(f"{address}/api/incidents?text=Westgate&sort=killed").json()["incidents"]
    found = found or page.request.get(f"{address}/api/incidents?sort=killed").json()["incidents"]
    key = found[0]["id"]
    document = page.request.get(f"{address}/api/incidents/{key}").json()["reports"][-1]["document"]
    page.close()
    return {
        "overview": "/",
        "incidents": "/incidents?sort=killed",
        "incident": f"/incidents/{key}",
        "rules": f"/incidents/{key}/rules",
        "document": f"/documents/{document}",
        "actors": "/actors",
        "actor": "/actors/al-Shabab",
        "statistics": "/statistics?by=year&and=country",
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--db")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "screens")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        place = given.db or f"{folder}/recount.db"
        if not given.db:
            CliRunner().invoke(recount, ["demo", "--into", folder], catch_exceptions=False)
        with served(place) as address, sync_playwright() as started:
            browser = started.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
            for name, path in pages(browser, address).items():
                for size, (width, height) in SIZES.items():
                    view = {"width": width, "height": height}
                    scheme = "dark" if size == "dark" else "light"
                    context = browser.new_context(viewport=view, color_scheme=scheme)
                    page = context.new_page()
                    page.goto(address + path, wait_until="networkidle")
                    tall = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST)
                    clip = {"x": 0, "y": 0, "width": width, "height": tall}
                    file = given.out / f"{name}-{size}.jpg"
                    page.screenshot(path=file, full_page=True, clip=clip, type="jpeg", quality=58)
                    context.close()
            browser.close()


if __name__ == "__main__":
    main()
