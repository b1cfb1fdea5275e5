"""The built documentation in headless Chromium: pages load, link, search and log no error."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

SITE = Path(__file__).parents[1] / "docs" / "_build" / "html"
PAGES = sorted(path.name for path in SITE.glob("*.html"))
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    handler = partial(http.server.SimpleHTTPRequestHandler, directory=str(SITE))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


def test_the_site_was_built() -> None:
    assert {"index.html", "guide.html", "reference.html"} <= set(PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_loads_without_an_error_or_a_request_that_leaves_the_machine(
    page: Page, address: str, name: str
) -> None:
    errors: list[str] = []
    requests: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("request", lambda request: requests.append(request.url))
    response = page.goto(f"{address}/{name}")
    assert response is not None
    assert response.ok
    assert errors == []
    assert [each for each in requests if not each.startswith((address, "data:"))] == []


def test_every_code_block_has_a_copy_button(page: Page, address: str) -> None:
    page.goto(f"{address}/guide.html")
    page.wait_for_selector("button.copybtn")
    assert page.locator("button.copybtn").count() == page.locator("div.highlight pre").count()


def test_search_finds_a_method(page: Page, address: str) -> None:
    page.goto(f"{address}/search.html?q=crosswalk")
    page.wait_for_selector("#search-results li")
    assert page.locator("#search-results li").count() > 1
