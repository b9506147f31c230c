"""papers that show who reports, in the vault"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "vault_papers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.Column("identity_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["identity_id"], ["vault_identities.id"], name=op.f("fk_vault_papers_identity_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vault_papers")),
        sa.UniqueConstraint("uid", name=op.f("uq_vault_papers_uid")),
    )
    op.create_index(op.f("ix_vault_papers_identity_id"), "vault_papers", ["identity_id"])


def downgrade() -> None:
    """Refused while there are papers: they exist nowhere else."""
    if op.get_bind().execute(sa.text("SELECT count(*) FROM vault_papers")).scalar():
        raise RuntimeError("papers in the vault would be lost")
    op.drop_table("vault_papers")
