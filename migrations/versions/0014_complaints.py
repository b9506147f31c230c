"""complaints from outside"""

import sqlalchemy as sa
from alembic import op

from migrations import append_only

KEPT = (
    "complaint_steps", "complaint_messages", "complaint_notes", "complaint_ratings",
    "retaliation_steps",
)  # fmt: skip
TABLES = (
    "retaliation_steps",
    "retaliations",
    "complaint_ratings",
    "complaint_inquiries",
    "complaint_notes",
    "complaint_messages",
    "complaint_steps",
    "complaint_bars",
    "complaint_allegations",
    "complaint_parties",
    "complaint_receipts",
    "complaints",
    "spent_challenges",
    "held_files",
    "complaint_drafts",
)  # fmt: skip

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _before_filing()
    _the_case()
    _what_is_written()
    _retaliations()
    for table in KEPT:
        append_only.create(op, table)


def _before_filing() -> None:
    op.create_table(
        "complaint_drafts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("visit_fingerprint", sa.String(length=64), nullable=False),
        sa.Column("code_fingerprint", sa.String(length=64), nullable=True),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("story_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_drafts")),
        sa.UniqueConstraint("code_fingerprint", name=op.f("uq_complaint_drafts_code_fingerprint")),
        sa.UniqueConstraint("uid", name=op.f("uq_complaint_drafts_uid")),
        sa.UniqueConstraint(
            "visit_fingerprint", name=op.f("uq_complaint_drafts_visit_fingerprint")
        ),
    )
    op.create_index("ix_complaint_drafts_expires_at", "complaint_drafts", ["expires_at"])
    op.create_table(
        "held_files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("owner_type", sa.String(length=60), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("served_size", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("held_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("facts_sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_held_files")),
        sa.UniqueConstraint("uid", name=op.f("uq_held_files_uid")),
    )
    op.create_index("ix_held_files_owner", "held_files", ["owner_type", "owner_id"])
    op.create_table(
        "spent_challenges",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_spent_challenges")),
        sa.UniqueConstraint("fingerprint", name=op.f("uq_spent_challenges_fingerprint")),
    )
    op.create_index("ix_spent_challenges_expires_at", "spent_challenges", ["expires_at"])


