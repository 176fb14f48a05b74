"""What a start loads: nothing that takes long and is needed only when something is made or read in."""

import subprocess
import sys
from pathlib import Path

LATE = {
    "openpyxl": "workbooks, read and written",
    "fpdf": "printing",
    "mammoth": "Word files",
    "bs4": "articles that are brought in",
    "zxcvbn": "a new password",
    "segno": "QR codes",
    "rich": "httpx's own command line",
    "pygments": "the same",
    "services.demo.scale": "a new demo",
    "services.accounts.first_officers": "a new installation",
    "services.articles.filing": "articles that are brought in",
}


def test_serving_loads_nothing_that_serves_nobody_yet() -> None:
    told = subprocess.run(
        [sys.executable, "-c", "import sys, app; app.load_views(); print(*sys.modules)"],
        cwd=Path(__file__).resolve().parent.parent, capture_output=True, text=True, check=True,
    )  # fmt: skip
    loaded = set(told.stdout.split())
    assert "views.serve" in loaded
    assert {name: LATE[name] for name in LATE if name in loaded} == {}


def test_the_command_line_itself_waits_for_no_screen() -> None:
    """Postgres is started first, and the rest is loaded while it does."""
    told = subprocess.run(
        [sys.executable, "-c", "import sys, app; print(*sys.modules)"],
        cwd=Path(__file__).resolve().parent.parent, capture_output=True, text=True, check=True,
    )  # fmt: skip
    heavy = {"flet", "fastapi", "supabase", "httpx", "services.container", "views.serve"}
    assert heavy & set(told.stdout.split()) == set()
