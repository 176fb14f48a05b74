"""The own card, what others see of it, the own cell, the own log."""
