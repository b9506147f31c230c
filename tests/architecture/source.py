"""Reading our own source as data, for tests about the code."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
APP = ROOT / "app"


def modules(*patterns: str) -> list[Path]:
    """Modules of the application whose path in `app/` matches one of the patterns."""
    found = {path for pattern in patterns or ("**/*.py",) for path in APP.glob(pattern)}
    return sorted(path for path in found if "__pycache__" not in path.parts)


def rooms(name: str) -> list[Path]:
    """The modules of one room: `app/*/NAME.py` and everything in `app/*/NAME/`."""
    return modules(f"*/{name}.py", f"*/{name}/*.py", f"*/*/{name}.py")


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), filename=str(path))


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    """The functions at module level."""
    yield from (node for node in tree_of(path).body if isinstance(node, ast.FunctionDef))


def calls(node: ast.AST) -> Iterator[str]:
    """Dotted names of everything called inside a node: `queries.disclosure_for`, `FLOW.move`."""
    for call in ast.walk(node):
        if isinstance(call, ast.Call):
            yield ast.unparse(call.func)


def imported(path: Path) -> dict[str, str]:
    """Local name -> dotted origin, for every import of the module."""
    names: dict[str, str] = {}
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            names |= {(alias.asname or alias.name): alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {
                (alias.asname or alias.name): f"{node.module}.{alias.name}" for alias in node.names
            }
    return names
