"""Pages in a real browser: accessible in light and dark, quiet, light on the line, usable by keyboard."""

import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from web_ledgers import client_of

playwright = pytest.importorskip("playwright.sync_api", reason="pip install playwright")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="pip install axe-playwright-python")

CHROMIUM = shutil.which("chromium")
MOST_BYTES = 700 * 1024
MOST_REQUESTS = 10
MOST_SHIFT = 0.05  # of the layout, as browsers measure it; a tenth is called good
SHIFT = """() => new Promise((done) => {
  let shift = 0;
  const add = (list) => list.getEntries().forEach((one) => { if (!one.hadRecentInput) shift += one.value; });
  new PerformanceObserver(add).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(shift), 100);
})"""
SCHEMES = ("light", "dark")


@pytest.fixture(scope="session")
def address(example_ledger: Path) -> Iterator[str]:
    app = client_of(example_ledger).app
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))  # type: ignore[arg-type]
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="session")
def browser() -> Iterator["playwright.Browser"]:
    if CHROMIUM is None:
        pytest.skip("there is no chromium: apt-get install chromium")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def paths(client: object) -> dict[str, str]:
    told = client.get("/api/incidents", params={"text": "Westgate"}).json()["incidents"][0]["id"]  # type: ignore[attr-defined]
    document = client.get(f"/api/incidents/{told}").json()["reports"][0]["document"]  # type: ignore[attr-defined]
    return {
        "overview": "/",
        "incidents": "/incidents?grade=contested",
        "incident": f"/incidents/{told}",
        "rules": f"/incidents/{told}/rules",
        "document": f"/documents/{document}",
        "actors": "/actors",
        "actor": "/actors/Boko%20Haram",
        "statistics": "/statistics?by=year&and=country",
        "surges": "/surges",
        "api": "/api",
    }


