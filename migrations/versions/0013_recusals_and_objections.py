"""recusals and objections"""

import sqlalchemy as sa
from alembic import op

from migrations import append_only

KEPT = ("recusal_steps", "recusal_breaches", "objection_steps")
PARTS = (
    "objection_steps", "objection_bars", "objections",
    "recusal_interests", "recusal_steps", "recusal_parties", "recusal_matters",
    "recusal_gatekeepers", "recusal_copies", "recusal_breaches", "recusal_bars",
)  # fmt: skip

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _recusals()
    _people()
    _what_it_covers()
    _objections()
    for table in KEPT:
        append_only.create(op, table)


def _recusals() -> None:
    op.create_table(
        "recusals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("origin", sa.String(length=40), nullable=False),
        sa.Column("cause_type", sa.String(length=60), nullable=True),
        sa.Column("cause_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("post", sa.String(length=200), nullable=False),
        sa.Column("scope", sa.String(length=40), nullable=True),
        sa.Column("matter_kind", sa.String(length=40), nullable=True),
        sa.Column("limits", sa.String(length=120), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_with", sa.String(length=40), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("effective_until", sa.Date(), nullable=True),
        sa.Column("service_due_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("superior_id", sa.Integer(), nullable=True),
        sa.Column("route_note", sa.Text(), nullable=True),
        sa.Column("unanswered", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("stance", sa.String(length=40), nullable=True),
        sa.Column("wished_substitute_id", sa.Integer(), nullable=True),
        sa.Column("substitute_id", sa.Integer(), nullable=True),
        sa.Column("decider_id", sa.Integer(), nullable=True),
        sa.Column("decider_note", sa.Text(), nullable=True),
        sa.Column("outside", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("proposed_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("verdict", sa.String(length=40), nullable=True),
        sa.Column("settler_id", sa.Integer(), nullable=True),
        sa.Column("cancel_asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("end_reason", sa.String(length=40), nullable=True),
        sa.Column("breached", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("began", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["people.id"], name=op.f("fk_recusals_answered_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["people.id"], name=op.f("fk_recusals_decided_by_id")
        ),
        sa.ForeignKeyConstraint(["decider_id"], ["people.id"], name=op.f("fk_recusals_decider_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_recusals_person_id")),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["people.id"], name=op.f("fk_recusals_proposed_by_id")
        ),
        sa.ForeignKeyConstraint(["settler_id"], ["people.id"], name=op.f("fk_recusals_settler_id")),
        sa.ForeignKeyConstraint(
            ["substitute_id"], ["people.id"], name=op.f("fk_recusals_substitute_id")
        ),
        sa.ForeignKeyConstraint(
            ["superior_id"], ["people.id"], name=op.f("fk_recusals_superior_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_recusals_unit_id")),
        sa.ForeignKeyConstraint(
            ["wished_substitute_id"], ["people.id"], name=op.f("fk_recusals_wished_substitute_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recusals")),
        sa.UniqueConstraint("number", name=op.f("uq_recusals_number")),
        sa.UniqueConstraint("uid", name=op.f("uq_recusals_uid")),
    )
    with op.batch_alter_table("recusals", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recusals_decider_id"), ["decider_id"], unique=False)
        batch_op.create_index("ix_recusals_person_state", ["person_id", "state"], unique=False)
        batch_op.create_index("ix_recusals_state", ["state", "id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_recusals_substitute_id"), ["substitute_id"], unique=False
        )
        batch_op.create_index("ix_recusals_superior_state", ["superior_id", "state"], unique=False)
        batch_op.create_index("ix_recusals_unit", ["unit_id", "id"], unique=False)


def _people() -> None:
    op.create_table(
        "recusal_bars",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recusal_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_recusal_bars_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["recusal_id"], ["recusals.id"], name=op.f("fk_recusal_bars_recusal_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recusal_bars")),
        sa.UniqueConstraint(
            "recusal_id", "person_id", name=op.f("uq_recusal_bars_recusal_id_person_id")
        ),
    )
    with op.batch_alter_table("recusal_bars", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recusal_bars_person_id"), ["person_id"], unique=False)

    op.create_table(
        "recusal_breaches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recusal_id", sa.Integer(), nullable=False),
        sa.Column("matter_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=40), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["matter_id"], ["matters.id"], name=op.f("fk_recusal_breaches_matter_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_recusal_breaches_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["recusal_id"], ["recusals.id"], name=op.f("fk_recusal_breaches_recusal_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recusal_breaches")),
        sa.UniqueConstraint(
            "recusal_id",
            "matter_id",
            "act",
            "on",
            name=op.f("uq_recusal_breaches_recusal_id_matter_id_act_on"),
        ),
    )
    with op.batch_alter_table("recusal_breaches", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_recusal_breaches_matter_id"), ["matter_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_recusal_breaches_recusal_id"), ["recusal_id"], unique=False
        )

    op.create_table(
        "recusal_copies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recusal_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("post", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_recusal_copies_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["recusal_id"], ["recusals.id"], name=op.f("fk_recusal_copies_recusal_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recusal_copies")),
        sa.UniqueConstraint(
            "recusal_id", "person_id", name=op.f("uq_recusal_copies_recusal_id_person_id")
        ),
    )
    with op.batch_alter_table("recusal_copies", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_recusal_copies_person_id"), ["person_id"], unique=False
        )

    op.create_table(
        "recusal_gatekeepers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recusal_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("way", sa.String(length=40), nullable=False),
        sa.Column("named_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_recusal_gatekeepers_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["recusal_id"], ["recusals.id"], name=op.f("fk_recusal_gatekeepers_recusal_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recusal_gatekeepers")),
        sa.UniqueConstraint(
            "recusal_id",
            "person_id",
            "way",
            name=op.f("uq_recusal_gatekeepers_recusal_id_person_id_way"),
        ),
    )
    with op.batch_alter_table("recusal_gatekeepers", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_recusal_gatekeepers_person_id"), ["person_id"], unique=False
        )


def _what_it_covers() -> None:
    op.create_table(
        "recusal_matters",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recusal_id", sa.Integer(), nullable=False),
        sa.Column("matter_id", sa.Integer(), nullable=False),
        sa.Column("found_later", sa.Boolean(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("left_out", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.ForeignKeyConstraint(
            ["matter_id"], ["matters.id"], name=op.f("fk_recusal_matters_matter_id")
        ),
        sa.ForeignKeyConstraint(
            ["recusal_id"], ["recusals.id"], name=op.f("fk_recusal_matters_recusal_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recusal_matters")),
        sa.UniqueConstraint(
            "recusal_id", "matter_id", name=op.f("uq_recusal_matters_recusal_id_matter_id")
        ),
    )
    with op.batch_alter_table("recusal_matters", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_recusal_matters_matter_id"), ["matter_id"], unique=False
        )

    op.create_table(
        "recusal_parties",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("recusal_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["recusal_id"], ["recusals.id"], name=op.f("fk_recusal_parties_recusal_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recusal_parties")),
        sa.UniqueConstraint("uid", name=op.f("uq_recusal_parties_uid")),
    )
    with op.batch_alter_table("recusal_parties", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_recusal_parties_recusal_id"), ["recusal_id"], unique=False
        )

    op.create_table(
        "recusal_steps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("recusal_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_recusal_steps_by_id")),
        sa.ForeignKeyConstraint(
            ["recusal_id"], ["recusals.id"], name=op.f("fk_recusal_steps_recusal_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recusal_steps")),
        sa.UniqueConstraint("uid", name=op.f("uq_recusal_steps_uid")),
    )
    with op.batch_alter_table("recusal_steps", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_recusal_steps_recusal_id"), ["recusal_id"], unique=False
        )

    op.create_table(
        "recusal_interests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recusal_id", sa.Integer(), nullable=False),
        sa.Column("interest_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["interest_id"], ["interests.id"], name=op.f("fk_recusal_interests_interest_id")
        ),
        sa.ForeignKeyConstraint(
            ["recusal_id"], ["recusals.id"], name=op.f("fk_recusal_interests_recusal_id")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["interest_versions.id"], name=op.f("fk_recusal_interests_version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recusal_interests")),
        sa.UniqueConstraint(
            "recusal_id", "interest_id", name=op.f("uq_recusal_interests_recusal_id_interest_id")
        ),
    )
    with op.batch_alter_table("recusal_interests", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_recusal_interests_interest_id"), ["interest_id"], unique=False
        )


def _objections() -> None:
    op.create_table(
        "objections",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("subject_type", sa.String(length=60), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("subject_number", sa.String(length=40), nullable=False),
        sa.Column("known_on", sa.Date(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("wishes", sa.String(length=80), nullable=False),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reviewer_id", sa.Integer(), nullable=True),
        sa.Column("route_note", sa.Text(), nullable=True),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("appealed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("appeal_reviewer_id", sa.Integer(), nullable=True),
        sa.Column("appeal_outcome", sa.String(length=40), nullable=True),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["appeal_reviewer_id"], ["people.id"], name=op.f("fk_objections_appeal_reviewer_id")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["people.id"], name=op.f("fk_objections_decided_by_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_objections_person_id")),
        sa.ForeignKeyConstraint(
            ["reviewer_id"], ["people.id"], name=op.f("fk_objections_reviewer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_objections")),
        sa.UniqueConstraint("number", name=op.f("uq_objections_number")),
        sa.UniqueConstraint("uid", name=op.f("uq_objections_uid")),
    )
    for name, columns in (
        ("ix_objections_appeal_reviewer_id", ["appeal_reviewer_id"]),
        ("ix_objections_person_id", ["person_id"]),
        ("ix_objections_reviewer_id", ["reviewer_id"]),
        ("ix_objections_state", ["state", "id"]),
        ("ix_objections_subject", ["subject_type", "subject_id"]),
    ):
        op.create_index(name, "objections", columns)
    op.create_table(
        "objection_bars",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("objection_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["objection_id"], ["objections.id"], name=op.f("fk_objection_bars_objection_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_objection_bars_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_objection_bars")),
        sa.UniqueConstraint(
            "objection_id", "person_id", name=op.f("uq_objection_bars_objection_id_person_id")
        ),
    )
    op.create_index("ix_objection_bars_person_id", "objection_bars", ["person_id"])
    op.create_table(
        "objection_steps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("objection_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_objection_steps_by_id")),
        sa.ForeignKeyConstraint(
            ["objection_id"], ["objections.id"], name=op.f("fk_objection_steps_objection_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_objection_steps")),
        sa.UniqueConstraint("uid", name=op.f("uq_objection_steps_uid")),
    )
    op.create_index("ix_objection_steps_objection_id", "objection_steps", ["objection_id"])


def downgrade() -> None:
    for table in KEPT:
        append_only.drop(op, table)
    for table in PARTS:
        op.drop_table(table)
    op.drop_table("recusals")
