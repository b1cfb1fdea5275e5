"""The site in headless Chromium, over HTTP and from a folder: it works, it can be read, and it is small.

The folder is built beforehand: `python -m site_build docs/_build/site`.
"""

from __future__ import annotations

import gzip
import http.server
import json
import subprocess
import threading
import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

ROOT = Path(__file__).parents[1]
SITE = ROOT / "docs" / "_build" / "site"
AXE = ROOT / "site_build" / "node_modules" / "axe-core" / "axe.min.js"
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-sync",
]
ACT = "ref/eu-ai-act@2024~2f1689"
PAGES = (
    "index.html", "browse.html", "crosswalk.html", "read.html", "dates.html",
    "search.html?q=prompt+injection",
    "404.html", "downloads.html",
    f"{ACT}/index.html", f"{ACT}/Article_15.html", "ref/nist-sp-800-53@5/index.html",
    "ref/nist-sp-800-53@5/AC-2.html", "ref/owasp-llm-top-10@2026/LLM01.html", "ref/nist-csf/index.html",
    "ref/cwe@4.19.1/index.html", "ref/avid@0.3.3/index.html",
    "crosswalk.html?a=eu-ai-act%402024%2F1689&b=iso-iec-42001%402023",
)  # fmt: skip
DOCS = tuple(f"docs/{path.stem}.html" for path in sorted((ROOT / "docs").glob("*.md")))
WIDTHS = (390, 768, 1400)


QUESTIONS = [line.split("\t") for line in (ROOT / "full" / "search_questions.tsv").read_text().splitlines()]


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Print nothing."""

    def send_error(self, code: int, *_: str | None, **__: str | None) -> None:
        """Answer with the site's own page where there is no file, as a host of static files does."""
        content = (SITE / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)


@pytest.fixture(scope="module")
def served() -> Iterator[str]:
    handler = partial(_Quiet, directory=str(SITE))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.fixture(scope="module", params=["http", "folder"])
def address(request: pytest.FixtureRequest, served: str) -> str:
    return served if request.param == "http" else SITE.as_uri()


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


def watched(page: Page, address: str) -> list[str]:
    """Return the list into which errors of the page and requests that leave the site will go."""
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    allowed = (address, "data:", "blob:")
    page.on("request", lambda asked: None if asked.url.startswith(allowed) else wrong.append(asked.url))
    return wrong


@pytest.mark.parametrize("name", [*PAGES, *DOCS])
def test_a_page_has_no_error_and_asks_nobody_else(page: Page, address: str, name: str) -> None:
    wrong = watched(page, address)
    page.goto(f"{address}/{name}")
    page.wait_for_timeout(300)
    assert wrong == []
    assert page.locator("h1").count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", [*PAGES, *DOCS])
