"""At which level the board of an association, party or union stands, told from its name."""

from collections.abc import Sequence
from typing import Final

from app.core.names.lexicon_associations import (
    BOARDS,
    LEADING,
    LED_BY,
    LEVELS_BEFORE_A_REGION,
    LEVELS_BEHIND,
    LEVELS_OF_BOARDS,
    OF_ASSOCIATIONS,
    SHORT_BOARDS,
)
from app.core.names.regions import LEVELS, opens

_OPEN_A_BOARD: Final = LEADING | LED_BY | BOARDS.keys()
_BEHIND: Final = LEVELS_BEHIND | LEVELS_BEFORE_A_REGION
# Without one of these no level is said.
BOARD_WORDS: Final = _OPEN_A_BOARD | _BEHIND


def board_in_full(tokens: Sequence[str]) -> Sequence[str]:
    """ "PC" and the like as the letters of a board, where an association stands behind it."""
    board = SHORT_BOARDS.get(tokens[0], "")
    if not board or OF_ASSOCIATIONS.isdisjoint(tokens[1:3]):
        return tokens
    return [board, *tokens[1:]]


def without_board(tokens: list[str], kind: str) -> tuple[str, list[str]]:
    """The level of the board, "" where none is said, and the name without it.

    `kind` is the kind of the body, by which a "cabang" behind the name is a level.
    """
    if tokens[0] in _OPEN_A_BOARD:
        level, length = _opening(tokens)
        if length and length < len(tokens):
            return level, tokens[length:]
    if kind == "perhimpunan" and not _BEHIND.isdisjoint(tokens):
        return _behind(tokens)
    return "", tokens


def _opening(tokens: list[str]) -> tuple[str, int]:
    """The level and of how many words it is."""
    if tokens[0] in BOARDS:
        numbered = tokens[0] == "dpd" and tokens[1:2] in (["i"], ["ii"], ["1"], ["2"])
        return BOARDS[tokens[0]], 1 + numbered
    if tokens[:3] == ["majelis", "wakil", "cabang"]:
        return "anak_cabang", 3
    at = 1 if tokens[0] in LED_BY else 0
    if tokens[at : at + 1] == [] or tokens[at] not in LEADING or len(tokens) < at + 3:
        return "", 0
    level = LEVELS_OF_BOARDS.get(tokens[at + 1], "")
    if not level:
        return "", 2 * at  # "Dewan Pengurus Korpri"
    return level, at + (3 if tokens[at + 1] == "anak" else 2)


def _behind(tokens: list[str]) -> tuple[str, list[str]]:
    for at, token in enumerate(tokens[:-1]):
        if at and token in _BEHIND:
            follows = tokens[at + 1]
            if token in LEVELS_BEHIND or follows in LEVELS or opens(follows):
                return LEVELS_OF_BOARDS[token], tokens[:at] + tokens[at + 1 :]
    return "", tokens
