"""the register of matters"""

import sqlalchemy as sa
from alembic import op

from migrations import append_only

GROWING = ("matter_parties", "matter_decisions", "matter_changes")

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "matter_party_keys",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("party_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("key", "party_id", name=op.f("pk_matter_party_keys")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "matter_words",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("matter_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("key", "matter_id", name=op.f("pk_matter_words")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "matter_imports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("uploaded_by_id", sa.Integer(), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("choices", sa.JSON(), nullable=False),
        sa.Column("content_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("report_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_matter_imports_unit_id")),
        sa.ForeignKeyConstraint(
            ["uploaded_by_id"], ["people.id"], name=op.f("fk_matter_imports_uploaded_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matter_imports")),
        sa.UniqueConstraint("uid", name=op.f("uq_matter_imports_uid")),
    )
    with op.batch_alter_table("matter_imports", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_matter_imports_uploaded_by_id"), ["uploaded_by_id"], unique=False
        )

    op.create_table(
        "matters",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("complete", sa.Boolean(), nullable=True),
        sa.Column("sop_days", sa.Integer(), nullable=True),
        sa.Column("pressed", sa.Boolean(), nullable=False),
        sa.Column("stalled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("follows_id", sa.Integer(), nullable=True),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["follows_id"], ["matters.id"], name=op.f("fk_matters_follows_id")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["people.id"], name=op.f("fk_matters_recorded_by_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_matters_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matters")),
        sa.UniqueConstraint("uid", name=op.f("uq_matters_uid")),
        sa.UniqueConstraint("unit_id", "number", name=op.f("uq_matters_unit_id_number")),
    )
    with op.batch_alter_table("matters", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_matters_follows_id"), ["follows_id"], unique=False)
        batch_op.create_index("ix_matters_kind_id", ["kind", "id"], unique=False)
        batch_op.create_index("ix_matters_number", ["number"], unique=False)
        batch_op.create_index("ix_matters_state_id", ["state", "id"], unique=False)

    op.create_table(
        "matter_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("matter_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_matter_changes_by_id")),
        sa.ForeignKeyConstraint(
            ["matter_id"], ["matters.id"], name=op.f("fk_matter_changes_matter_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matter_changes")),
        sa.UniqueConstraint("uid", name=op.f("uq_matter_changes_uid")),
    )
    with op.batch_alter_table("matter_changes", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_matter_changes_matter_id"), ["matter_id"], unique=False
        )

    op.create_table(
        "matter_decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("matter_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("number", sa.String(length=100), nullable=False),
        sa.Column("effect", sa.String(length=40), nullable=False),
        sa.Column("bases", sa.String(length=80), nullable=False),
        sa.Column("working_days", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["matter_id"], ["matters.id"], name=op.f("fk_matter_decisions_matter_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_matter_decisions_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["people.id"], name=op.f("fk_matter_decisions_recorded_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matter_decisions")),
        sa.UniqueConstraint("uid", name=op.f("uq_matter_decisions_uid")),
    )
    with op.batch_alter_table("matter_decisions", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_matter_decisions_matter_id"), ["matter_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_matter_decisions_person_id"), ["person_id"], unique=False
        )

    op.create_table(
        "matter_holds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("matter_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("cause", sa.String(length=40), nullable=False),
        sa.Column("origin_type", sa.String(length=80), nullable=True),
        sa.Column("origin_id", sa.Integer(), nullable=True),
        sa.Column("held_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("held_by_id", sa.Integer(), nullable=True),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("released_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["held_by_id"], ["people.id"], name=op.f("fk_matter_holds_held_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["matter_id"], ["matters.id"], name=op.f("fk_matter_holds_matter_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_matter_holds_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["released_by_id"], ["people.id"], name=op.f("fk_matter_holds_released_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matter_holds")),
    )
    with op.batch_alter_table("matter_holds", schema=None) as batch_op:
        batch_op.create_index("ix_matter_holds_matter", ["matter_id", "released_at"], unique=False)
        batch_op.create_index("ix_matter_holds_person", ["person_id", "released_at"], unique=False)

    op.create_table(
        "matter_officials",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("matter_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("to_day", sa.Date(), nullable=True),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("assigned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("assigned_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["assigned_by_id"], ["people.id"], name=op.f("fk_matter_officials_assigned_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["matter_id"], ["matters.id"], name=op.f("fk_matter_officials_matter_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_matter_officials_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["replaces_id"], ["people.id"], name=op.f("fk_matter_officials_replaces_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matter_officials")),
    )
    with op.batch_alter_table("matter_officials", schema=None) as batch_op:
        batch_op.create_index("ix_matter_officials_matter", ["matter_id", "to_day"], unique=False)
        batch_op.create_index("ix_matter_officials_person", ["person_id", "to_day"], unique=False)

    op.create_table(
        "matter_parties",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("matter_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["matter_id"], ["matters.id"], name=op.f("fk_matter_parties_matter_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matter_parties")),
        sa.UniqueConstraint("uid", name=op.f("uq_matter_parties_uid")),
    )
    with op.batch_alter_table("matter_parties", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_matter_parties_matter_id"), ["matter_id"], unique=False
        )

    for table in GROWING:
        append_only.create(op, table)


def downgrade() -> None:
    for table in GROWING:
        append_only.drop(op, table)

    with op.batch_alter_table("matter_parties", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_matter_parties_matter_id"))

    op.drop_table("matter_parties")
    with op.batch_alter_table("matter_officials", schema=None) as batch_op:
        batch_op.drop_index("ix_matter_officials_person")
        batch_op.drop_index("ix_matter_officials_matter")

    op.drop_table("matter_officials")
    with op.batch_alter_table("matter_holds", schema=None) as batch_op:
        batch_op.drop_index("ix_matter_holds_person")
        batch_op.drop_index("ix_matter_holds_matter")

    op.drop_table("matter_holds")
    with op.batch_alter_table("matter_decisions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_matter_decisions_person_id"))
        batch_op.drop_index(batch_op.f("ix_matter_decisions_matter_id"))

    op.drop_table("matter_decisions")
    with op.batch_alter_table("matter_changes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_matter_changes_matter_id"))

    op.drop_table("matter_changes")
    with op.batch_alter_table("matters", schema=None) as batch_op:
        batch_op.drop_index("ix_matters_state_id")
        batch_op.drop_index("ix_matters_number")
        batch_op.drop_index("ix_matters_kind_id")
        batch_op.drop_index(batch_op.f("ix_matters_follows_id"))

    op.drop_table("matters")
    with op.batch_alter_table("matter_imports", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_matter_imports_uploaded_by_id"))

    op.drop_table("matter_imports")
    op.drop_table("matter_words")
    op.drop_table("matter_party_keys")
