"""An empty Flet app, the baseline of sessions: `python -m bench.empty_app PORT`."""

import sys

import flet as ft
import flet_web.fastapi as flet_fastapi
import uvicorn


def main(page: ft.Page) -> None:
    """One word, so that there is something to wait for."""
    page.add(ft.Text("empty"))


if __name__ == "__main__":
    app = flet_fastapi.app(main, no_cdn=True)
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="error")