def test_a_page_can_be_read_by_everybody(
    browser: Browser, served: str, name: str, width: int, scheme: str
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(f"{served}/{name}")
    page.wait_for_timeout(300)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    page.add_script_tag(path=str(AXE))
    found = page.evaluate(
        "axe.run().then(found => found.violations.map(each => [each.id, each.nodes[0].html]))"
    )
    page.close()
    assert found == []


def task_seconds(client: CDPSession) -> float:
    """Return how long the main thread of a page has worked, on a processor slowed fourfold."""
    metrics = {each["name"]: each["value"] for each in client.send("Performance.getMetrics")["metrics"]}
    return float(metrics["TaskDuration"])


def slowed(page: Page) -> CDPSession:
    """Slow the processor of a page, and count what it does."""
    client = page.context.new_cdp_session(page)
    client.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    client.send("Performance.enable", {"timeDomain": "threadTicks"})
    return client


@pytest.fixture(scope="module")
def plain_page_seconds(browser: Browser) -> float:
    """How long a plain table of 6,500 elements takes: machines differ, and so do their hours."""
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    client = slowed(page)
    page.set_content(f"<table>{'<tr><td>Article 15<td>Accuracy' * 2166}</table>", wait_until="load")
    page.wait_for_timeout(500)
    seconds = task_seconds(client)
    page.close()
    return seconds


@pytest.mark.parametrize("name", [*PAGES, *DOCS])
def test_a_page_keeps_its_budget(browser: Browser, served: str, plain_page_seconds: float, name: str) -> None:
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    sizes: list[int] = []
    page.on("response", lambda answer: sizes.append(len(gzip.compress(answer.body()))) if answer.ok else None)
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver(list => {"
        "for (const each of list.getEntries()) shift += each.value"
        "}).observe({type: 'layout-shift', buffered: true})"
    )
    client = slowed(page)
    page.goto(f"{served}/{name}", wait_until="load")
    page.wait_for_timeout(500)
    elements = page.evaluate("document.querySelectorAll('*').length")
    shift = page.evaluate("window.shift")
    seconds = task_seconds(client)
    page.close()
    tables = 400_000 if name.startswith("search") else 120_000 if "a=" in name else 0
    assert sum(sizes) <= 120_000 + tables
    assert elements <= 6500
    assert shift < 0.02
    assert seconds < 6 * plain_page_seconds


def test_scripts_and_tables_keep_their_budgets() -> None:
    def size(name: str) -> int:
        return len(gzip.compress((SITE / name).read_bytes()))

    assert size("static/site.js") + size("static/read.js") + size("static/worker.js") <= 20_000
    assert size("data/documents.js") + size("data/provisions.js") + size("data/synonyms.js") <= 400_000
    assert (
        max(size(str(path.relative_to(SITE))) for path in (SITE / "data" / "pairs").glob("*.js")) <= 120_000
    )
    assert sum(path.stat().st_size for path in SITE.rglob("*") if path.is_file()) <= 250_000_000


def test_headings_of_the_documentation_may_bear_names_of_the_explorer(page: Page, address: str) -> None:
    page.goto(f"{address}/docs/columns.html")
    page.wait_for_timeout(500)
    assert page.locator("section#hits table").count() == 1
    assert page.locator("section#matrix table").count() == 1
    assert page.locator("script[src$='data/provisions.js']").count() == 0


def test_search_by_keyboard_alone(page: Page, address: str) -> None:
    page.goto(f"{address}/index.html")
    page.keyboard.press("/")
    page.keyboard.type("LLM01")
    page.wait_for_selector("#found a")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/LLM01.html")
    assert "Prompt Injection" in page.inner_text("h1")


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("Article 15", "Article 15"), ("AML.T0051", "AML.T0051"), ("AC-2", "AC-2"), ("LLM01", "LLM01"),
        ("ISO/IEC 42001", "42001"), ("nist csf", "CSF"), ("promt injecton", "Prompt Injection"),
        ("EN 304 223", "304 223"), ("model theft", "Model"), ("TR 24030", "24030"), ("27090", "27090"),
        ("jailbreak", "Jailbreak"), ("A.6.2.4", "A.6.2.4"), ("GDPR", "GDPR"),
        ("agent goal hijack", "Goal Hijack"),
    ],
)  # fmt: skip
def test_search_finds_what_is_meant_among_the_first(page: Page, address: str, query: str, first: str) -> None:
    page.goto(f"{address}/search.html?q={query}")
    page.wait_for_selector("#hits li")
    hits = page.locator("#hits li").all_inner_texts()
    assert any(first.casefold() in hit.casefold() for hit in hits[:5]), hits[:5]


def test_forty_questions_that_were_written_before_looking(page: Page, served: str) -> None:
    page.goto(f"{served}/index.html")
    missed = []
    for question, expected in QUESTIONS:
        page.fill("#q", "")
        page.wait_for_selector("#found a", state="hidden")
        page.fill("#q", question)
        page.wait_for_selector("#found a")
        links = page.locator("#found a")
        hits = links.evaluate_all("all => all.slice(0, 5).map(a => a.getAttribute('href') + a.textContent)")
        if not any(expected.casefold() in hit.casefold() for hit in hits):
            missed.append((question, expected, hits))
    assert len(QUESTIONS) == 40
    assert missed == []


def test_what_bears_a_synonym_as_its_name_comes_after_what_bears_the_words(page: Page, served: str) -> None:
    page.goto(f"{served}/search.html?q=hallucination")
    page.wait_for_selector("#hits li")
    hits = page.locator("#hits li").all_inner_texts()
    assert "Hallucination" in hits[0]
    assert any("Misinformation" in hit for hit in hits[1:5])
    assert "also named “confabulation”, “misinformation”" in page.inner_text("#count")


def test_filters_stand_in_the_address(page: Page, address: str) -> None:
    page.goto(f"{address}/browse.html")
    page.select_option("#place", "KR")
    assert "place=KR" in page.url
    shown = page.inner_text("#count")
    page.goto(page.url)
    assert page.inner_text("#count") == shown
    assert not shown.startswith("0 ")


def test_a_crosswalk_by_its_address_and_swapped(page: Page, address: str) -> None:
    page.goto(f"{address}/crosswalk.html?a=eu-ai-act%402024%2F1689&b=iso-iec-42001%402023")
    page.wait_for_selector("#rows tbody tr")
    rows = page.locator("#rows tbody tr").count()
    assert page.inner_text("#count").startswith(f"{rows} rows")
    page.click("#swap")
    page.wait_for_selector("#rows tbody tr")
    assert page.locator("#rows tbody tr").count() == rows
    assert page.input_value("#a") == "iso-iec-42001@2023"
    page.click("#rows tbody tr:first-child th a")
    page.wait_for_url("**/ref/iso-iec-42001@2023/*.html")
    assert page.inner_text("h1")


