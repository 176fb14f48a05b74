"""The web front of the app: what stands between the network and the screens."""

from views.web.app import build_web
from views.web.settings import WebSettings
from views.web.sockets import Client, client_address, client_of

__all__ = ["Client", "WebSettings", "build_web", "client_address", "client_of"]
