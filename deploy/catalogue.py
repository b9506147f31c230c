"""Finds the sentences of the code for `pybabel extract` (babel.cfg), marked with `_()` or not.

A use case may not know Flask-Babel, so what it says (labels of enums, titles of events, sentences
of errors) stands there as plain Indonesian and is translated when shown (`app/web/filters.py`).
"""

import ast
from collections.abc import Iterator, Mapping
from typing import IO, Any

from babel.messages.extract import extract_python

# Which arguments of these constructors people read: by place, by name.
_READ: Mapping[str, tuple[tuple[int, ...], tuple[str, ...]]] = {
    "EventType": ((1,), ("title",)),
    "Move": ((5,), ("label",)),
    "Entry": ((0, 1), ("group", "label")),
    "Sentence": ((0,), ()),
}
# Errors of programmers and operators stay in English and are shown to nobody else.
_UNREAD_ERRORS = {"NotFound", "ValueError", "RuntimeError", "TypeError", "KeyError", "LookupError"}
_ENDS = (".", "?", ".”")
# Beside a capital letter: a quotation, a value that is filled in.
_STARTS = ("“", "%(")
# Tables of words that a page shows.
_TABLES = ("LABELS",)

_Found = tuple[int, str | None, Any, list[str]]


def extract(fileobj: IO[bytes], keywords: Any, comment_tags: Any, options: Any) -> Iterator[_Found]:
    """A babel extraction method: everything `python` finds, and what this module adds."""
    yield from extract_python(fileobj, keywords, comment_tags, options)
    fileobj.seek(0)
    tree = ast.parse(fileobj.read())
    for found in sorted(set(_said(tree))):
        line, text = found
        yield line, "gettext", text, []


def _said(tree: ast.Module) -> Iterator[tuple[int, str]]:
    unread = _unread(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and "LabelledEnum" in map(ast.unparse, node.bases):
            yield from _labels(node)
        elif isinstance(node, ast.Call):
            yield from _arguments(node)
        elif isinstance(node, ast.Constant) and id(node) not in unread and _is_sentence(node.value):
            yield node.lineno, node.value
    for statement in tree.body:
        yield from _table(statement)


def _labels(node: ast.ClassDef) -> Iterator[tuple[int, str]]:
    for line in node.body:
        if isinstance(line, ast.Assign) and isinstance(line.value, ast.Tuple):
            yield from _text(line.value.elts[1])


def _arguments(call: ast.Call) -> Iterator[tuple[int, str]]:
    places, names = _READ.get(ast.unparse(call.func), ((), ()))
    for place in places:
        yield from _text(call.args[place]) if place < len(call.args) else ()
    for given in call.keywords:
        yield from _text(given.value) if given.arg in names else ()


def _table(statement: ast.stmt) -> Iterator[tuple[int, str]]:
    if isinstance(statement, ast.Assign):
        name, value = ast.unparse(statement.targets[0]), statement.value
    elif isinstance(statement, ast.AnnAssign) and statement.value is not None:
        name, value = ast.unparse(statement.target), statement.value
    else:
        return
    if isinstance(value, ast.Dict) and name.endswith(_TABLES):
        for word in value.values:
            yield from _text(word)


def _text(node: ast.expr) -> Iterator[tuple[int, str]]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        yield node.lineno, node.value


def _is_sentence(value: object) -> bool:
    return (
        isinstance(value, str)
        and " " in value
        and (value[0].isupper() or value.startswith(_STARTS))
        and value.endswith(_ENDS)
        and "{" not in value
    )


def _unread(tree: ast.Module) -> set[int]:
    """Docstrings, parts of f-strings, and what only programmers and operators read."""
    found: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            found.add(id(node.value))
        elif isinstance(node, ast.JoinedStr) or _is_unread_error(node):
            found |= {id(part) for part in ast.walk(node)}
    return found


def _is_unread_error(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Raise)
        and isinstance(node.exc, ast.Call)
        and ast.unparse(node.exc.func) in _UNREAD_ERRORS
    )
