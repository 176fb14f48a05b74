"""QR codes on the screen."""

from __future__ import annotations

import io


def qr_png(content: str) -> bytes:
    """A QR code as a PNG, black on white with its quiet zone."""
    import segno  # loads long: not at the app's start

    picture = io.BytesIO()
    segno.make(content, error="m").save(picture, kind="png", scale=8, border=4)
    return picture.getvalue()
