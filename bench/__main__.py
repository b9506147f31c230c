"""`python -m bench [subject] [options]`: run one measurement, or all of them."""

import sys
from collections.abc import Callable, Sequence
from typing import Final

from bench import (
    complaints,
    crosscheck,
    detection,
    flood,
    matters,
    measures,
    names_quality,
    recusals,
    season,
    trail,
)

SUBJECTS: Final[dict[str, Callable[[Sequence[str]], int]]] = {
    "complaints": complaints.run,
    "crosscheck": crosscheck.run,
    "detection": detection.run,
    "flood": flood.run,
    "matters": matters.run,
    "measures": measures.run,
    "names": names_quality.run,
    "recusals": recusals.run,
    "season": season.run,
    "trail": trail.run,
}


def main(arguments: Sequence[str]) -> int:
    words = list(arguments)
    if not words:
        return max(run(()) for run in SUBJECTS.values())
    run = SUBJECTS.get(words[0])
    if run is None:
        print(f"pengukuran tidak dikenal: {words[0]} (ada: {', '.join(SUBJECTS)})", file=sys.stderr)
        return 2
    return run(words[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
