"""checks before deciding"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "prechecks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("matter_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("colour", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("superior_id", sa.Integer(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("bases", sa.String(length=80), nullable=False),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_prechecks_matter_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_prechecks_person_id")),
        sa.ForeignKeyConstraint(
            ["superior_id"], ["people.id"], name=op.f("fk_prechecks_superior_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prechecks")),
        sa.UniqueConstraint("number", name=op.f("uq_prechecks_number")),
        sa.UniqueConstraint("uid", name=op.f("uq_prechecks_uid")),
    )
    with op.batch_alter_table("prechecks", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_prechecks_matter_id"), ["matter_id"], unique=False)
        batch_op.create_index("ix_prechecks_person", ["person_id", "checked_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_prechecks_superior_id"), ["superior_id"], unique=False)


def downgrade() -> None:

    with op.batch_alter_table("prechecks", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_prechecks_superior_id"))
        batch_op.drop_index("ix_prechecks_person")
        batch_op.drop_index(batch_op.f("ix_prechecks_matter_id"))

    op.drop_table("prechecks")
