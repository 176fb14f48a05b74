"""The tree of controls as a client of Flet holds it: plain dicts, patched as the server says.

``_c`` is a control's type, ``_i`` its id, ``_b`` a component's body.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

Control = dict[str, Any]


class Tree:
    """A page and all that the server has put on it."""

    def __init__(self, route: str) -> None:
        self.page: Control = {"_c": "Page", "_i": 1, "route": route}
        self.index: dict[int, Control] = {1: self.page}
        """Every control that was ever sent, by id; those gone since as well."""

    def merge(self, new: Control) -> None:
        """Take what the server says of the page."""
        for name, value in new.items():
            self.page[name] = value
            self._learn(value)
        self.index[1] = self.page

    def _learn(self, value: object) -> None:
        for control in walk(value, hidden=True):
            self.index[control["_i"]] = control

    def patch(self, target: int, patch: list[Any]) -> None:
        """Change, add, remove and move what lies below a control, as the server says."""
        root = self.index.get(target)
        if root is None:
            return
        places: dict[int, list[Any]] = {}

        def place(node: list[Any], path: list[Any]) -> None:
            places[node[0]] = path
            if len(node) > 1:
                for step, below in node[1].items():
                    place(below, [*path, step])

        def resolve(number: int) -> Any:
            found: Any = root
            for step in places[number]:
                found = found[step]
            return found

        place(patch[0], [])
        for op in patch[1:]:
            parent, step = resolve(op[1]), op[2]
            if op[0] == 0:
                parent[step] = op[3]
                self._learn(op[3])
            elif op[0] == 1:
                if isinstance(parent, list):
                    cast("list[Any]", parent).insert(step, op[3])
                else:
                    parent[step] = op[3]
                self._learn(op[3])
            elif op[0] == 2:
                del parent[step]
            elif op[0] == 3:
                moved = parent.pop(step)
                onto: Any = resolve(op[3])
                if isinstance(onto, list):
                    cast("list[Any]", onto).insert(op[4], moved)
                else:
                    onto[op[4]] = moved


def walk(value: object, *, hidden: bool = False) -> Iterator[Control]:
    """Controls from the outside in; those that are not shown only if ``hidden``."""
    if isinstance(value, dict):
        found = cast(Control, value)
        if "_c" in found:
            if found.get("visible") is False and not hidden:
                return
            yield found
        for name, below in found.items():
            if name != "_c":
                yield from walk(below, hidden=hidden)
    elif isinstance(value, list):
        for below in cast("list[object]", value):
            yield from walk(below, hidden=hidden)


def unwrapped(value: object) -> list[Control]:
    """The controls of a place, out of the components that drew them."""
    if isinstance(value, list):
        return [c for v in cast("list[object]", value) for c in unwrapped(v)]
    if isinstance(value, dict):
        found = cast(Control, value)
        if "_b" in found:
            return unwrapped(found["_b"])
        return [found] if "_c" in found else []
    return []


def words(root: object) -> list[str]:
    """All texts inside, from top to bottom."""
    found: list[str] = []
    for control in walk(root):
        kind = control.get("_c")
        if kind in ("Text", "Markdown"):
            if control.get("value"):
                found.append(str(control["value"]))
            elif control.get("spans"):
                found.append("".join(span.get("text", "") for span in control["spans"]))
        elif kind == "TextField":
            found += [str(control[n]) for n in ("value", "error", "helper") if control.get(n)]
        elif kind in ("NavigationBarDestination", "Radio", "Checkbox", "Switch"):
            label = control.get("label")
            if isinstance(label, str):
                found.append(label.replace("\n", " "))
        else:
            found += [
                control[n]
                for n in ("title", "content", "subtitle")
                if isinstance(control.get(n), str)
            ]
    return found


def name_of(control: Control) -> str:
    """What a thing to tap is called."""
    own = [w for n in ("content", "title") if isinstance(w := control.get(n), str)]
    return " ".join(own or words([v for k, v in control.items() if k != "_c"]))
