"""Names and places: a file says its one job, and no drawer is called misc."""

import ast

import pytest

from tests.architecture.source import APP, ROOT, modules, name_of, tree_of

DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers"}
EVERYTHING = [*modules(), ROOT / "config.py", ROOT / "wsgi.py"]


def test_no_file_is_a_drawer_for_odds_and_ends() -> None:
    assert [
        name_of(p) for p in modules() if DRAWERS & set(p.relative_to(APP).with_suffix("").parts)
    ] == []


@pytest.mark.parametrize("path", EVERYTHING, ids=name_of)
def test_a_module_says_what_it_is_for(path) -> None:
    sentence = ast.get_docstring(tree_of(path)) or ""
    assert len(sentence.split()) >= 3, f"{name_of(path)} needs a docstring that says its one job"


def test_importing_the_application_package_does_nothing() -> None:
    body = tree_of(APP / "__init__.py").body
    assert len(body) == 1, "app/__init__.py holds a docstring only"
    assert ast.get_docstring(tree_of(APP / "__init__.py"))


@pytest.mark.parametrize("path", modules("*/__init__.py"), ids=name_of)
def test_a_package_is_opened_by_a_docstring_only(path) -> None:
    assert [type(node).__name__ for node in tree_of(path).body] in (["Expr"], [])


@pytest.mark.parametrize("path", EVERYTHING, ids=name_of)
def test_own_modules_are_imported_at_the_top(path) -> None:
    late = [
        node.lineno
        for function in ast.walk(tree_of(path))
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").split(".")[0] in {"app", "config"}
    ]
    assert late == [], f"imports inside functions hide circles: lines {late}"
