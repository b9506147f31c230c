"""Indonesian names: prepare once, compare many times, explain in words, find through keys."""

from functools import lru_cache

from app.core.names.organisations import prepare_organisation
from app.core.names.persons import prepare_person
from app.core.names.prepared import PreparedName
from app.core.names.scoring import NORM_VERSION, SCORER_VERSION, similarity_prepared
from app.core.names.words import Kind

__all__ = [
    "NORM_VERSION", "SCORER_VERSION", "Kind", "PreparedName", "prepare", "similarity",
    "similarity_prepared",
]  # fmt: skip


def prepare(name: str, kind: Kind, aliases: tuple[str, ...] = ()) -> PreparedName:
    if kind == "person":
        return prepare_person(name, aliases)
    return prepare_organisation(name, aliases)


def similarity(left: str, right: str, kind: Kind) -> float:
    return similarity_prepared(prepare(left, kind), prepare(right, kind))