def test_each_card_of_a_crosswalk_names_both_ends_on_a_phone(browser: Browser, served: str) -> None:
    for width, shown in ((390, True), (1400, False)):
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.goto(f"{served}/crosswalk.html?a=etsi-en-304-223%402.1.1&b=iso-iec-42001%402023")
        page.wait_for_selector("#rows tbody tr")
        assert page.locator("#rows td.again").first.is_visible() == shown
        page.close()


def test_a_crosswalk_of_an_edition_that_no_longer_counts_says_so(page: Page, address: str) -> None:
    page.goto(f"{address}/crosswalk.html?a=owasp-llm-top-10%402025&b=mitre-atlas%405.6.1")
    page.wait_for_selector("#rows tbody tr")
    assert page.input_value("#a") == "owasp-llm-top-10@2026"
    assert "and not owasp-llm-top-10@2025" in page.inner_text("#count")
    page.click("#swap")
    page.wait_for_function("!document.querySelector('#count').textContent.includes('not owasp')")


def test_a_crosswalk_without_a_row_leads_to_what_there_is(page: Page, address: str) -> None:
    page.goto(f"{address}/crosswalk.html?a=eu-ai-act%402024%2F1689&b=csa-maestro%402025")
    page.wait_for_selector("#rows a")
    assert page.inner_text("#count").startswith("No shipped mapping set has a row")
    page.click("#rows p:first-child a")
    page.wait_for_url(f"**/{ACT}/index.html#mapped")
    assert page.locator("#mapped").count() == 1


def test_a_text_is_read_by_the_library_itself(page: Page, address: str) -> None:
    wrong = watched(page, address)
    page.goto(f"{address}/read.html")
    page.fill("#text", "LLM06:2023 and NIST CSF PR.DS-1, AML.T0051")
    page.click("#reader button")
    page.wait_for_selector("#mentions table", timeout=120_000)
    assert "nist-csf@2.0:PR.DS-01" in page.inner_text("#mentions")
    assert page.locator("#mentions tbody tr").count() == 3
    assert wrong == []


def test_a_sheet_can_be_had(page: Page, served: str) -> None:
    page.goto(f"{served}/ref/owasp-llm-top-10@2026/index.html")
    with page.expect_download() as had:
        page.click("text=Checklist (Excel)")
    assert had.value.suggested_filename.endswith("-checklist.xlsx")


@pytest.mark.parametrize("name", ["index.html", "browse.html", f"{ACT}/Article_15.html", f"{ACT}/index.html"])
def test_a_page_is_whole_without_script(browser: Browser, served: str, name: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}/{name}")
    assert page.locator("main a").count() > 3
    context.close()


def test_print_unfolds_and_drops_navigation(browser: Browser, served: str, tmp_path: Path) -> None:
    page = browser.new_page()
    page.goto(f"{served}/{ACT}/Article_15.html")
    page.emulate_media(media="print")
    assert not page.locator(".top").is_visible()
    page.pdf(path=str(tmp_path / "page.pdf"))
    assert (tmp_path / "page.pdf").stat().st_size > 10_000
    page.close()


def test_every_code_block_has_a_copy_button(page: Page, address: str) -> None:
    page.goto(f"{address}/docs/guide.html")
    page.wait_for_selector("button.copybtn")
    assert page.locator("button.copybtn").count() == page.locator("div.highlight pre").count()


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("ref/eu-ai-act@2024/1689:Article%2015", f"{ACT}/Article_15.html"),
        ("ref/eu-ai-act@2024/1689", f"{ACT}/index.html"),
        ("ref/nist-csf@2.0/PR.DS-01", "ref/nist-csf@2.0/PR.DS-01.html"),
        ("ref/mitre-atlas@2026.09:AML.T0051.000", "ref/mitre-atlas@2026.09/AML.T0051.000.html"),
        ("ref/csa-aicm@1.1.0:A%26A-01", "ref/csa-aicm@1.1.0/A~26A-01.html"),
    ],
)
def test_what_files_write_leads_to_its_page(page: Page, served: str, asked: str, shown: str) -> None:
    page.goto(f"{served}/{asked}")
    page.wait_for_url(f"{served}/{shown}")


def test_a_bare_provision_leads_to_its_place_in_the_document(page: Page, served: str) -> None:
    text = (SITE / "data" / "bare.js").read_text(encoding="utf-8")
    bare = json.loads(text[len('AISS_LOAD("bare",') : -2])
    for document in ("cwe@4.19.1", "eu-gdpr@2016~2f679"):
        provision = bare[document].split(" ")[0]
        page.goto(f"{served}/ref/{document}/{provision}.html")
        page.wait_for_url(f"{served}/ref/{document}/index.html#{provision}")
        assert page.locator("li:target").count() == 1


