"""the yearly season"""

import sqlalchemy as sa
from alembic import op

from migrations import append_only

APPEND_ONLY = ("season_extensions", "reminder_rounds", "review_escalations")

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "seasons",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("kinds", sa.String(length=120), nullable=False),
        sa.Column("only_at_risk", sa.Boolean(), nullable=False),
        sa.Column("pack_id", sa.String(length=60), nullable=False),
        sa.Column("planned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expected", sa.Integer(), nullable=True),
        sa.Column("final", sa.JSON(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seasons")),
        sa.UniqueConstraint("name", name=op.f("uq_seasons_name")),
    )
    op.create_table(
        "disclosure_preparers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("declarant_id", sa.Integer(), nullable=False),
        sa.Column("helper_id", sa.Integer(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["declarant_id"], ["people.id"], name=op.f("fk_disclosure_preparers_declarant_id")
        ),
        sa.ForeignKeyConstraint(
            ["helper_id"], ["people.id"], name=op.f("fk_disclosure_preparers_helper_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disclosure_preparers")),
    )
    with op.batch_alter_table("disclosure_preparers", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_disclosure_preparers_declarant_id"), ["declarant_id"], unique=False
        )
        batch_op.create_index(
            "ix_disclosure_preparers_pair", ["helper_id", "declarant_id"], unique=False
        )

    op.create_table(
        "reminder_rounds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("season_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=10), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("chosen", sa.String(length=300), nullable=False),
        sa.Column("sent_by", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("without_email", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["season_id"], ["seasons.id"], name=op.f("fk_reminder_rounds_season_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder_rounds")),
        sa.UniqueConstraint(
            "season_id", "step", "day", name=op.f("uq_reminder_rounds_season_id_step_day")
        ),
    )
    op.create_table(
        "season_extensions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("season_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("given_by_id", sa.Integer(), nullable=True),
        sa.Column("given_by", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["given_by_id"], ["people.id"], name=op.f("fk_season_extensions_given_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["season_id"], ["seasons.id"], name=op.f("fk_season_extensions_season_id")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["units.id"], name=op.f("fk_season_extensions_unit_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_season_extensions")),
    )
    with op.batch_alter_table("season_extensions", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_season_extensions_season_id"), ["season_id"], unique=False
        )

    op.create_table(
        "obligations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("season_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("disclosure_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("waived_on", sa.Date(), nullable=True),
        sa.Column("waived_reason", sa.String(length=200), nullable=True),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["disclosure_id"], ["disclosures.id"], name=op.f("fk_obligations_disclosure_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_obligations_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["season_id"], ["seasons.id"], name=op.f("fk_obligations_season_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_obligations_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_obligations")),
        sa.UniqueConstraint(
            "season_id", "person_id", name=op.f("uq_obligations_season_id_person_id")
        ),
    )
    with op.batch_alter_table("obligations", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_obligations_disclosure_id"), ["disclosure_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_obligations_person_id"), ["person_id"], unique=False)
        batch_op.create_index("ix_obligations_season_unit", ["season_id", "unit_id"], unique=False)

    op.create_table(
        "review_escalations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("disclosure_id", sa.Integer(), nullable=False),
        sa.Column("deadline_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["deadline_id"], ["deadlines.id"], name=op.f("fk_review_escalations_deadline_id")
        ),
        sa.ForeignKeyConstraint(
            ["disclosure_id"], ["disclosures.id"], name=op.f("fk_review_escalations_disclosure_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_escalations")),
        sa.UniqueConstraint(
            "deadline_id", "step", name=op.f("uq_review_escalations_deadline_id_step")
        ),
    )
    with op.batch_alter_table("review_escalations", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_review_escalations_disclosure_id"), ["disclosure_id"], unique=False
        )

    with op.batch_alter_table("disclosure_handovers", schema=None) as batch_op:
        batch_op.add_column(sa.Column("acting_id", sa.Integer(), nullable=True))

    with op.batch_alter_table("disclosures", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("unreviewed", sa.Boolean(), server_default=sa.false(), nullable=False)
        )

    for table in APPEND_ONLY:
        append_only.create(op, table)


def downgrade() -> None:
    for table in (*APPEND_ONLY, "disclosure_handovers"):
        append_only.drop(op, table)
    with op.batch_alter_table("disclosures", schema=None) as batch_op:
        batch_op.drop_column("unreviewed")

    with op.batch_alter_table("disclosure_handovers", schema=None) as batch_op:
        batch_op.drop_column("acting_id")
    append_only.create(op, "disclosure_handovers")  # its triggers went with the rebuilt table

    with op.batch_alter_table("review_escalations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_review_escalations_disclosure_id"))

    op.drop_table("review_escalations")
    with op.batch_alter_table("obligations", schema=None) as batch_op:
        batch_op.drop_index("ix_obligations_season_unit")
        batch_op.drop_index(batch_op.f("ix_obligations_person_id"))
        batch_op.drop_index(batch_op.f("ix_obligations_disclosure_id"))

    op.drop_table("obligations")
    with op.batch_alter_table("season_extensions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_season_extensions_season_id"))

    op.drop_table("season_extensions")
    op.drop_table("reminder_rounds")
    with op.batch_alter_table("disclosure_preparers", schema=None) as batch_op:
        batch_op.drop_index("ix_disclosure_preparers_pair")
        batch_op.drop_index(batch_op.f("ix_disclosure_preparers_declarant_id"))

    op.drop_table("disclosure_preparers")
    op.drop_table("seasons")
