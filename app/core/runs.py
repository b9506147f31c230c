"""Many ids in one short line, so that an audit entry can name everybody a batch touched."""

from collections.abc import Iterable


def compact(ids: Iterable[int]) -> str:
    """`[1, 2, 3, 7]` → `1-3 7`."""
    runs: list[list[int]] = []
    for one in sorted(set(ids)):
        if runs and runs[-1][1] == one - 1:
            runs[-1][1] = one
        else:
            runs.append([one, one])
    return " ".join(str(a) if a == b else f"{a}-{b}" for a, b in runs)
