"""the matter a hint of detection is about, so that the hint is closed to whom the matter is"""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

# The rules about a matter: its id is the last part of such a hint's key, as in DT-08/17.
_ABOUT_MATTERS = ("DT-02", "DT-04", "DT-08", "DT-09", "DT-10", "DT-11")


def upgrade() -> None:
    with op.batch_alter_table("findings", schema=None) as table:
        table.add_column(sa.Column("matter_id", sa.Integer(), nullable=True))
        table.create_foreign_key(op.f("fk_findings_matter_id"), "matters", ["matter_id"], ["id"])
    _fill(op.get_bind())


def _fill(connection: sa.Connection) -> None:
    asked = sa.text("SELECT id, key FROM findings WHERE rule IN :rules").bindparams(
        sa.bindparam("rules", _ABOUT_MATTERS, expanding=True)
    )
    found = [
        {"id": row.id, "matter_id": int(row.key.rpartition("/")[2])}
        for row in connection.execute(asked)
    ]
    if found:
        connection.execute(
            sa.text("UPDATE findings SET matter_id = :matter_id WHERE id = :id"), found
        )


def downgrade() -> None:
    with op.batch_alter_table("findings", schema=None) as table:
        table.drop_constraint(op.f("fk_findings_matter_id"), type_="foreignkey")
        table.drop_column("matter_id")
