"""examinations and reviews"""

import sqlalchemy as sa
from alembic import op

from migrations import append_only

KEPT = ("review_steps", "review_follow_up_steps")
TABLES = (
    "review_follow_up_steps",
    "review_steps",
    "review_questions",
    "review_follow_ups",
    "review_bars",
    "review_allegations",
    "reviews",
)

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _reviews()
    _review_allegations()
    _review_bars()
    _review_follow_ups()
    _review_questions()
    _review_steps()
    _review_follow_up_steps()
    for table in KEPT:
        append_only.create(op, table)


def _reviews() -> None:
    op.create_table(
        "reviews",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("origin_type", sa.String(length=60), nullable=False),
        sa.Column("origin_id", sa.Integer(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("subject_post", sa.String(length=200), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("matter_id", sa.Integer(), nullable=True),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("undecided", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_by_id", sa.Integer(), nullable=True),
        sa.Column("examiner_id", sa.Integer(), nullable=True),
        sa.Column("companion_id", sa.Integer(), nullable=True),
        sa.Column("by_inspectorate", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("taken_over_for", sa.String(length=40), nullable=True),
        sa.Column("examiner_note", sa.Text(), nullable=True),
        sa.Column("keeper_id", sa.Integer(), nullable=True),
        sa.Column("keeper_note", sa.Text(), nullable=True),
        sa.Column("late_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("silent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("examined_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("examined_by_id", sa.Integer(), nullable=True),
        sa.Column("truth", sa.String(length=40), nullable=True),
        sa.Column("reviewer_id", sa.Integer(), nullable=True),
        sa.Column("reviewer_note", sa.Text(), nullable=True),
        sa.Column("review_from", sa.Date(), nullable=True),
        sa.Column("review_renewed", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("review_late_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outside", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("ruling", sa.String(length=40), nullable=True),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.Column("recusal_id", sa.Integer(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cast_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["companion_id"], ["people.id"], name=op.f("fk_reviews_companion_id")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["people.id"], name=op.f("fk_reviews_decided_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["examined_by_id"], ["people.id"], name=op.f("fk_reviews_examined_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["examiner_id"], ["people.id"], name=op.f("fk_reviews_examiner_id")
        ),
        sa.ForeignKeyConstraint(["keeper_id"], ["people.id"], name=op.f("fk_reviews_keeper_id")),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_reviews_matter_id")),
        sa.ForeignKeyConstraint(
            ["opened_by_id"], ["people.id"], name=op.f("fk_reviews_opened_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["measures_plans.id"], name=op.f("fk_reviews_plan_id")
        ),
        sa.ForeignKeyConstraint(
            ["recusal_id"], ["recusals.id"], name=op.f("fk_reviews_recusal_id")
        ),
        sa.ForeignKeyConstraint(
            ["reviewer_id"], ["people.id"], name=op.f("fk_reviews_reviewer_id")
        ),
        sa.ForeignKeyConstraint(["subject_id"], ["people.id"], name=op.f("fk_reviews_subject_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_reviews_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reviews")),
        sa.UniqueConstraint("uid", name=op.f("uq_reviews_uid")),
    )
    with op.batch_alter_table("reviews", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reviews_companion_id"), ["companion_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_reviews_decided_by_id"), ["decided_by_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_reviews_examined_by_id"), ["examined_by_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_reviews_examiner_id"), ["examiner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_reviews_keeper_id"), ["keeper_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_reviews_matter_id"), ["matter_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_reviews_number"), ["number"], unique=False)
        batch_op.create_index("ix_reviews_origin", ["origin_type", "origin_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_reviews_reviewer_id"), ["reviewer_id"], unique=False)
        batch_op.create_index("ix_reviews_state", ["state", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_reviews_subject_id"), ["subject_id"], unique=False)
        batch_op.create_index("ix_reviews_unit", ["unit_id", "id"], unique=False)


def _review_allegations() -> None:
    op.create_table(
        "review_allegations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("truth", sa.String(length=40), nullable=True),
        sa.Column("form_code", sa.String(length=20), nullable=True),
        sa.Column("kind_code", sa.String(length=20), nullable=True),
        sa.Column("source_code", sa.String(length=20), nullable=True),
        sa.Column("weak_system", sa.Boolean(), nullable=True),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("finding_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["review_id"], ["reviews.id"], name=op.f("fk_review_allegations_review_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_allegations")),
        sa.UniqueConstraint(
            "review_id", "position", name=op.f("uq_review_allegations_review_id_position")
        ),
        sa.UniqueConstraint("uid", name=op.f("uq_review_allegations_uid")),
    )


def _review_bars() -> None:
    op.create_table(
        "review_bars",
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("function_only", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_review_bars_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["review_id"], ["reviews.id"], name=op.f("fk_review_bars_review_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_bars")),
        sa.UniqueConstraint(
            "review_id", "person_id", name=op.f("uq_review_bars_review_id_person_id")
        ),
    )
    with op.batch_alter_table("review_bars", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_review_bars_person_id"), ["person_id"], unique=False)


def _review_follow_ups() -> None:
    op.create_table(
        "review_follow_ups",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("is_sop", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("late_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reminded_on", sa.Date(), nullable=True),
        sa.Column("verified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("verified_by_id", sa.Integer(), nullable=True),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["people.id"], name=op.f("fk_review_follow_ups_owner_id")
        ),
        sa.ForeignKeyConstraint(
            ["review_id"], ["reviews.id"], name=op.f("fk_review_follow_ups_review_id")
        ),
        sa.ForeignKeyConstraint(
            ["verified_by_id"], ["people.id"], name=op.f("fk_review_follow_ups_verified_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_follow_ups")),
        sa.UniqueConstraint(
            "review_id", "position", name=op.f("uq_review_follow_ups_review_id_position")
        ),
        sa.UniqueConstraint("uid", name=op.f("uq_review_follow_ups_uid")),
    )
    with op.batch_alter_table("review_follow_ups", schema=None) as batch_op:
        batch_op.create_index("ix_review_follow_ups_due", ["state", "due_on"], unique=False)
        batch_op.create_index("ix_review_follow_ups_owner", ["owner_id", "state"], unique=False)


def _review_questions() -> None:
    op.create_table(
        "review_questions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("declined", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("reply_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["people.id"], name=op.f("fk_review_questions_asked_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_review_questions_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["review_id"], ["reviews.id"], name=op.f("fk_review_questions_review_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_questions")),
        sa.UniqueConstraint("uid", name=op.f("uq_review_questions_uid")),
    )
    with op.batch_alter_table("review_questions", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_review_questions_person_id"), ["person_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_review_questions_review_id"), ["review_id"], unique=False
        )


def _review_steps() -> None:
    op.create_table(
        "review_steps",
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_review_steps_by_id")),
        sa.ForeignKeyConstraint(
            ["review_id"], ["reviews.id"], name=op.f("fk_review_steps_review_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_steps")),
        sa.UniqueConstraint("uid", name=op.f("uq_review_steps_uid")),
    )
    with op.batch_alter_table("review_steps", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_review_steps_review_id"), ["review_id"], unique=False)


def _review_follow_up_steps() -> None:
    op.create_table(
        "review_follow_up_steps",
        sa.Column("follow_up_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["by_id"], ["people.id"], name=op.f("fk_review_follow_up_steps_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["follow_up_id"],
            ["review_follow_ups.id"],
            name=op.f("fk_review_follow_up_steps_follow_up_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_follow_up_steps")),
        sa.UniqueConstraint("uid", name=op.f("uq_review_follow_up_steps_uid")),
    )
    with op.batch_alter_table("review_follow_up_steps", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_review_follow_up_steps_follow_up_id"), ["follow_up_id"], unique=False
        )


def downgrade() -> None:
    for table in KEPT:
        append_only.drop(op, table)
    for table in TABLES:
        op.drop_table(table)
