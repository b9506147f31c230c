"""Every package stands on a storey of .importlinter, and no file breaks the doors between rooms."""

import ast
import configparser
import re

import pytest

from tests.architecture.source import APP, ROOT, calls, functions, imported, name_of, rooms

FOUND_AS_SOMEBODY = re.compile(r"(_for|_visible_to)$")
# Reads of a page that concern nobody's record: said here one by one, with the reason.
OPEN_READS = {
    "app.home.queries.public_counts": "figures without names, meant for everybody",
    "app.home.queries.what_is_not_ready": "whether the installation works",
    "app.regulations.queries.pack_on": "the law",
    "app.regulations.queries.pack": "the law",
    "app.deadlines.queries.due_on": "the law and the calendar",
    "app.deadlines.queries.calendar_on": "the calendar",
    "app.audit.queries.actions_in_log": "names of actions, no entry",
    "app.people.queries.units_tree": "the staff directory, open to every employee",
    "app.people.queries.search_people": "the staff directory, open to every employee",
    "app.people.queries.person": "the staff directory, open to every employee",
    "app.people.queries.post_of": "the staff directory, open to every employee",
    "app.people.queries.label_of": "the staff directory, open to every employee",
    "app.documents.queries.verification_of": "the code printed on the letter is the right to ask",
}
ASKING = re.compile(
    r"(^|\.)(FLOW|flow|[A-Z_]+FLOW|workflow\.\w+)\.(move|check)$"
    r"|(^|\.)policy\.require$|^require$|(^|\.)\w+_for$"
)
# Use cases anybody may run, or that are their own check: each with its reason.
OPEN_USE_CASES = {
    "app.audit.services.record_reading": "the query that found the record asked",
    "app.accounts.services.confirm_password": "the password is the question",
    "app.documents.services.order": "joins the use case that asked",
    "app.documents.services.write_and_order": "joins the use case that asked",
    "app.documents.services.supersede": "joins the use case that asked",
    "app.documents.services.supersede_all": "joins the use case that asked",
    "app.documents.services.revoke": "joins the use case that asked",
    "app.documents.services.revoke_all": "joins the use case that asked",
}


def placed() -> set[str]:
    contract = configparser.ConfigParser()
    contract.read(ROOT / ".importlinter")
    return set(re.findall(r"\w+", contract["importlinter:contract:storeys"]["layers"]))


def test_every_package_has_its_storey() -> None:
    there = {p.stem for p in APP.glob("*.py")} | {p.parent.name for p in APP.glob("*/__init__.py")}
    assert there - {"__init__"} <= placed()


def test_every_folder_with_code_is_a_package() -> None:
    folders = {path.parent for path in APP.glob("**/*.py")}
    assert [str(f.relative_to(ROOT)) for f in folders if not (f / "__init__.py").exists()] == []


def reads_as_somebody(origin: str) -> bool:
    """Whether a reader asks on behalf of an actor, or only unfolds a record already obtained."""
    module, _, name = origin.rpartition(".")
    if FOUND_AS_SOMEBODY.search(name) or not name.islower():
        return True
    path = ROOT / (module.replace(".", "/") + ".py")
    if not path.exists():  # a package: its door says in which room the reader is
        door = path.with_suffix("") / "__init__.py"
        return reads_as_somebody(imported(door)[name])
    reader = next((f for f in functions(path) if f.name == name), None)
    if reader is None:
        return False
    arguments = [*reader.args.args, *reader.args.kwonlyargs]
    if any(argument.arg == "actor" for argument in arguments):
        return True
    kinds = [ast.unparse(argument.annotation or ast.Constant(None)) for argument in arguments]
    return any(re.fullmatch(r"(Any|[A-Z]\w+)(\[.*\])?", kind) for kind in kinds)


@pytest.mark.parametrize("path", [*rooms("routes"), *rooms("public_routes")], ids=name_of)
def test_a_page_reads_records_only_as_somebody(path) -> None:
    origins = imported(path)
    wrong = set()
    for called in calls(ast.parse(path.read_text())):
        first, _, rest = called.partition(".")
        origin = f"{origins.get(first, first)}.{rest}".rstrip(".")
        if re.fullmatch(r"app(\.\w+)+\.queries(\.\w+)+", origin) and not reads_as_somebody(origin):
            wrong.add(origin)
    assert sorted(wrong - set(OPEN_READS)) == [], "a page reads as its actor, or says why not"


def asks(function: ast.FunctionDef, siblings: dict[str, ast.FunctionDef], seen: set[str]) -> bool:
    """Whether a use case asks who may: itself, or through a function of its own module."""
    for called in calls(function):
        if ASKING.search(called):
            return True
        if called in siblings and called not in seen:
            seen.add(called)
            if asks(siblings[called], siblings, seen):
                return True
    return False


@pytest.mark.parametrize("path", rooms("services"), ids=name_of)
def test_a_use_case_that_takes_an_actor_asks_who_may(path) -> None:
    siblings = {function.name: function for function in functions(path)}
    silent = [
        f"{name_of(path)}.{function.name}"
        for function in siblings.values()
        if not function.name.startswith("_")
        and any(argument.arg == "actor" for argument in function.args.args)
        and f"{name_of(path)}.{function.name}" not in OPEN_USE_CASES
        and not asks(function, siblings, {function.name})
    ]
    assert silent == [], "the first line of a use case is FLOW.move or policy.require"
