"""Whether a column is among the ids of a long list, asked for the row at hand instead of the list."""

from typing import Any

import sqlalchemy as sa


def among(column: Any, ids: sa.Select[Any]) -> sa.ColumnElement[bool]:
    """`column IN (ids)` for a query that shows few rows beside a list of very many ids.

    A database makes such a list in full before it looks at the first row. `ids` selects one column
    and must not have `column`'s own table among its tables.
    """
    (found,) = ids.selected_columns
    return ids.where(found == column).exists()
