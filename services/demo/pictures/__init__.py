"""Calm illustrations drawn by the project itself: no photographs, people, emblems or flags."""

from services.demo.pictures.scenes import SCENES, draw

__all__ = ["SCENES", "draw"]
