"""`draw()`: a scene by name, the same for the same seed."""

from collections.abc import Callable, Mapping
from typing import Final

from services.demo.pictures import indoors, landscapes, town
from services.demo.pictures.canvas import Canvas

SCENES: Final[Mapping[str, Callable[[Canvas], None]]] = {
    "books": indoors.books,
    "bridge": landscapes.bridge,
    "desk": indoors.desk,
    "garden": indoors.garden,
    "hills": landscapes.hills,
    "lantern_path": town.lantern_path,
    "lanterns": town.lanterns,
    "lotus": landscapes.lotus_pond,
    "market": town.market,
    "rice_fields": landscapes.rice_fields,
    "rooftops": town.rooftops,
    "rooftops_dusk": town.rooftops_dusk,
    "school": town.school,
    "street": town.street,
    "sunrise": landscapes.sunrise,
    "trees": landscapes.trees,
}


def draw(scene: str, seed: str) -> bytes:
    """A JPEG picture of 1200 by 675 pixels, below 120 kB. Raises KeyError for no such scene."""
    canvas = Canvas(seed)
    SCENES[scene](canvas)
    return canvas.jpeg()
