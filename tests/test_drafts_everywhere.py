"""Whatever is typed into a field that a button sends is kept on the server. Read with `ast` alone."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.test_architecture import imports, sources, tree
from views.profile.drafts.strings import OTHER, form

KEEPERS = {
    "use_draft", "use_offered_draft", "use_words", "use_editing", "use_autosave", "use_writing",
}  # fmt: skip
"""What keeps words on the server while they are typed."""

SHORT = {"NUMBER", "CODE", "DATE", "PHONE", "EMAIL"}
"""Kinds of fields that take no words."""

KEPT_BY = {
    "views/directives/attachment.py": "views/directives/compose.py",
    "views/directives/fields.py": "views/directives/compose.py",
    "views/directives/paper.py": "views/directives/compose.py",
    "views/inspections/saving.py": "views/inspections/report.py",
    "views/newsroom/facts/fields.py": "views/newsroom/correct.py",
    "views/newsroom/fields.py": "views/newsroom/write.py",
    "views/newsroom/pictures.py": "views/newsroom/write.py",
    "views/newsroom/writing.py": "views/newsroom/write.py",
    "views/shared/posts/press/fields.py": "views/newsroom/write.py",
    "views/shared/posts/replaces/choose.py": "views/newsroom/correct.py",
    "views/records/inputs.py": "views/records/mine/ask.py",
}
"""Fields that a screen elsewhere draws, and the screen that keeps what is typed there."""

NOT_KEPT = {
    "views/auth/parts.py:login_field": "who signs in: a name or number",
    "views/meetings/day/roll.py:RollScreen": "looks for people on the roll",
    "views/meetings/usual.py:UsualDayForm": "a day, an hour, a number and the name of a place",
    "views/members/filter.py:SavedFilters": "the name of a filter",
    "views/members/groups.py:CellGroups": "number and name of a paper",
    "views/members/roster.py:SearchBox": "looks for people",
    "views/opinions/forms.py:UnnamedScreen": "without a name: nowhere before it is sent",
    "views/records/move.py:MoveScreen": "number and name of a paper",
    "views/search/search.py:SearchBox": "looks for anything",
    "views/tasks/ties.py:Residences": "looks for a cell",
    "views/units/change.py:ChangeForm": "name and code of a unit",
    "views/units/form.py:decision_input": "number and name of a paper",
    "views/units/people.py:MembersInput": "looks for people",
    "views/units/target.py:TargetInput": "looks for a unit",
    "views/units/unit.py:Below": "looks for a unit",
}
"""Fields whose words are kept nowhere, by function, each with its reason (decision 30)."""


COMPONENTS = {"screen", "block", "component"}


def called(node: ast.AST) -> set[str]:
    """Names of what is called somewhere in there."""
    calls = (n for n in ast.walk(node) if isinstance(n, ast.Call))
    return {ast.unparse(call.func).split(".")[-1] for call in calls}


def takes_words(node: ast.AST) -> bool:
    """Whether this draws a text field for words."""
    if not isinstance(node, ast.Call):
        return False
    name = ast.unparse(node.func)
    if name == "keyed" and len(node.args) > 1:
        name = ast.unparse(node.args[1])
    kinds = {ast.unparse(k.value).split(".")[-1] for k in node.keywords if k.arg == "kind"}
    return name == "TextInput" and not kinds & SHORT


def is_component(function: ast.FunctionDef) -> bool:
    """Whether it has state of its own, and so can keep something."""
    return bool(COMPONENTS & {ast.unparse(d).split(".")[-1] for d in function.decorator_list})


def parts(path: Path) -> dict[str, list[ast.FunctionDef]]:
    """Each component of a file with the plain functions that it draws with; those that no component
    uses stand alone."""
    inside = {n.name: n for n in tree(path).body if isinstance(n, ast.FunctionDef)}
    plain = {name for name, f in inside.items() if not is_component(f)}

    def reached(name: str) -> set[str]:
        found, fresh = {name}, {name}
        while fresh:
            named = {
                n.id for one in fresh for n in ast.walk(inside[one]) if isinstance(n, ast.Name)
            }
            fresh = (named & plain) - found
            found |= fresh
        return found

    drawn = {name: reached(name) for name in inside.keys() - plain}
    used = set[str]().union(*drawn.values())
    drawn |= {name: {name} for name in plain - used}
    return {name: [inside[one] for one in sorted(ones)] for name, ones in drawn.items()}


def unkept() -> set[str]:
    """Components that draw fields for words and keep nothing of what is typed there."""
    return {
        f"{path}:{name}"
        for path in sources("views")
        for name, ones in parts(path).items()
        if any(takes_words(n) for one in ones for n in ast.walk(one))
        and not any(KEEPERS & called(one) for one in ones)
    }


def test_whatever_is_typed_is_kept_or_has_its_reason() -> None:
    found = {name for name in unkept() if name.split(":")[0] not in KEPT_BY}
    assert found == NOT_KEPT.keys()


def test_fields_drawn_elsewhere_are_kept_there() -> None:
    drawing = {name.split(":")[0] for name in unkept()}
    assert KEPT_BY.keys() <= drawing, "a name that is no longer needed"
    for path, keeper in KEPT_BY.items():
        assert KEEPERS & called(tree(Path(keeper))), keeper
        assert module(path) in reached(module(keeper)), (path, keeper)


def test_text_fields_are_made_in_one_place() -> None:
    made = {str(p) for p in sources("views") if "TextField" in called(tree(p))}
    assert made == {"views/shared/fields.py"}


NAMING = {"use_draft", "use_offered_draft", "use_words", "use_editing"}


def names() -> set[str]:
    """Names under which forms are kept; of a composed one the beginning, and what stands in a variable."""
    found: set[str] = set()
    for path in sources("views"):
        if str(path).startswith("views/shared/") and path.name in ("drafts.py", "kept_words.py"):
            continue
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in NAMING:
                parts_of = [node.args[0]]
                if isinstance(node.args[0], ast.IfExp):
                    parts_of = [node.args[0].body, node.args[0].orelse]
                for part in parts_of:
                    if isinstance(part, ast.JoinedStr):
                        part = part.values[0]
                    found.add(str(part.value) if isinstance(part, ast.Constant) else path.stem)
    return found


def test_each_form_has_a_name_in_the_list_of_drafts() -> None:
    kept = names() - {"assign", "keeping", "statements"}  # task.assign, and three handed on
    assert len(kept) > 30
    nameless = {name for name in kept if form(name.rstrip(".")) == OTHER}
    assert nameless == set()


def module(path: str) -> str:
    return path.removesuffix(".py").replace("/", ".")


def reached(start: str) -> set[str]:
    """What a screen's file imports, and what that imports again."""
    inside = {module(str(path)): path for path in sources("views")}
    found, fresh = {start}, {start}
    while fresh:
        fresh = {m for one in fresh for m in imports(inside[one]) if m in inside} - found
        found |= fresh
    return found
