"""`python -m site_build OUT [--pages rich|all] [--day DAY]`: write the site."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import ai_security_standards as aiss

from .building import build


def main() -> None:
    """Build the site that the arguments ask for, and say what was written."""
    parser = argparse.ArgumentParser(
        prog="python -m site_build", description="Write the site of the catalog."
    )
    parser.add_argument("out", type=Path, metavar="OUT", help="the folder to write; what it held is deleted")
    parser.add_argument(
        "--pages",
        choices=("rich", "all"),
        default="rich",
        help="a page for provisions of which more is told than their name, or for all",
    )
    parser.add_argument("--day", help="the day for which the site answers; by default today")
    given = parser.parse_args()
    started = time.monotonic()
    catalog = aiss.load()
    made = build(given.out, catalog.as_of(given.day) if given.day else catalog, pages=given.pages)
    seconds = time.monotonic() - started
    size = f"{made['files']:,} files, {made['bytes'] / 1e6:.0f} MB"
    print(f"{size} in {seconds:.0f} s: {given.out}/index.html")


if __name__ == "__main__":
    main()
