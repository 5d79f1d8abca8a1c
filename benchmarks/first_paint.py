"""Times the first paint of the overview in headless Chromium, and what it weighs.

usage: python benchmarks/first_paint.py FILE [FILE ...] [--times 7] [--write]

Each time is a browser window that knows nothing yet; the server has the ledger open already. `--write` puts the table
into RESULTS.md. Needs chromium and playwright.
"""

import argparse
import os
import sys
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1] / "building"))
from screenshots import served

RESULTS = Path(__file__).with_name("RESULTS.md")
FIGURES = """() => new Promise((done) => {
  const found = { shift: 0, largest: 0 };
  const watch = (type, note) => new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  watch("layout-shift", (one) => { found.shift += one.value; });
  watch("largest-contentful-paint", (one) => { found.largest = one.startTime; });
  found.first = performance.getEntriesByName("first-contentful-paint")[0].startTime;
  found.answer = performance.getEntriesByType("navigation")[0].responseEnd;
  setTimeout(() => done(found), 300);
})"""  # noqa: E501 - as a browser reads it


def painted(browser: Browser, address: str) -> dict[str, float]:
    """One visit of the overview by a browser that knows nothing yet."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    weights: list[int] = []
    page.on("requestfinished", lambda one: weights.append(one.sizes()["responseBodySize"]))
    page.goto(address, wait_until="networkidle")
    found: dict[str, Any] = page.evaluate(FIGURES)
    context.close()
    return {**found, "kilobytes": sum(weights) / 1024, "requests": len(weights)}


def row(browser: Browser, file: str, times: int) -> str:
    with served(file) as address:
        painted(browser, address)  # the browser itself starts
        found = [painted(browser, address) for _ in range(times)]
    said = {name: [one[name] for one in found] for name in found[0]}
    first = sorted(said["first"])
    return (
        f"| {Path(file).stem} | {median(first):.0f} | {first[-1]:.0f} | {median(said['largest']):.0f} | "
        f"{median(said['answer']):.0f} | {median(said['kilobytes']):.0f} | {median(said['requests']):.0f} | "
        f"{max(said['shift']):.3f} |"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+")
    parser.add_argument("--times", type=int, default=7)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    load = os.getloadavg()[0]
    head = "| ledger | first paint, ms | longest | largest paint | page there | KB | requests | layout shift |"
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        rows = [row(browser, file, given.times) for file in given.files]
        browser.close()
    lines = [
        f"{given.times} first visits each, load {load:.1f} on {os.cpu_count()} cores.",
        "",
        head,
        "| --- " * 8 + "|",
    ]
    text = "\n".join([*lines, *rows])
    print(text)
    if given.write:
        before, rest = RESULTS.read_text(encoding="utf-8").split("<!-- paint -->")
        after = rest.partition("<!-- /paint -->")[2]
        RESULTS.write_text(f"{before}<!-- paint -->\n{text}\n<!-- /paint -->{after}", "utf-8")


if __name__ == "__main__":
    main()
