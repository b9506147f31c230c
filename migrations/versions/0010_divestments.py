"""divestments"""

import sqlalchemy as sa
from alembic import op

from migrations import append_only

APPEND_ONLY = (
    "divestment_plans", "divestment_decisions", "divestment_proofs", "divestment_findings",
    "divestment_reminders", "duty_reassignments",
)  # fmt: skip
TABLES = (
    "divestments", "divestment_plans", "divestment_decisions", "divestment_steps",
    "divestment_proofs", "divestment_findings", "divestment_reminders", "duty_reassignments",
)  # fmt: skip

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("interest_versions", sa.Column("ended_by", sa.String(length=60), nullable=True))
    op.create_table(
        "divestments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("post", sa.String(length=200), nullable=False),
        sa.Column("interest_id", sa.Integer(), nullable=False),
        sa.Column("named_id", sa.Integer(), nullable=True),
        sa.Column("superior_id", sa.Integer(), nullable=True),
        sa.Column("route_note", sa.Text(), nullable=True),
        sa.Column("plan_number", sa.String(length=40), nullable=True),
        sa.Column("asset_form", sa.String(length=40), nullable=True),
        sa.Column("way", sa.String(length=40), nullable=True),
        sa.Column("to_family", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("endorsed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("endorsed_by_id", sa.Integer(), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_by_id", sa.Integer(), nullable=True),
        sa.Column("target_on", sa.Date(), nullable=True),
        sa.Column("extended_from", sa.Date(), nullable=True),
        sa.Column("escalated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("recusal_number", sa.String(length=40), nullable=True),
        sa.Column("draft_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["approved_by_id"], ["people.id"], name=op.f("fk_divestments_approved_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["endorsed_by_id"], ["people.id"], name=op.f("fk_divestments_endorsed_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["interest_id"], ["interests.id"], name=op.f("fk_divestments_interest_id")
        ),
        sa.ForeignKeyConstraint(["named_id"], ["people.id"], name=op.f("fk_divestments_named_id")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_divestments_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["superior_id"], ["people.id"], name=op.f("fk_divestments_superior_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_divestments_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_divestments")),
        sa.UniqueConstraint("number", name=op.f("uq_divestments_number")),
        sa.UniqueConstraint("uid", name=op.f("uq_divestments_uid")),
    )
    with op.batch_alter_table("divestments", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_divestments_interest_id"), ["interest_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_divestments_person_id"), ["person_id"], unique=False)
        batch_op.create_index("ix_divestments_state_target", ["state", "target_on"], unique=False)
        batch_op.create_index(
            "ix_divestments_superior_state", ["superior_id", "state"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_divestments_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "divestment_plans",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("divestment_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("interest_version_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content_sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["divestment_id"], ["divestments.id"], name=op.f("fk_divestment_plans_divestment_id")
        ),
        sa.ForeignKeyConstraint(
            ["interest_version_id"],
            ["interest_versions.id"],
            name=op.f("fk_divestment_plans_interest_version_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_divestment_plans")),
        sa.UniqueConstraint(
            "divestment_id", "number", name=op.f("uq_divestment_plans_divestment_id_number")
        ),
        sa.UniqueConstraint("uid", name=op.f("uq_divestment_plans_uid")),
    )
    with op.batch_alter_table("divestment_plans", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_divestment_plans_divestment_id"), ["divestment_id"], unique=False
        )

    op.create_table(
        "divestment_decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("divestment_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("target_on", sa.Date(), nullable=True),
        sa.Column("measure", sa.String(length=10), nullable=True),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["people.id"], name=op.f("fk_divestment_decisions_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["divestment_id"],
            ["divestments.id"],
            name=op.f("fk_divestment_decisions_divestment_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_divestment_decisions")),
        sa.UniqueConstraint("uid", name=op.f("uq_divestment_decisions_uid")),
    )
    with op.batch_alter_table("divestment_decisions", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_divestment_decisions_divestment_id"), ["divestment_id"], unique=False
        )

    op.create_table(
        "divestment_steps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("divestment_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("title_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["divestment_id"], ["divestments.id"], name=op.f("fk_divestment_steps_divestment_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_divestment_steps")),
        sa.UniqueConstraint(
            "divestment_id", "position", name=op.f("uq_divestment_steps_divestment_id_position")
        ),
        sa.UniqueConstraint("uid", name=op.f("uq_divestment_steps_uid")),
    )
    with op.batch_alter_table("divestment_steps", schema=None) as batch_op:
        batch_op.create_index("ix_divestment_steps_state_due", ["state", "due_on"], unique=False)

    op.create_table(
        "divestment_proofs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("step_id", sa.Integer(), nullable=False),
        sa.Column("handed_in_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("note_sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["step_id"], ["divestment_steps.id"], name=op.f("fk_divestment_proofs_step_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_divestment_proofs")),
        sa.UniqueConstraint("uid", name=op.f("uq_divestment_proofs_uid")),
    )
    with op.batch_alter_table("divestment_proofs", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_divestment_proofs_step_id"), ["step_id"], unique=False)

    op.create_table(
        "divestment_findings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("proof_id", sa.Integer(), nullable=False),
        sa.Column("result", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("note_sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["people.id"], name=op.f("fk_divestment_findings_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["proof_id"], ["divestment_proofs.id"], name=op.f("fk_divestment_findings_proof_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_divestment_findings")),
        sa.UniqueConstraint("proof_id", name=op.f("uq_divestment_findings_proof_id")),
        sa.UniqueConstraint("uid", name=op.f("uq_divestment_findings_uid")),
    )
    op.create_table(
        "divestment_reminders",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("step_id", sa.Integer(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["step_id"], ["divestment_steps.id"], name=op.f("fk_divestment_reminders_step_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_divestment_reminders")),
        sa.UniqueConstraint("step_id", "days", name=op.f("uq_divestment_reminders_step_id_days")),
    )
    op.create_table(
        "duty_reassignments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("order_number", sa.String(length=80), nullable=False),
        sa.Column("order_on", sa.Date(), nullable=False),
        sa.Column("plan_number", sa.String(length=40), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("note_sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_duty_reassignments_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["people.id"], name=op.f("fk_duty_reassignments_recorded_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_reassignments")),
        sa.UniqueConstraint("uid", name=op.f("uq_duty_reassignments_uid")),
    )
    with op.batch_alter_table("duty_reassignments", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_duty_reassignments_person_id"), ["person_id"], unique=False
        )

    for table in APPEND_ONLY:
        append_only.create(op, table)


def downgrade() -> None:
    for table in APPEND_ONLY:
        append_only.drop(op, table)
    for table in reversed(TABLES):
        op.drop_table(table)
    op.drop_column("interest_versions", "ended_by")
