"""Every letter that the product writes has a shape in the fonts that it ships: no others are fetched, and
what has none is drawn as an empty box."""

import ast
from pathlib import Path
from typing import Any, cast

import flet_web
import pytest
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parents[3]
FONTS = (
    Path(flet_web.__file__).parent / "web/assets/fonts/roboto.woff2",
    ROOT / "assets/assets/fonts/roboto-bold.woff2",
)
BLANK = set("\n\t")
ON_A_TERMINAL = {"services/articles/strings.py"}
"""Words that are never on a screen."""

WORDS = [
    *(ROOT / "views").rglob("*.py"),
    *(p for p in (ROOT / "services").rglob("strings.py")),
    *(p for p in (ROOT / "services/demo/data").rglob("*") if p.suffix in (".toml", ".md")),
]


@pytest.fixture(scope="module", params=FONTS, ids=lambda path: path.stem)
def letters(request: pytest.FixtureRequest) -> set[str]:
    shapes = cast("dict[int, str]", cast(Any, TTFont(request.param)).getBestCmap())
    return {chr(number) for number in shapes}


def said(path: Path) -> str:
    """What a file says to people: a program's texts without its comments and docstrings."""
    text = path.read_text("utf-8")
    if path.suffix != ".py":
        return text
    tree = ast.parse(text)
    silent = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return "".join(
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent
    )


def test_every_letter_has_a_shape(letters: set[str]) -> None:
    files = [path for path in WORDS if str(path.relative_to(ROOT)) not in ON_A_TERMINAL]
    assert len(files) > 200
    without = {str(path.relative_to(ROOT)): set(said(path)) - letters - BLANK for path in files}
    assert {path: marks for path, marks in without.items() if marks} == {}


def test_every_vietnamese_letter_has_a_shape(letters: set[str]) -> None:
    marked = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ"
    assert set(marked) | set(marked.upper()) <= letters