def test_a_site_below_folders_of_the_same_names_knows_its_root(page: Page) -> None:
    """The folder `docs` above the site must not be taken for its own."""
    handler = partial(_Quiet, directory=str(ROOT))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        below = f"http://127.0.0.1:{server.server_address[1]}/docs/_build/site"
        wrong = watched(page, below)
        page.goto(f"{below}/ref/eu-ai-act@2024/1689:Article%2015")
        page.wait_for_url(f"{below}/{ACT}/Article_15.html")
        assert [each for each in wrong if "404" not in each] == []
        server.shutdown()


def test_an_address_of_nothing_can_be_searched_for(page: Page, served: str) -> None:
    page.goto(f"{served}/ref/no-such@1:LLM01")
    page.wait_for_load_state("networkidle")
    assert "Nothing here" in page.inner_text("h1")
    page.click("#instead")
    page.wait_for_selector("#hits li")
    assert "LLM01" in page.inner_text("#hits li >> nth=0")


def test_slugs_are_those_of_the_library(tmp_path: Path) -> None:
    script = tmp_path / "slugs.mjs"
    bundler = ROOT / "site_build" / "node_modules" / ".bin" / "esbuild"
    source = ROOT / "site_build" / "static" / "addresses.ts"
    subprocess.run(
        [str(bundler), str(source), "--format=esm", f"--outfile={script}", "--log-level=error"], check=True
    )
    lines = (ROOT / "tests" / "records" / "slugs.tsv").read_text(encoding="utf-8").splitlines()[1:]
    cases = [line.split("\t") for line in lines]
    asked = f"import {{ slug_of_ref }} from {json.dumps(script.as_uri())};" + (
        f"console.log(JSON.stringify({json.dumps([text for text, _ in cases])}.map(slug_of_ref)))"
    )
    made = subprocess.run(
        ["node", "--input-type=module", "-e", asked], check=True, capture_output=True, text=True
    )
    assert json.loads(made.stdout) == [slug for _, slug in cases]


def test_the_page_stays_quick_while_a_text_is_read(page: Page, served: str) -> None:
    page.goto(f"{served}/read.html")
    page.evaluate("""() => {
        window.longest = 0;
        let last = performance.now();
        setInterval(() => {
            const now = performance.now();
            longest = Math.max(longest, now - last);
            last = now;
        }, 10);
    }""")
    page.click("#reader button")
    page.wait_for_selector("#mentions table", timeout=120_000)
    assert [worker.url.rsplit("/", 1)[1] for worker in page.workers] == ["worker.js"]
    assert page.evaluate("window.longest") < 1000


@pytest.mark.parametrize("name", ["catalog-parquet.zip", "catalog-sqlite.zip", "catalog-json.zip"])
def test_the_whole_catalog_can_be_had(page: Page, served: str, name: str) -> None:
    page.goto(f"{served}/downloads.html")
    with page.expect_download() as had:
        page.click(f"text={name}")
    with zipfile.ZipFile(had.value.path()) as archive:
        assert archive.testzip() is None
        assert any("relationships" in each or "sqlite" in each for each in archive.namelist())


def test_the_site_as_a_zip_is_the_site() -> None:
    with zipfile.ZipFile(SITE / "site.zip") as archive:
        names = set(archive.namelist())
        assert archive.read("index.html") == (SITE / "index.html").read_bytes()
    files = {path.relative_to(SITE).as_posix() for path in SITE.rglob("*") if path.is_file()}
    assert names == {name for name in files if not name.endswith(".zip")}


def test_every_link_and_anchor_leads_somewhere() -> None:
    from html.parser import HTMLParser
    from urllib.parse import unquote, urljoin

    ids: dict[str, set[str]] = {}
    links: dict[str, set[str]] = {}

    class Reader(HTMLParser):
        def handle_starttag(self, _: str, attrs: list[tuple[str, str | None]]) -> None:
            for name, value in attrs:
                if value is None:
                    continue
                if name == "id":
                    ids[self.page].add(value)
                elif name == "href" and not value.startswith(("http", "data:", "mailto:", "ftp:")):
                    links[self.page].add(value)

        page = ""

    for path in SITE.rglob("*.html"):
        reader = Reader()
        reader.page = path.relative_to(SITE).as_posix()
        ids[reader.page], links[reader.page] = set(), set()
        reader.feed(path.read_text(encoding="utf-8"))
    wrong = []
    for page_name, targets in links.items():
        for target in targets:
            path, _, anchor = urljoin(page_name, target).partition("#")
            path = unquote(path.partition("?")[0])
            there = path in ids or (SITE / path).is_file()
            if not there or (anchor and path in ids and unquote(anchor) not in ids[path]):
                wrong.append((page_name, target))
    assert wrong[:10] == []
