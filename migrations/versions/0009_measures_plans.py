"""measures plans"""

import sqlalchemy as sa
from alembic import op

from migrations import append_only

APPEND_ONLY = (
    "measures_versions",
    "measures_replies",
    "measures_reports",
    "measures_checks",
    "measures_reminders",
    "measures_handovers",
    "measures_concerned",
)

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "measures_plans",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("post", sa.String(length=200), nullable=False),
        sa.Column("superior_id", sa.Integer(), nullable=True),
        sa.Column("route_note", sa.Text(), nullable=True),
        sa.Column("started_by_id", sa.Integer(), nullable=True),
        sa.Column("disclosure_id", sa.Integer(), nullable=True),
        sa.Column("level", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("pack_id", sa.String(length=60), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_check_on", sa.Date(), nullable=True),
        sa.Column("last_check_on", sa.Date(), nullable=True),
        sa.Column("last_found", sa.String(length=40), nullable=True),
        sa.Column("draft_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["disclosure_id"], ["disclosures.id"], name=op.f("fk_measures_plans_disclosure_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_measures_plans_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["started_by_id"], ["people.id"], name=op.f("fk_measures_plans_started_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["superior_id"], ["people.id"], name=op.f("fk_measures_plans_superior_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_measures_plans_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measures_plans")),
        sa.UniqueConstraint("disclosure_id", name=op.f("uq_measures_plans_disclosure_id")),
        sa.UniqueConstraint("number", name=op.f("uq_measures_plans_number")),
        sa.UniqueConstraint("uid", name=op.f("uq_measures_plans_uid")),
    )
    with op.batch_alter_table("measures_plans", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_measures_plans_person_id"), ["person_id"], unique=False
        )
        batch_op.create_index(
            "ix_measures_plans_state_next", ["state", "next_check_on"], unique=False
        )
        batch_op.create_index(
            "ix_measures_plans_superior_state", ["superior_id", "state"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_measures_plans_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "measures_actions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("control", sa.String(length=40), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("executor_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("linked_number", sa.String(length=40), nullable=True),
        sa.Column("linked_url", sa.String(length=200), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["executor_id"], ["people.id"], name=op.f("fk_measures_actions_executor_id")
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["measures_plans.id"], name=op.f("fk_measures_actions_plan_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measures_actions")),
        sa.UniqueConstraint("plan_id", "key", name=op.f("uq_measures_actions_plan_id_key")),
        sa.UniqueConstraint("uid", name=op.f("uq_measures_actions_uid")),
    )
    with op.batch_alter_table("measures_actions", schema=None) as batch_op:
        batch_op.create_index(
            "ix_measures_actions_executor", ["executor_id", "state"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_measures_actions_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "measures_checks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("found", sa.String(length=40), nullable=False),
        sa.Column("next", sa.String(length=40), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_measures_checks_by_id")),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["measures_plans.id"], name=op.f("fk_measures_checks_plan_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measures_checks")),
        sa.UniqueConstraint("plan_id", "number", name=op.f("uq_measures_checks_plan_id_number")),
        sa.UniqueConstraint("uid", name=op.f("uq_measures_checks_uid")),
    )
    with op.batch_alter_table("measures_checks", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_measures_checks_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "measures_concerned",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_measures_concerned_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["measures_plans.id"], name=op.f("fk_measures_concerned_plan_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measures_concerned")),
        sa.UniqueConstraint(
            "plan_id", "person_id", name=op.f("uq_measures_concerned_plan_id_person_id")
        ),
    )
    with op.batch_alter_table("measures_concerned", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_measures_concerned_person_id"), ["person_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_measures_concerned_plan_id"), ["plan_id"], unique=False
        )

    op.create_table(
        "measures_handovers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=True),
        sa.Column("to_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["from_id"], ["people.id"], name=op.f("fk_measures_handovers_from_id")
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["measures_plans.id"], name=op.f("fk_measures_handovers_plan_id")
        ),
        sa.ForeignKeyConstraint(["to_id"], ["people.id"], name=op.f("fk_measures_handovers_to_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measures_handovers")),
    )
    with op.batch_alter_table("measures_handovers", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_measures_handovers_plan_id"), ["plan_id"], unique=False
        )

    op.create_table(
        "measures_referrals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("decision_number", sa.String(length=100), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_measures_referrals_by_id")),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["measures_plans.id"], name=op.f("fk_measures_referrals_plan_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measures_referrals")),
        sa.UniqueConstraint("number", name=op.f("uq_measures_referrals_number")),
        sa.UniqueConstraint("uid", name=op.f("uq_measures_referrals_uid")),
    )
    with op.batch_alter_table("measures_referrals", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_measures_referrals_plan_id"), ["plan_id"], unique=False
        )

    op.create_table(
        "measures_reminders",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("step", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["measures_plans.id"], name=op.f("fk_measures_reminders_plan_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measures_reminders")),
        sa.UniqueConstraint(
            "plan_id", "due_on", "step", name=op.f("uq_measures_reminders_plan_id_due_on_step")
        ),
    )
    op.create_table(
        "measures_replies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("to_version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("draft_sha256", sa.String(length=64), nullable=False),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["measures_plans.id"], name=op.f("fk_measures_replies_plan_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measures_replies")),
        sa.UniqueConstraint("uid", name=op.f("uq_measures_replies_uid")),
    )
    with op.batch_alter_table("measures_replies", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_measures_replies_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "measures_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("set_by_id", sa.Integer(), nullable=False),
        sa.Column("level", sa.String(length=40), nullable=False),
        sa.Column("pack_id", sa.String(length=60), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content_sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["measures_plans.id"], name=op.f("fk_measures_versions_plan_id")
        ),
        sa.ForeignKeyConstraint(
            ["set_by_id"], ["people.id"], name=op.f("fk_measures_versions_set_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measures_versions")),
        sa.UniqueConstraint("plan_id", "number", name=op.f("uq_measures_versions_plan_id_number")),
        sa.UniqueConstraint("uid", name=op.f("uq_measures_versions_uid")),
    )
    with op.batch_alter_table("measures_versions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_measures_versions_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "measures_reports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("found", sa.String(length=40), nullable=False),
        sa.Column("wanted_due_on", sa.Date(), nullable=True),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["action_id"], ["measures_actions.id"], name=op.f("fk_measures_reports_action_id")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_measures_reports_by_id")),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["measures_plans.id"], name=op.f("fk_measures_reports_plan_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measures_reports")),
        sa.UniqueConstraint("uid", name=op.f("uq_measures_reports_uid")),
    )
    with op.batch_alter_table("measures_reports", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_measures_reports_plan_id"), ["plan_id"], unique=False)
    for table in APPEND_ONLY:
        append_only.create(op, table)


def downgrade() -> None:
    for table in APPEND_ONLY:
        append_only.drop(op, table)
    with op.batch_alter_table("measures_reports", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_measures_reports_plan_id"))

    op.drop_table("measures_reports")
    with op.batch_alter_table("measures_versions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_measures_versions_plan_id"))

    op.drop_table("measures_versions")
    with op.batch_alter_table("measures_replies", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_measures_replies_plan_id"))

    op.drop_table("measures_replies")
    op.drop_table("measures_reminders")
    with op.batch_alter_table("measures_referrals", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_measures_referrals_plan_id"))

    op.drop_table("measures_referrals")
    with op.batch_alter_table("measures_handovers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_measures_handovers_plan_id"))

    op.drop_table("measures_handovers")
    with op.batch_alter_table("measures_concerned", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_measures_concerned_plan_id"))
        batch_op.drop_index(batch_op.f("ix_measures_concerned_person_id"))

    op.drop_table("measures_concerned")
    with op.batch_alter_table("measures_checks", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_measures_checks_plan_id"))

    op.drop_table("measures_checks")
    with op.batch_alter_table("measures_actions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_measures_actions_plan_id"))
        batch_op.drop_index("ix_measures_actions_executor")

    op.drop_table("measures_actions")
    with op.batch_alter_table("measures_plans", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_measures_plans_unit_id"))
        batch_op.drop_index("ix_measures_plans_superior_state")
        batch_op.drop_index("ix_measures_plans_state_next")
        batch_op.drop_index(batch_op.f("ix_measures_plans_person_id"))

    op.drop_table("measures_plans")