PAGES = ("overview", "incidents", "incident", "rules", "document", "actors", "actor", "statistics", "surges", "api")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible_quiet_and_light(
    browser: "playwright.Browser", address: str, paths: dict[str, str], name: str
) -> None:
    for scheme in SCHEMES:
        context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme=scheme)
        page = context.new_page()
        said: list[str] = []
        asked: list[str] = []
        weights: list[int] = []
        page.on("console", lambda message, said=said: said.append(message.text))
        page.on("pageerror", lambda error, said=said: said.append(str(error)))
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.on("requestfinished", lambda one, weights=weights: weights.append(one.sizes()["responseBodySize"]))
        page.goto(address + paths[name], wait_until="networkidle")
        assert page.evaluate(SHIFT) <= MOST_SHIFT
        assert len(asked) <= MOST_REQUESTS
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        found = axe.Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert said == []
        assert [url for url in asked if not url.startswith((address, "data:"))] == []
        assert 0 < sum(weights) <= MOST_BYTES
        context.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_a_phone(browser: "playwright.Browser", address: str, paths: dict[str, str], name: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    page.goto(address + paths[name], wait_until="networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()


@pytest.mark.parametrize("name", ["overview", "incident", "actors", "statistics"])
def test_a_page_works_without_a_script(
    browser: "playwright.Browser", address: str, paths: dict[str, str], name: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + paths[name])
    assert page.locator("h1").count() == 1
    assert page.locator("main").inner_text().strip()
    assert not page.locator("button.script").first.is_visible() if page.locator("button.script").count() else True
    context.close()


def test_the_map_draws_countries_and_places(browser: "playwright.Browser", address: str) -> None:
    page = browser.new_page()
    page.goto(address, wait_until="networkidle")
    page.wait_for_selector(".map.ready")
    assert page.locator("path.land").count() > 150
    assert page.locator("path.spot").count() >= 4
    alone = page.request.get(f"{address}/map.json").json()["countries"]
    assert page.locator("path.land.told").count() == len(alone)
    page.close()


def test_a_place_known_to_a_province_is_drawn_as_the_province(browser: "playwright.Browser", address: str) -> None:
    spot = {"place": "", "province": "Balochistan", "country": "PK", "level": "province", "radius_km": 300,
            "latitude": 28, "longitude": 65, "incidents": 2, "killed": 3}  # fmt: skip
    answer = {"link": "/incidents", "names": {"PK": ["Pakistan", "586"]}, "countries": [], "left_out": 0}
    page = browser.new_page()
    page.route("**/map.json", lambda route: route.fulfill(json=answer | {"spots": {k: [v] for k, v in spot.items()}}))
    page.goto(address, wait_until="networkidle")
    page.wait_for_selector(".map.ready")
    drawn = page.locator("path.area").get_attribute("d")
    assert drawn is not None
    assert drawn.count("L") > 40  # its border, no circle
    assert page.locator("path.spot").count() == 0
    page.locator(".leaflet-control-zoom-in").click()
    playwright.expect(page.locator("path.province").first).to_be_attached()
    page.locator("path.area").click(force=True)
    assert "somewhere in this province" in page.locator(".leaflet-popup-content").inner_text()
    page.close()


def test_dragging_over_the_timeline_chooses_a_period(browser: "playwright.Browser", address: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(address, wait_until="networkidle")
    box = page.locator(".timeline svg").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 200, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + 320, box["y"] + 60, steps=4)
    page.mouse.up()
    page.wait_for_url("**since=**")
    assert page.locator(".chips li").count() == 3
    page.close()


@pytest.mark.parametrize(("path", "name"), [("/", "timeline"), ("/actors", "network")])
def test_a_drawing_is_downloaded_as_a_picture(
    browser: "playwright.Browser", address: str, path: str, name: str
) -> None:
    page = browser.new_page(accept_downloads=True)
    page.goto(address + path, wait_until="networkidle")
    with page.expect_download() as coming:
        page.locator("[data-png]").first.click()
    assert coming.value.suggested_filename == f"recount-{name}.png"
    assert Path(coming.value.path()).read_bytes().startswith(b"\x89PNG")
    page.close()


def test_the_keyboard_alone_reaches_the_list(browser: "playwright.Browser", address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.goto(f"{address}/incidents")
    page.locator("input[name=text]").fill("Westgate")
    page.keyboard.press("Enter")
    page.wait_for_url("**text=Westgate**")
    assert 1 <= page.locator("tbody tr").count() <= 3
    page.close()


def test_a_facet_changes_the_list_and_the_address_and_back_again(browser: "playwright.Browser", address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/incidents", wait_until="networkidle")
    before = page.locator("tbody tr").count()
    page.locator("aside.facets a", has_text="Kenya").first.click()
    page.wait_for_url("**country=KE**")
    playwright.expect(page.locator("tbody tr")).not_to_have_count(before)
    assert page.locator("tbody tr").count() < before
    assert page.locator("#list").count() == 1
    page.go_back()
    playwright.expect(page.locator("tbody tr")).to_have_count(before)
    assert page.locator("header.top").count() == page.locator("form.filter").count() == 1
    page.close()


def test_pointing_at_evidence_lights_up_its_claim(
    browser: "playwright.Browser", address: str, paths: dict[str, str]
) -> None:
    page = browser.new_page()
    page.goto(address + paths["document"], wait_until="networkidle")
    page.locator("mark[data-claims]").first.hover()
    assert page.locator(".claim-card.lit").count() >= 1
    page.locator("a.ref[href^='#c-']").first.click()
    assert page.locator(".claim-card:target").count() == 1
    page.close()


def test_the_rule_sets_open_beside_the_incident(
    browser: "playwright.Browser", address: str, paths: dict[str, str]
) -> None:
    page = browser.new_page()
    page.goto(address + paths["incident"], wait_until="networkidle")
    page.get_by_text("all side by side").click()
    page.wait_for_selector("#side-by-side table")
    assert page.locator("#side-by-side tbody tr").count() == 5
    assert page.url.endswith(paths["incident"])
    page.close()
