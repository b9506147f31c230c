"""retaliation that an employee reports without a complaint"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("retaliations", schema=None) as table:
        table.alter_column("complaint_id", existing_type=sa.Integer(), nullable=True)
        table.add_column(sa.Column("reporter_key", sa.String(length=64), nullable=True))
        table.add_column(sa.Column("desk_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk_retaliations_desk_id"), "people", ["desk_id"], ["id"]
        )
        table.create_index("ix_retaliations_reporter_key", ["reporter_key"])
    op.create_table(
        "retaliation_bars",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("retaliation_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_retaliation_bars_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["retaliation_id"], ["retaliations.id"],
            name=op.f("fk_retaliation_bars_retaliation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retaliation_bars")),
        sa.UniqueConstraint(
            "retaliation_id", "person_id", name=op.f("uq_retaliation_bars_retaliation_id_person_id")
        ),
    )  # fmt: skip
    op.create_index(op.f("ix_retaliation_bars_person_id"), "retaliation_bars", ["person_id"])


def downgrade() -> None:
    """Refused while employees have reported without a complaint: there is no place for it."""
    alone = "SELECT count(*) FROM retaliations WHERE complaint_id IS NULL"
    if op.get_bind().execute(sa.text(alone)).scalar():
        raise RuntimeError("reports of retaliation without a complaint would be lost")
    op.drop_table("retaliation_bars")
    with op.batch_alter_table("retaliations", schema=None) as table:
        table.drop_index("ix_retaliations_reporter_key")
        table.drop_constraint(op.f("fk_retaliations_desk_id"), type_="foreignkey")
        table.drop_column("desk_id")
        table.drop_column("reporter_key")
        table.alter_column("complaint_id", existing_type=sa.Integer(), nullable=False)
