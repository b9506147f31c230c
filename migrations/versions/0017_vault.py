"""identity vault"""

import sqlalchemy as sa
from alembic import op

from migrations import append_only

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "vault_identities",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("subject_type", sa.String(length=60), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("context", sa.String(length=120), nullable=False),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vault_identities")),
        sa.UniqueConstraint(
            "subject_type", "subject_id", name=op.f("uq_vault_identities_subject_type_subject_id")
        ),
        sa.UniqueConstraint("uid", name=op.f("uq_vault_identities_uid")),
    )
    op.create_table(
        "vault_recovery_keys",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vault_recovery_keys")),
    )
    op.create_table(
        "vault_custodians",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=True),
        sa.Column("escrow", sa.LargeBinary(), nullable=False),
        sa.Column("appointed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("wrapped_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lost_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("failed_attempts", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_vault_custodians_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vault_custodians")),
    )
    with op.batch_alter_table("vault_custodians", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_vault_custodians_person_id"), ["person_id"], unique=False
        )

    op.create_table(
        "vault_openings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("identity_id", sa.Integer(), nullable=False),
        sa.Column("subject_type", sa.String(length=60), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("requester_id", sa.Integer(), nullable=False),
        sa.Column("asked_as", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer_by", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reader_key", sa.LargeBinary(), nullable=False),
        sa.Column("reader_wrapped", sa.LargeBinary(), nullable=True),
        sa.Column("halves_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("handed_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("readable_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("times_read", sa.Integer(), nullable=False),
        sa.Column("wrong_codes", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["identity_id"], ["vault_identities.id"], name=op.f("fk_vault_openings_identity_id")
        ),
        sa.ForeignKeyConstraint(
            ["requester_id"], ["people.id"], name=op.f("fk_vault_openings_requester_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vault_openings")),
        sa.UniqueConstraint("uid", name=op.f("uq_vault_openings_uid")),
    )
    with op.batch_alter_table("vault_openings", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_vault_openings_identity_id"), ["identity_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_vault_openings_requester_id"), ["requester_id"], unique=False
        )
        batch_op.create_index("ix_vault_openings_state", ["state", "id"], unique=False)

    op.create_table(
        "vault_answers",
        sa.Column("opening_id", sa.Integer(), nullable=False),
        sa.Column("custodian_id", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_vault_answers_by_id")),
        sa.ForeignKeyConstraint(
            ["custodian_id"],
            ["vault_custodians.id"],
            name=op.f("fk_vault_answers_custodian_id"),
        ),
        sa.ForeignKeyConstraint(
            ["opening_id"], ["vault_openings.id"], name=op.f("fk_vault_answers_opening_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vault_answers")),
        sa.UniqueConstraint(
            "opening_id", "by_id", name=op.f("uq_vault_answers_opening_id_by_id")
        ),
        sa.UniqueConstraint("uid", name=op.f("uq_vault_answers_uid")),
    )
    op.create_table(
        "vault_boxes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("identity_id", sa.Integer(), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["first_id"], ["vault_custodians.id"], name=op.f("fk_vault_boxes_first_id")
        ),
        sa.ForeignKeyConstraint(
            ["identity_id"], ["vault_identities.id"], name=op.f("fk_vault_boxes_identity_id")
        ),
        sa.ForeignKeyConstraint(
            ["second_id"], ["vault_custodians.id"], name=op.f("fk_vault_boxes_second_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vault_boxes")),
        sa.UniqueConstraint(
            "identity_id",
            "first_id",
            "second_id",
            name=op.f("uq_vault_boxes_identity_id_first_id_second_id"),
        ),
    )
    append_only.create(op, "vault_answers")


def downgrade() -> None:
    append_only.drop(op, "vault_answers")
    op.drop_table("vault_boxes")
    op.drop_table("vault_answers")
    with op.batch_alter_table("vault_openings", schema=None) as batch_op:
        batch_op.drop_index("ix_vault_openings_state")
        batch_op.drop_index(batch_op.f("ix_vault_openings_requester_id"))
        batch_op.drop_index(batch_op.f("ix_vault_openings_identity_id"))

    op.drop_table("vault_openings")
    with op.batch_alter_table("vault_custodians", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_vault_custodians_person_id"))

    op.drop_table("vault_custodians")
    op.drop_table("vault_recovery_keys")
    op.drop_table("vault_identities")