def _the_case() -> None:
    op.create_table(
        "complaints",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("counted_from", sa.Date(), nullable=False),
        sa.Column("code_hash", sa.String(length=200), nullable=True),
        sa.Column("code_confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("subject_id", sa.Integer(), nullable=True),
        sa.Column("decider_id", sa.Integer(), nullable=True),
        sa.Column("matter_id", sa.Integer(), nullable=True),
        sa.Column("object_kind", sa.String(length=40), nullable=False),
        sa.Column("decision_on", sa.Date(), nullable=True),
        sa.Column("urgent", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("kkn", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("protected", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("screening_id", sa.Integer(), nullable=True),
        sa.Column("review_id", sa.Integer(), nullable=True),
        sa.Column("cs_code", sa.String(length=10), nullable=True),
        sa.Column("desk_id", sa.Integer(), nullable=True),
        sa.Column("desk_note", sa.String(length=300), nullable=True),
        sa.Column("refusal_proposed_by_id", sa.Integer(), nullable=True),
        sa.Column("late", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("withdrawal_asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("own_initiative", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("notice_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("story_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("extract_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decider_id"], ["people.id"], name=op.f("fk_complaints_decider_id")
        ),
        sa.ForeignKeyConstraint(["desk_id"], ["people.id"], name=op.f("fk_complaints_desk_id")),
        sa.ForeignKeyConstraint(
            ["matter_id"], ["matters.id"], name=op.f("fk_complaints_matter_id")
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["complaints.id"], name=op.f("fk_complaints_parent_id")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["people.id"], name=op.f("fk_complaints_recorded_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["refusal_proposed_by_id"],
            ["people.id"],
            name=op.f("fk_complaints_refusal_proposed_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["screening_id"], ["screenings.id"], name=op.f("fk_complaints_screening_id")
        ),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["people.id"], name=op.f("fk_complaints_subject_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_complaints_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaints")),
        sa.UniqueConstraint("number", name=op.f("uq_complaints_number")),
        sa.UniqueConstraint("uid", name=op.f("uq_complaints_uid")),
    )
    op.create_index("ix_complaints_channel", "complaints", ["channel", "id"])
    op.create_index("ix_complaints_desk_id", "complaints", ["desk_id"])
    op.create_index("ix_complaints_matter_id", "complaints", ["matter_id"])
    op.create_index("ix_complaints_parent_id", "complaints", ["parent_id"])
    op.create_index("ix_complaints_received", "complaints", ["received_at", "id"])
    op.create_index("ix_complaints_review_id", "complaints", ["review_id"])
    op.create_index("ix_complaints_screening_id", "complaints", ["screening_id"])
    op.create_index("ix_complaints_state", "complaints", ["state", "id"])
    op.create_index("ix_complaints_subject_id", "complaints", ["subject_id"])
    op.create_index("ix_complaints_unit", "complaints", ["unit_id", "id"])
    op.create_table(
        "complaint_receipts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("visit_fingerprint", sa.String(length=64), nullable=False),
        sa.Column("shown", sa.Integer(), nullable=False),
        sa.Column("printed", sa.Integer(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaints.id"], name=op.f("fk_complaint_receipts_complaint_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_receipts")),
        sa.UniqueConstraint("complaint_id", name=op.f("uq_complaint_receipts_complaint_id")),
        sa.UniqueConstraint(
            "visit_fingerprint", name=op.f("uq_complaint_receipts_visit_fingerprint")
        ),
    )
    op.create_index("ix_complaint_receipts_expires_at", "complaint_receipts", ["expires_at"])
    op.create_table(
        "complaint_parties",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaints.id"], name=op.f("fk_complaint_parties_complaint_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_complaint_parties_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_parties")),
        sa.UniqueConstraint("uid", name=op.f("uq_complaint_parties_uid")),
    )
    op.create_index("ix_complaint_parties_complaint_id", "complaint_parties", ["complaint_id"])
    op.create_index("ix_complaint_parties_person_id", "complaint_parties", ["person_id"])
    op.create_table(
        "complaint_allegations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("form_code", sa.String(length=20), nullable=True),
        sa.Column("kind_code", sa.String(length=20), nullable=True),
        sa.Column("source_code", sa.String(length=20), nullable=True),
        sa.Column("attention_code", sa.String(length=20), nullable=True),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaints.id"], name=op.f("fk_complaint_allegations_complaint_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_allegations")),
        sa.UniqueConstraint(
            "complaint_id", "position", name=op.f("uq_complaint_allegations_complaint_id_position")
        ),
        sa.UniqueConstraint("uid", name=op.f("uq_complaint_allegations_uid")),
    )
    op.create_table(
        "complaint_bars",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaints.id"], name=op.f("fk_complaint_bars_complaint_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_complaint_bars_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_bars")),
        sa.UniqueConstraint(
            "complaint_id", "person_id", name=op.f("uq_complaint_bars_complaint_id_person_id")
        ),
    )
    op.create_index("ix_complaint_bars_person_id", "complaint_bars", ["person_id"])


def _what_is_written() -> None:
    op.create_table(
        "complaint_steps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_complaint_steps_by_id")),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaints.id"], name=op.f("fk_complaint_steps_complaint_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_steps")),
        sa.UniqueConstraint("uid", name=op.f("uq_complaint_steps_uid")),
    )
    op.create_index("ix_complaint_steps_complaint_id", "complaint_steps", ["complaint_id"])
    op.create_table(
        "complaint_messages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("sender", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("needs_answer", sa.Boolean(), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=True),
        sa.Column("answers_id", sa.Integer(), nullable=True),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answers_id"], ["complaint_messages.id"], name=op.f("fk_complaint_messages_answers_id")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_complaint_messages_by_id")),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaints.id"], name=op.f("fk_complaint_messages_complaint_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_messages")),
        sa.UniqueConstraint("uid", name=op.f("uq_complaint_messages_uid")),
    )
    op.create_index("ix_complaint_messages_answers_id", "complaint_messages", ["answers_id"])
    op.create_index("ix_complaint_messages_complaint_id", "complaint_messages", ["complaint_id"])
    op.create_table(
        "complaint_notes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_complaint_notes_by_id")),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaints.id"], name=op.f("fk_complaint_notes_complaint_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_notes")),
        sa.UniqueConstraint("uid", name=op.f("uq_complaint_notes_uid")),
    )
    op.create_index("ix_complaint_notes_complaint_id", "complaint_notes", ["complaint_id"])
    op.create_table(
        "complaint_inquiries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("token_fingerprint", sa.String(length=64), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("question_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("answer_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["people.id"], name=op.f("fk_complaint_inquiries_asked_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaints.id"], name=op.f("fk_complaint_inquiries_complaint_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_inquiries")),
        sa.UniqueConstraint(
            "token_fingerprint", name=op.f("uq_complaint_inquiries_token_fingerprint")
        ),
        sa.UniqueConstraint("uid", name=op.f("uq_complaint_inquiries_uid")),
    )
    op.create_index("ix_complaint_inquiries_complaint_id", "complaint_inquiries", ["complaint_id"])
    op.create_table(
        "complaint_ratings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("stars", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaints.id"], name=op.f("fk_complaint_ratings_complaint_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_ratings")),
        sa.UniqueConstraint("complaint_id", name=op.f("uq_complaint_ratings_complaint_id")),
        sa.UniqueConstraint("uid", name=op.f("uq_complaint_ratings_uid")),
    )


def _retaliations() -> None:
    op.create_table(
        "retaliations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("handler_id", sa.Integer(), nullable=True),
        sa.Column("responded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaints.id"], name=op.f("fk_retaliations_complaint_id")
        ),
        sa.ForeignKeyConstraint(
            ["handler_id"], ["people.id"], name=op.f("fk_retaliations_handler_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retaliations")),
        sa.UniqueConstraint("number", name=op.f("uq_retaliations_number")),
        sa.UniqueConstraint("uid", name=op.f("uq_retaliations_uid")),
    )
    op.create_index("ix_retaliations_complaint_id", "retaliations", ["complaint_id"])
    op.create_index("ix_retaliations_handler_id", "retaliations", ["handler_id"])
    op.create_index("ix_retaliations_state", "retaliations", ["state", "id"])
    op.create_table(
        "retaliation_steps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("retaliation_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_retaliation_steps_by_id")),
        sa.ForeignKeyConstraint(
            ["retaliation_id"],
            ["retaliations.id"],
            name=op.f("fk_retaliation_steps_retaliation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retaliation_steps")),
        sa.UniqueConstraint("uid", name=op.f("uq_retaliation_steps_uid")),
    )
    op.create_index("ix_retaliation_steps_retaliation_id", "retaliation_steps", ["retaliation_id"])


def downgrade() -> None:
    for table in KEPT:
        append_only.drop(op, table)
    for table in TABLES:
        op.drop_table(table)
