"""cross-check"""

import sqlalchemy as sa
from alembic import op

from migrations import append_only

APPEND_ONLY = ("screening_runs", "screening_judgements", "screening_openings")

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('crosscheck_budgets',
    sa.Column('scope', sa.String(length=40), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('used', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('scope', 'day', name=op.f('pk_crosscheck_budgets'))
    )
    op.create_table('crosscheck_index',
    sa.Column('id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('norm_version', sa.Integer(), nullable=False),
    sa.Column('entries', sa.Integer(), nullable=False),
    sa.Column('complete', sa.Boolean(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('built_at', sa.DateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_crosscheck_index'))
    )
    op.create_table('crosscheck_numbers',
    sa.Column('key', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('entry_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.PrimaryKeyConstraint('key', 'entry_id', name=op.f('pk_crosscheck_numbers')),
    sqlite_with_rowid=False
    )
    op.create_table('crosscheck_postings',
    sa.Column('token_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('entry_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('share', sa.SmallInteger(), nullable=False),
    sa.PrimaryKeyConstraint('token_id', 'entry_id', name=op.f('pk_crosscheck_postings')),
    sqlite_with_rowid=False
    )
    op.create_table('crosscheck_token_keys',
    sa.Column('key', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('token_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.PrimaryKeyConstraint('key', 'token_id', name=op.f('pk_crosscheck_token_keys')),
    sqlite_with_rowid=False
    )
    op.create_table('crosscheck_tokens',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('hash', sa.BigInteger(), nullable=False),
    sa.Column('df', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_crosscheck_tokens')),
    sa.UniqueConstraint('hash', name=op.f('uq_crosscheck_tokens_hash'))
    )
    op.create_table('findings',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('uid', sa.String(length=32), nullable=False),
    sa.Column('rule', sa.String(length=40), nullable=False),
    sa.Column('key', sa.String(length=120), nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('subject_id', sa.Integer(), nullable=False),
    sa.Column('other_id', sa.Integer(), nullable=True),
    sa.Column('facts', sa.JSON(), nullable=False),
    sa.Column('facts_key', sa.String(length=64), nullable=False),
    sa.Column('found_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('holds', sa.Boolean(), nullable=False),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('decided_by_id', sa.Integer(), nullable=True),
    sa.Column('words_sealed', sa.LargeBinary(), nullable=True),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['decided_by_id'], ['people.id'], name=op.f('fk_findings_decided_by_id')),
    sa.ForeignKeyConstraint(['other_id'], ['people.id'], name=op.f('fk_findings_other_id')),
    sa.ForeignKeyConstraint(['subject_id'], ['people.id'], name=op.f('fk_findings_subject_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_findings')),
    sa.UniqueConstraint('key', name=op.f('uq_findings_key')),
    sa.UniqueConstraint('uid', name=op.f('uq_findings_uid'))
    )
    with op.batch_alter_table('findings', schema=None) as batch_op:
        batch_op.create_index('ix_findings_state', ['state', 'rule'], unique=False)
        batch_op.create_index(batch_op.f('ix_findings_subject_id'), ['subject_id'], unique=False)

    op.create_table('screenings',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('uid', sa.String(length=32), nullable=False),
    sa.Column('number', sa.String(length=40), nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('opened_by_id', sa.Integer(), nullable=False),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('subject_id', sa.Integer(), nullable=False),
    sa.Column('decision_on', sa.Date(), nullable=False),
    sa.Column('complaint_on', sa.Date(), nullable=True),
    sa.Column('origin_type', sa.String(length=80), nullable=True),
    sa.Column('origin_id', sa.Integer(), nullable=True),
    sa.Column('code', sa.String(length=40), nullable=True),
    sa.Column('saved_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('words_sealed', sa.LargeBinary(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['opened_by_id'], ['people.id'], name=op.f('fk_screenings_opened_by_id')),
    sa.ForeignKeyConstraint(['subject_id'], ['people.id'], name=op.f('fk_screenings_subject_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_screenings')),
    sa.UniqueConstraint('number', name=op.f('uq_screenings_number')),
    sa.UniqueConstraint('uid', name=op.f('uq_screenings_uid'))
    )
    with op.batch_alter_table('screenings', schema=None) as batch_op:
        batch_op.create_index('ix_screenings_opened', ['opened_by_id', 'opened_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_screenings_subject_id'), ['subject_id'], unique=False)

    op.create_table('sweeps',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('uid', sa.String(length=32), nullable=False),
    sa.Column('number', sa.String(length=40), nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('opened_by_id', sa.Integer(), nullable=False),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('file_name', sa.String(length=200), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('choices', sa.JSON(), nullable=False),
    sa.Column('watched', sa.Boolean(), nullable=False),
    sa.Column('round', sa.Integer(), nullable=False),
    sa.Column('lines', sa.Integer(), nullable=False),
    sa.Column('done', sa.Integer(), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('finished_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('seen_entry_id', sa.Integer(), nullable=False),
    sa.Column('words_sealed', sa.LargeBinary(), nullable=False),
    sa.Column('content_sealed', sa.LargeBinary(), nullable=True),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['opened_by_id'], ['people.id'], name=op.f('fk_sweeps_opened_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sweeps')),
    sa.UniqueConstraint('number', name=op.f('uq_sweeps_number')),
    sa.UniqueConstraint('uid', name=op.f('uq_sweeps_uid'))
    )
    with op.batch_alter_table('sweeps', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sweeps_opened_by_id'), ['opened_by_id'], unique=False)

    op.create_table('crosscheck_entries',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.BigInteger(), nullable=False),
    sa.Column('interest_id', sa.Integer(), nullable=True),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('part', sa.String(length=40), nullable=False),
    sa.Column('name_sealed', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['interest_id'], ['interests.id'], name=op.f('fk_crosscheck_entries_interest_id')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_crosscheck_entries_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_crosscheck_entries')),
    sa.UniqueConstraint('key', name=op.f('uq_crosscheck_entries_key'))
    )
    op.create_table('screening_parties',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('uid', sa.String(length=32), nullable=False),
    sa.Column('screening_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.Column('words_sealed', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['screening_id'], ['screenings.id'], name=op.f('fk_screening_parties_screening_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_screening_parties')),
    sa.UniqueConstraint('uid', name=op.f('uq_screening_parties_uid'))
    )
    with op.batch_alter_table('screening_parties', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_screening_parties_screening_id'), ['screening_id'], unique=False)

    op.create_table('screening_runs',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('screening_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=False),
    sa.Column('duration_ms', sa.Integer(), nullable=False),
    sa.Column('sources', sa.JSON(), nullable=False),
    sa.Column('versions', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['people.id'], name=op.f('fk_screening_runs_by_id')),
    sa.ForeignKeyConstraint(['screening_id'], ['screenings.id'], name=op.f('fk_screening_runs_screening_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_screening_runs')),
    sa.UniqueConstraint('screening_id', 'number', name=op.f('uq_screening_runs_screening_id_number'))
    )
    op.create_table('sweep_chunks',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('uid', sa.String(length=32), nullable=False),
    sa.Column('sweep_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('round', sa.Integer(), nullable=False),
    sa.Column('lines_sealed', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['sweep_id'], ['sweeps.id'], name=op.f('fk_sweep_chunks_sweep_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sweep_chunks')),
    sa.UniqueConstraint('sweep_id', 'number', name=op.f('uq_sweep_chunks_sweep_id_number')),
    sa.UniqueConstraint('uid', name=op.f('uq_sweep_chunks_uid'))
    )
    op.create_table('sweep_hits',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('uid', sa.String(length=32), nullable=False),
    sa.Column('sweep_id', sa.Integer(), nullable=False),
    sa.Column('line', sa.Integer(), nullable=False),
    sa.Column('entry_key', sa.BigInteger(), nullable=False),
    sa.Column('interest_id', sa.Integer(), nullable=True),
    sa.Column('owner_id', sa.Integer(), nullable=False),
    sa.Column('score', sa.Double(), nullable=False),
    sa.Column('band', sa.String(length=20), nullable=False),
    sa.Column('identical', sa.String(length=10), nullable=True),
    sa.Column('rank', sa.Integer(), nullable=False),
    sa.Column('namesakes', sa.Integer(), nullable=False),
    sa.Column('round', sa.Integer(), nullable=False),
    sa.Column('pair_key', sa.BigInteger(), nullable=False),
    sa.Column('words_sealed', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['interest_id'], ['interests.id'], name=op.f('fk_sweep_hits_interest_id')),
    sa.ForeignKeyConstraint(['owner_id'], ['people.id'], name=op.f('fk_sweep_hits_owner_id')),
    sa.ForeignKeyConstraint(['sweep_id'], ['sweeps.id'], name=op.f('fk_sweep_hits_sweep_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sweep_hits')),
    sa.UniqueConstraint('sweep_id', 'line', 'entry_key', name=op.f('uq_sweep_hits_sweep_id_line_entry_key')),
    sa.UniqueConstraint('uid', name=op.f('uq_sweep_hits_uid'))
    )
    with op.batch_alter_table('sweep_hits', schema=None) as batch_op:
        batch_op.create_index('ix_sweep_hits_order', ['sweep_id', 'rank'], unique=False)

    op.create_table('screening_matches',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('uid', sa.String(length=32), nullable=False),
    sa.Column('party_id', sa.Integer(), nullable=False),
    sa.Column('run_id', sa.Integer(), nullable=False),
    sa.Column('entry_key', sa.BigInteger(), nullable=False),
    sa.Column('interest_id', sa.Integer(), nullable=True),
    sa.Column('owner_id', sa.Integer(), nullable=False),
    sa.Column('part', sa.String(length=40), nullable=False),
    sa.Column('score', sa.Double(), nullable=False),
    sa.Column('band', sa.String(length=20), nullable=False),
    sa.Column('identical', sa.String(length=10), nullable=True),
    sa.Column('pair_key', sa.BigInteger(), nullable=False),
    sa.Column('facts_key', sa.BigInteger(), nullable=False),
    sa.Column('found_sealed', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['interest_id'], ['interests.id'], name=op.f('fk_screening_matches_interest_id')),
    sa.ForeignKeyConstraint(['owner_id'], ['people.id'], name=op.f('fk_screening_matches_owner_id')),
    sa.ForeignKeyConstraint(['party_id'], ['screening_parties.id'], name=op.f('fk_screening_matches_party_id')),
    sa.ForeignKeyConstraint(['run_id'], ['screening_runs.id'], name=op.f('fk_screening_matches_run_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_screening_matches')),
    sa.UniqueConstraint('party_id', 'entry_key', name=op.f('uq_screening_matches_party_id_entry_key')),
    sa.UniqueConstraint('uid', name=op.f('uq_screening_matches_uid'))
    )
    with op.batch_alter_table('screening_matches', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_screening_matches_pair_key'), ['pair_key'], unique=False)

    op.create_table('screening_judgements',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('uid', sa.String(length=32), nullable=False),
    sa.Column('match_id', sa.Integer(), nullable=False),
    sa.Column('pair_key', sa.BigInteger(), nullable=False),
    sa.Column('facts_key', sa.BigInteger(), nullable=False),
    sa.Column('verdict', sa.String(length=40), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('words_sealed', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['people.id'], name=op.f('fk_screening_judgements_by_id')),
    sa.ForeignKeyConstraint(['match_id'], ['screening_matches.id'], name=op.f('fk_screening_judgements_match_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_screening_judgements')),
    sa.UniqueConstraint('uid', name=op.f('uq_screening_judgements_uid'))
    )
    with op.batch_alter_table('screening_judgements', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_screening_judgements_match_id'), ['match_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_screening_judgements_pair_key'), ['pair_key'], unique=False)

    op.create_table('screening_openings',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('uid', sa.String(length=32), nullable=False),
    sa.Column('screening_id', sa.Integer(), nullable=False),
    sa.Column('match_id', sa.Integer(), nullable=False),
    sa.Column('disclosure_version_id', sa.Integer(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('words_sealed', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['people.id'], name=op.f('fk_screening_openings_by_id')),
    sa.ForeignKeyConstraint(['disclosure_version_id'], ['disclosure_versions.id'], name=op.f('fk_screening_openings_disclosure_version_id')),
    sa.ForeignKeyConstraint(['match_id'], ['screening_matches.id'], name=op.f('fk_screening_openings_match_id')),
    sa.ForeignKeyConstraint(['screening_id'], ['screenings.id'], name=op.f('fk_screening_openings_screening_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_screening_openings')),
    sa.UniqueConstraint('uid', name=op.f('uq_screening_openings_uid'))
    )
    with op.batch_alter_table('screening_openings', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_screening_openings_screening_id'), ['screening_id'], unique=False)

    for table in APPEND_ONLY:
        append_only.create(op, table)


def downgrade() -> None:
    for table in APPEND_ONLY:
        append_only.drop(op, table)
    with op.batch_alter_table('screening_openings', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_screening_openings_screening_id'))

    op.drop_table('screening_openings')
    with op.batch_alter_table('screening_judgements', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_screening_judgements_pair_key'))
        batch_op.drop_index(batch_op.f('ix_screening_judgements_match_id'))

    op.drop_table('screening_judgements')
    with op.batch_alter_table('screening_matches', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_screening_matches_pair_key'))

    op.drop_table('screening_matches')
    with op.batch_alter_table('sweep_hits', schema=None) as batch_op:
        batch_op.drop_index('ix_sweep_hits_order')

    op.drop_table('sweep_hits')
    op.drop_table('sweep_chunks')
    op.drop_table('screening_runs')
    with op.batch_alter_table('screening_parties', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_screening_parties_screening_id'))

    op.drop_table('screening_parties')
    op.drop_table('crosscheck_entries')
    with op.batch_alter_table('sweeps', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_sweeps_opened_by_id'))

    op.drop_table('sweeps')
    with op.batch_alter_table('screenings', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_screenings_subject_id'))
        batch_op.drop_index('ix_screenings_opened')

    op.drop_table('screenings')
    with op.batch_alter_table('findings', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_findings_subject_id'))
        batch_op.drop_index('ix_findings_state')

    op.drop_table('findings')
    op.drop_table('crosscheck_tokens')
    op.drop_table('crosscheck_token_keys')
    op.drop_table('crosscheck_postings')
    op.drop_table('crosscheck_numbers')
    op.drop_table('crosscheck_index')
    op.drop_table('crosscheck_budgets')
