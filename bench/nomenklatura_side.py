"""OpenSanctions nomenklatura's own side of the comparison: JSON in, JSON out, timed in here.

It is run by the interpreter nomenklatura is installed for and so imports nothing of the project.
"""

import gc
import importlib.metadata
import itertools
import json
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from followthemoney import model
from nomenklatura.blocker import Index
from nomenklatura.matching import get_algorithm
from nomenklatura.matching.types import ScoringConfig

_SCORER = get_algorithm("logic-v2")
_CONFIG = ScoringConfig.defaults()
# Its scorer remembers what it read of an entity by the entity's id: no two may share one.
_NUMBERS = itertools.count()

Asked = Sequence[tuple[str, str, int]]  # kind, name, the row that is meant


def entity(kind: str, name: str) -> Any:
    schema = "Person" if kind == "person" else "Company"
    return model.get_proxy(
        {"id": str(next(_NUMBERS)), "schema": schema, "properties": {"name": [name]}}
    )


def likeness(query: Any, result: Any) -> float:
    return float(_SCORER.compare(query, result, _CONFIG).score)


class View:
    """What its index asks of a store; the entities are in memory, where they are had fastest."""

    def __init__(self, named: Sequence[tuple[str, str]]) -> None:
        self._held = {one.id: one for one in (entity(*pair) for pair in named)}
        self.ids = list(self._held)
        self.row_of = {number: row for row, number in enumerate(self.ids)}

    def entities(self, include_schemata: object) -> Iterator[Any]:
        return iter(self._held.values())

    def get_entity(self, number: str) -> Any:
        return self._held[number]


class Side:
    """Its index over all names, asked with each size of bucket."""

    def __init__(self, named: Sequence[tuple[str, str]], folder: Path, wanted: int) -> None:
        self._folder, self._wanted = folder, wanted
        began = time.perf_counter()
        self._view = View(named)
        self.made = time.perf_counter() - began
        began = time.perf_counter()
        with closing(self._open()) as index:
            index.build()
        self.built = time.perf_counter() - began
        self.size = index.duckdb_path.stat().st_size

    def _open(self, **options: int) -> Index:
        return Index(self._view, self._folder, options)

    def runs(self, buckets: Sequence[int], asked: Asked) -> Iterator[object]:
        """Each bucket twice: name by name as a search is, and all as the list it was made for."""
        for bucket in buckets:
            with closing(self._open(max_bucket_size=bucket)) as index:
                single = [answer for one in asked for answer in self._answers(index, [one])]
                yield {"bucket": bucket, "as_list": False, "answers": single}
                yield {"bucket": bucket, "as_list": True, "answers": self._answers(index, asked)}

    def _answers(self, index: Index, asked: Asked) -> list[dict[str, object]]:
        """Times in milliseconds; of a list the mean."""
        began, worked = time.perf_counter(), time.process_time()
        queries = [entity(kind, name) for kind, name, _target in asked]
        by_id = {query.id: query for query in queries}
        found = {
            subject.id: self._ordered(by_id[subject.id], [one.id for one, _weight in matches])
            for subject, matches in index.match_entities(queries)
        }
        wall = (time.perf_counter() - began) * 1000 / len(asked)
        cpu = (time.process_time() - worked) * 1000 / len(asked)
        return [
            {
                "rows": [self._view.row_of[number] for number, _score in found.get(query.id, [])],
                "scores": [score for _number, score in found.get(query.id, [])],
                "meant": likeness(query, self._view.get_entity(self._view.ids[target])),
                "wall": wall,
                "cpu": cpu,
            }
            for query, (_kind, _name, target) in zip(queries, asked, strict=True)
        ]

    def _ordered(self, query: Any, candidates: Sequence[str]) -> list[tuple[str, float]]:
        scored = [(number, likeness(query, self._view.get_entity(number))) for number in candidates]
        return sorted(scored, key=lambda pair: -pair[1])[: self._wanted]


def main() -> None:
    given = json.load(sys.stdin)
    with tempfile.TemporaryDirectory() as folder:
        first = Side([("person", "Budi Santoso"), ("org", "PT Maju")], Path(folder) / "first", 1)
        list(first.runs([1], [("person", "Budi", 0)]))  # its word lists take seconds to load, once
        side = Side(given["named"], Path(folder) / "index", given["wanted"])
        gc.collect()
        gc.freeze()
        told = {
            "version": importlib.metadata.version("nomenklatura"),
            "made": side.made,
            "built": side.built,
            "size": side.size,
            "runs": list(side.runs(given["buckets"], given["asked"])),
        }
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main()
