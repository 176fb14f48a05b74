"""Runs alone in a process of its own, on one file from outside: reads its text or draws one page.

A file may be built to crash, to hang or to fill the memory of whoever opens it. So nothing but this
process opens it: with a bound on memory and time, no files to write, nothing of the app loaded, and
nothing to tell but the answer on its standard output. Asked with `text <kind>` or
`page <number> <width>`; the file comes in on standard input.
"""

import json
import resource
import sys
import time
import unicodedata
from typing import Any, Final, cast

MOST_MEMORY: Final = 768 * 2**20
MOST_CPU_S: Final = 20
READING_S: Final = 12.0
"""So long a text is read; what has been read by then is the text."""
MOST_PAGES: Final = 3000
MOST_TEXT: Final = 1_000_000
"""Bytes of UTF-8 that are kept of a text."""
MOST_PIXELS: Final = 6_000_000
LONGEST_SIDE: Final = 8000
PIECE: Final = 2500
"""Characters after which a Word file, which has no pages, is parted."""
PAGE_BREAK: Final = "\f"
JPEG_QUALITY: Final = 82


def main() -> int:
    """Answer on standard output; any failure is an exit code without words of the file."""
    _confine()
    content = sys.stdin.buffer.read()
    if sys.argv[1] == "text":
        pages, count = _pdf_text(content) if sys.argv[2] == "pdf" else _word_text(content)
        answer = {"text": _joined(pages), "pages": count}
        sys.stdout.buffer.write(json.dumps(answer).encode())
    else:
        sys.stdout.buffer.write(_page(content, int(sys.argv[2]), int(sys.argv[3])))
    return 0


def _confine() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_CPU_S, MOST_CPU_S))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _pdf_text(content: bytes) -> tuple[list[str], int]:
    import pypdfium2

    until = time.monotonic() + READING_S
    pages: list[str] = []
    size = 0
    document: Any = pypdfium2.PdfDocument(content)
    count = len(document)
    for number in range(min(count, MOST_PAGES)):
        page = document[number]
        words = page.get_textpage()
        text = cast(str, words.get_text_bounded())
        words.close()
        page.close()
        pages.append(_clean(text))
        size += len(pages[-1])
        if size > MOST_TEXT or time.monotonic() > until:
            break
    return pages, count


def _word_text(content: bytes) -> tuple[list[str], int]:
    from services.articles.docx_package import open_package

    pieces: list[str] = []
    held: list[str] = []
    size = 0
    for line in open_package(content).lines:
        held.append(_clean(line))
        size += len(held[-1]) + 1
        if size >= PIECE:
            pieces.append("\n".join(held))
            held, size = [], 0
    if held:
        pieces.append("\n".join(held))
    return pieces, len(pieces)


def _clean(text: str) -> str:
    """NFC, one kind of line end, no signs that steer anything."""
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    kept = (c for c in text if c == "\n" or unicodedata.category(c) not in ("Cc", "Cs", "Co", "Cn"))
    return "".join("-" if c == "\ufffe" else c for c in kept).strip()


def _joined(pages: list[str]) -> str:
    text = PAGE_BREAK.join(pages)
    return text.encode()[:MOST_TEXT].decode(errors="ignore")


def _page(content: bytes, number: int, width: int) -> bytes:
    """How many pages there are, in four bytes, and the picture."""
    import io

    import pypdfium2

    document: Any = pypdfium2.PdfDocument(content)
    page = document[number - 1]
    wide, high = cast("tuple[float, float]", page.get_size())
    wide, high = max(wide, 1.0), max(high, 1.0)
    # A page may say that it is as large as a house, or a thread as long as a street.
    scale = min(width / wide, LONGEST_SIDE / high, (MOST_PIXELS / (wide * high)) ** 0.5)
    drawn = page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
    out = io.BytesIO()
    drawn.save(out, "JPEG", quality=JPEG_QUALITY)
    return len(document).to_bytes(4, "big") + out.getvalue()


if __name__ == "__main__":
    sys.exit(main())
