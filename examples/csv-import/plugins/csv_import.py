"""Articles from a table of comma-separated values."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path

from newsgen.plugins import ImportedFile, Importer, Plugin, Settings

NEEDED = ("headline", "date", "text")


def plugin(settings: Settings) -> Plugin:
    settings.only("section")
    section = settings.text("section", "local")

    def read(source: Path) -> Iterator[ImportedFile]:
        with source.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            for row in rows:
                missing = [name for name in NEEDED if not row.get(name)]
                if missing:
                    raise ValueError(f"line {rows.line_num} has no {', '.join(missing)}")
                slug = row.get("slug") or slug_of(row["headline"])
                place = slug_of(row.get("section") or section)
                yield ImportedFile(path=f"articles/{place}/{slug}.md", content=article(row))

    return Plugin(
        name="csv-import",
        version="1.0",
        needs=">=0.1",
        importers=(Importer(name="csv", read=read),),
    )


def article(row: dict[str, str]) -> str:
    sources = [one.strip() for one in (row.get("sources") or "").split(";") if one.strip()]
    # JSON is YAML, and quotes whatever a headline may have in it.
    front = [
        f"headline: {json.dumps(row['headline'], ensure_ascii=False)}",
        f"date: {row['date']}",
        f"sources: {json.dumps(sources, ensure_ascii=False)}",
    ]
    return "\n".join(["---", *front, "---", row["text"].strip(), ""])


def slug_of(text: str) -> str:
    return re.sub(r"\W+", "-", text.lower()).strip("-")
