"""Links between the documents lead somewhere: files, folders and headings of this repository."""

import re
import subprocess
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINK = re.compile(r"\]\(([^()\s]+(?:\([^()\s]*\))?)(?:\s+\"[^\"]*\")?\)|(?:src|href)=\"([^\"]+)\"")
CODE = re.compile(r"^(```|~~~).*?^\1|`[^`\n]*`", re.MULTILINE | re.DOTALL)


def documents() -> list[str]:
    """What people read, as it is tracked."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "--", "*.md", ":!services", ":!tests"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [name for name in listed.stdout.splitlines() if (ROOT / name).exists()]


@cache
def headings(path: Path) -> frozenset[str]:
    """The anchors that a Markdown page's headings get."""
    text = CODE.sub("", path.read_text("utf-8"))
    words = [str(match[1]) for match in re.finditer(r"^#+\s+(.+?)\s*$", text, re.MULTILINE)]
    return frozenset(re.sub(r"[^\w\- ]", "", w.lower()).replace(" ", "-") for w in words)


def broken(document: Path) -> list[str]:
    """The links of a document that lead nowhere; other sites are not asked."""
    found: list[str] = []
    for match in LINK.finditer(CODE.sub("", document.read_text("utf-8"))):
        link = str(match[1] or match[2])
        parts = urlsplit(link)
        if parts.scheme or parts.netloc:
            continue
        target = (document.parent / unquote(parts.path)).resolve() if parts.path else document
        if not (target.exists() and target.is_relative_to(ROOT)):
            found.append(link)
        elif target.suffix == ".md" and parts.fragment:
            anchors = headings(target)
            found += [link] if unquote(parts.fragment).lower() not in anchors else []
    return found


def test_the_documents_are_there() -> None:
    assert {"README.md", "docs/operator.md", "docs/contributor/README.md"} <= set(documents())


@pytest.mark.parametrize("document", documents())
def test_every_link_leads_somewhere(document: str) -> None:
    assert broken(ROOT / document) == []


def test_a_broken_link_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{__name__}.ROOT", tmp_path)
    page = tmp_path / "page.md"
    page.write_text(
        '# Một đầu đề\n[a](gone.md) [b](#một-đầu-đề) [c](#nowhere) <img src="no.png">'
        " [d](https://example.org/x) [e](../outside) `[f](code.md)`\n```\n[g](fenced.md)\n```\n",
        "utf-8",
    )
    assert broken(page) == ["gone.md", "#nowhere", "no.png", "../outside"]
