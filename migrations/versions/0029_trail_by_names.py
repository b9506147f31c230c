"""the trail by who acted; numbers of complaints by their beginning, however PostgreSQL sorts"""

from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

_ACTION = "ix_audit_entries_action"
_AT = "ix_audit_entries_at"
_ACTOR = "ix_audit_entries_actor_name"
_NUMBER = "ix_complaints_number_beginning"


def upgrade() -> None:
    op.drop_index(_ACTION, "audit_entries")
    op.drop_index(_AT, "audit_entries")
    op.create_index(_ACTION, "audit_entries", ["action", "seq", "subject_type", "subject_id"])
    op.create_index(_AT, "audit_entries", ["at", "seq"])
    op.create_index(_ACTOR, "audit_entries", ["actor_name", "seq"])
    op.create_index(
        _NUMBER, "complaints", ["number"], postgresql_ops={"number": "text_pattern_ops"}
    )


def downgrade() -> None:
    op.drop_index(_NUMBER, "complaints")
    op.drop_index(_ACTOR, "audit_entries")
    op.drop_index(_AT, "audit_entries")
    op.drop_index(_ACTION, "audit_entries")
    op.create_index(_AT, "audit_entries", ["at"])
    op.create_index(_ACTION, "audit_entries", ["action"])
