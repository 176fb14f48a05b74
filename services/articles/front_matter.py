"""The header of a Markdown file: `key: value` lines between `---`, or TOML between `+++`.

Only scalars matter here, so this reads the part of YAML that people write by hand and skips
the rest, instead of running a full YAML reader over files from anywhere.
"""

import re
import tomllib
from dataclasses import dataclass

_OPEN = re.compile(r"\A\s*(---|\+\+\+)[ \t]*\n")
_KEY = re.compile(r"([A-Za-z_][\w .-]{0,40}?)\s*:(?:\s+(.*))?$")
_BLOCK = re.compile(r"[|>][+-]?\d?$")
_MAX_HEADER_LINES = 200


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Header values by lower-case key, and the text below the header."""

    values: dict[str, str]
    body: str


def split_front_matter(text: str) -> FrontMatter:
    """Separates header and body; a text without a closed header is all body."""
    opened = _OPEN.match(text)
    if not opened:
        return FrontMatter({}, text)
    fence = opened.group(1)
    lines = text[opened.end() :].split("\n")
    for index, line in enumerate(lines[: _MAX_HEADER_LINES + 1]):
        if line.rstrip() == fence or (fence == "---" and line.rstrip() == "..."):
            header, body = lines[:index], "\n".join(lines[index + 1 :])
            values = _toml(header) if fence == "+++" else _yaml_scalars(header)
            # A thematic break at the very top also looks like a header, but holds no keys.
            if values or not any(line.strip() for line in header):
                return FrontMatter(values, body)
            break
    return FrontMatter({}, text)


def _toml(lines: list[str]) -> dict[str, str]:
    try:
        raw = tomllib.loads("\n".join(lines))
    except tomllib.TOMLDecodeError:
        return {}
    return {key.lower(): str(value) for key, value in raw.items() if not isinstance(value, dict)}


def _yaml_scalars(lines: list[str]) -> dict[str, str]:
    values: dict[str, str] = {}
    key: str | None = None
    for line in lines:
        if line.lstrip().startswith("#"):
            continue
        if line[:1] in (" ", "\t"):
            # An indented line continues the value above it (folded or block scalar).
            if key is not None and line.strip():
                values[key] = f"{values[key]} {line.strip()}".strip()
            continue
        found = _KEY.match(line.rstrip())
        if not found:
            key = None
            continue
        name = key = found.group(1).lower()
        raw = (found.group(2) or "").strip()
        values[name] = "" if _BLOCK.match(raw) else _unquote(raw)
    return values


def _unquote(raw: str) -> str:
    if len(raw) >= 2 and raw[0] == raw[-1] == '"':
        return raw[1:-1].replace('\\"', '"').replace("\\\\", "\\")
    if len(raw) >= 2 and raw[0] == raw[-1] == "'":
        return raw[1:-1].replace("''", "'")
    return re.sub(r"\s+#.*$", "", raw)
