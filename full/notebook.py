"""What a notebook shows of each record and result, as pages and as screenshots in light and in dark.

`python full/notebook.py FOLDER` writes them there; it fails where a card is above 60 kB or holds a script.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import ai_security_standards as aiss

LIMIT = 60_000
#: The colours of a notebook, and how Chromium is told to prefer them.
SCHEMES = {"light": ("#fff", "#111", "light"), "dark": ("#111", "#eee", "dark")}
CHROMIUM = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run"]


def cards() -> dict[str, object]:
    """Return what is to be shown, by name."""
    catalog = aiss.load().as_of("2026-11-26")
    provider = aiss.Profile(jurisdictions="EU", roles="provider", risk_classes="high-risk")
    return {
        "catalog": catalog,
        "standard": catalog.standard("eu-ai-act"),
        "provision": catalog.provision("eu-ai-act:Article 15"),
        "standards": catalog.standards(),
        "provisions": catalog.provisions("nist-sp-800-53"),
        "relationship": catalog.relationships("eu-ai-act:Article 15", to="iso-iec-42001")[0],
        "crosswalk": catalog.crosswalk("etsi-en-304-223", "iso-iec-42001", max_steps=2),
        "coverage": catalog.coverage("eu-ai-act", implemented="iso-iec-42001"),
        "coverage-row": catalog.coverage("eu-ai-act", "iso-iec-42001").only("partial")[0],
        "rulings": catalog.applicable(provider),
        "framework": catalog.framework("eu-ai-act"),
    }


def main(folder: Path) -> None:
    """Write and photograph every card."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, shown in cards().items():
        html: str = shown._repr_html_()  # type: ignore[attr-defined]
        size = len(html.encode())
        assert size <= LIMIT, f"{name}: {size} bytes"
        assert "<script" not in html
        for scheme, (background, colour, prefers) in SCHEMES.items():
            page = folder / f"{name}-{scheme}.html"
            page.write_text(
                f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{name}</title><style>:root{{'
                f"color-scheme:{prefers}}}body{{background:{background};color:{colour};font:14px sans-serif}}"
                f"</style>{html}</html>",
                encoding="utf-8",
            )
            picture = page.with_suffix(".png")
            dark = ["--blink-settings=preferredColorScheme=0"] if scheme == "dark" else []
            window = ["--window-size=1200,900", f"--screenshot={picture}", page.as_uri()]
            subprocess.run([*CHROMIUM, *dark, *window], check=True, capture_output=True, timeout=120)
            assert picture.stat().st_size > 5_000, f"{picture} is empty"
        print(f"{name}: {size:,} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
