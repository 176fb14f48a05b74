"""Pages and files that were used a moment ago, in the memory of this process, within bounds.

Nothing here decides who may see what: the right is asked of the database each time before a page is
taken from here. A file in the bucket never changes, so its name stands for its content.
"""

from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)


class Bounded(Generic[K]):
    """The newest things up to so many bytes together; what alone is larger is not kept."""

    def __init__(self, most_bytes: int) -> None:
        self.most = most_bytes
        self.size = 0
        self._held: OrderedDict[K, tuple[bytes, int]] = OrderedDict()

    def get(self, key: K) -> tuple[bytes, int] | None:
        """What was put under this key, with its number, if it is still here."""
        found = self._held.get(key)
        if found is not None:
            self._held.move_to_end(key)
        return found

    def put(self, key: K, content: bytes, number: int = 0) -> None:
        """Keep this; what was not used for longest goes."""
        if len(content) > self.most or key in self._held:
            return
        self._held[key] = (content, number)
        self.size += len(content)
        while self.size > self.most:
            _, (gone, _) = self._held.popitem(last=False)
            self.size -= len(gone)


PAGES = Bounded[tuple[str, int, int]](24 * 2**20)
"""Pictures of pages, by file, page and width."""
FILES = Bounded[str](32 * 2**20)
"""Files whose pages are being read."""
