"""HTML in, PDF/A-3a out, in a process of its own: the only place that knows WeasyPrint.

Run as `python -m app.documents.renderer` by press.py. It reads requests from standard input and
answers on standard output; it gets no key, no database and no network, and of the disk only
`static/`, so a letter that was made to misbehave finds nothing here (security D4, C34).
"""

import contextlib
import io
import json
import os
import resource
import struct
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

STATIC = Path(__file__).resolve().parents[2] / "static"
# A letter costs as much as six hundred pages (platform §6); people at their screens go first.
_PATIENCE = 10
MOST_MEMORY = (
    1024 * 1024 * 1024
)  # address space in bytes; a letter needs about 100 MB of it resident
HEADER = struct.Struct(">cII")  # the outcome, the number of pages, the length of what follows
DONE, FAILED, NO_PANGO = b"D", b"F", b"P"
PANGO_MISSING = (
    "PDF tidak bisa dibuat: pustaka Pango tidak ada. "
    "Pasang dengan: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
)


class _Press:
    """WeasyPrint, loaded once, with its fonts kept between letters."""

    def __init__(self) -> None:
        with contextlib.redirect_stdout(io.StringIO()):  # it prints a banner when Pango is missing
            import weasyprint
            from weasyprint.text.fonts import FontConfiguration
            from weasyprint.urls import URLFetcher

        class OnlyStatic(URLFetcher):
            """Data URLs and files below static/; everything else is refused."""

            def fetch(self, url: str, headers: Any = None) -> Any:
                if url.startswith("data:"):
                    return super().fetch(url, headers)
                if not url.startswith("file://") or not _is_static(url):
                    raise ValueError("letters may not fetch this")
                return super().fetch(url, headers)

        self._weasyprint = weasyprint
        self._fonts = FontConfiguration()
        self._fetcher = OnlyStatic(allowed_protocols={"data", "file"})

    def print(self, order: dict[str, Any]) -> tuple[bytes, int]:
        os.environ["SOURCE_DATE_EPOCH"] = str(int(order["at"]))
        at = datetime.fromtimestamp(int(order["at"]), UTC)
        record = self._weasyprint.Attachment(
            string=order["record"],
            name=order["record_name"],
            description=order["record_description"],
            relationship="Source",
            created=at,
            modified=at,
        )
        page = self._weasyprint.HTML(
            string=order["html"], base_url=f"{STATIC.as_uri()}/", url_fetcher=self._fetcher
        )
        options = {"pdf_variant": "pdf/a-3a", "pdf_tags": True, "attachments": [record]}
        letter = page.render(font_config=self._fonts, **options)
        pdf: bytes = letter.write_pdf(pdf_identifier=order["identifier"].encode(), **options)
        return pdf, len(letter.pages)


def _is_static(url: str) -> bool:
    from urllib.parse import unquote, urlsplit

    return Path(unquote(urlsplit(url).path)).resolve().is_relative_to(STATIC)


def _serve(orders: BinaryIO, answers: BinaryIO) -> None:
    press: _Press | None = None
    while length := orders.read(4):
        order = json.loads(orders.read(struct.unpack(">I", length)[0]))
        try:
            press = press or _Press()
            outcome, (body, pages) = DONE, press.print(order)
        except OSError:
            outcome, body, pages = (NO_PANGO if press is None else FAILED), b"OSError", 0
        except Exception as error:  # told by its class only: a message may quote the letter
            outcome, body, pages = FAILED, type(error).__name__.encode(), 0
        answers.write(HEADER.pack(outcome, pages, len(body)) + body)
        answers.flush()


def _let_others_go_first() -> None:
    """A letter may come a minute later; the person who waits for a page may not."""
    os.nice(_PATIENCE)
    if hasattr(os, "SCHED_IDLE"):
        os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))


def main() -> None:
    """Serve until standard input closes."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _let_others_go_first()
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not land among the answers
    _serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
