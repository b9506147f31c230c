"""Tables of accounts: account, roles, codes, second factor, sessions, and the sign-in brakes."""

from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Mapper, mapped_column, relationship

from app.core import clock
from app.core.actor import Role
from app.core.labels import LabelledEnum
from app.database.base import Base
from app.database.sealed import SealedJson, new_uid
from app.people.models import Person

# Five wrong passwords, then a quarter of an hour of waiting (S-20).
MOST_FAILURES = 5
WAIT = timedelta(minutes=15)
_STANDING = sa.text("ended_at IS NULL")


class AccountState(LabelledEnum):
    """Where an account stands. The wait after wrong passwords is a time, not a state."""

    INVITED = "invited", "Diundang"
    ACTIVE = "active", "Aktif"
    LOCKED = "locked", "Dikunci"
    DISABLED = "disabled", "Nonaktif"


class Brake:
    """Counts wrong tries. A try is counted before it is judged, so that a crowd gains nothing."""

    failed_attempts: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None] = mapped_column(default=None)

    def waits_until(self, now: datetime) -> datetime | None:
        """Until when nobody may try, or None."""
        return self.locked_until if self.locked_until and self.locked_until > now else None

    def count_try(self, now: datetime) -> bool:
        """Count one more try; True when it is the last one before a wait."""
        if self.locked_until and self.locked_until <= now:
            self.release()
        self.failed_attempts = (self.failed_attempts or 0) + 1
        if self.failed_attempts < MOST_FAILURES:
            return False
        self.locked_until = now + WAIT
        return True

    def release(self) -> None:
        self.failed_attempts = 0
        self.locked_until = None


class Account(Brake, Base):
    """The key of one person to the application. `password_hash` is None until activation."""

    __tablename__ = "accounts"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"), unique=True)
    state: Mapped[AccountState] = mapped_column(default=AccountState.INVITED)
    password_hash: Mapped[str | None] = mapped_column(sa.String(200))
    password_set_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    revision: Mapped[int] = mapped_column()

    person: Mapped[Person] = relationship()
    grants: Mapped[list["RoleGrant"]] = relationship(
        back_populates="account", foreign_keys="RoleGrant.account_id", order_by="RoleGrant.id"
    )

    __mapper_args__ = {"version_id_col": revision}

    def roles_in_force(self) -> frozenset[Role]:
        """Roles granted and neither ended nor taken back today; loads the grants."""
        day = clock.today()
        return frozenset(grant.role for grant in self.grants if grant.in_force_on(day))


class UnknownName(Brake, Base):
    """A name typed at sign-in that is nobody's: braked like an account, so that none is betrayed."""

    __tablename__ = "unknown_names"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(sa.String(64), unique=True)
    last_tried_at: Mapped[datetime]


class SignInAttempt(Base):
    """One try from one address, counted per address and minute. Never holds what was typed."""

    __tablename__ = "sign_in_attempts"
    __table_args__ = (sa.Index("ix_sign_in_attempts_ip_hash_at", "ip_hash", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    ip_hash: Mapped[str] = mapped_column(sa.String(64))
    account_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id"))
    at: Mapped[datetime]


class RoleGrant(Base):
    """A role given to an account for a time. Append-only; taking it back is a RoleRevocation."""

    __tablename__ = "role_grants"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("accounts.id"), index=True)
    role: Mapped[Role]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    reason: Mapped[str] = mapped_column(sa.String(500))
    granted_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id"))
    granted_at: Mapped[datetime]

    account: Mapped[Account] = relationship(back_populates="grants", foreign_keys=[account_id])
    revocation: Mapped["RoleRevocation | None"] = relationship(back_populates="grant")

    def in_force_on(self, day: date) -> bool:
        in_time = self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)
        return in_time and self.revocation is None


class RoleRevocation(Base):
    """The end of a granted role before its time. Append-only."""

    __tablename__ = "role_revocations"

    id: Mapped[int] = mapped_column(primary_key=True)
    grant_id: Mapped[int] = mapped_column(sa.ForeignKey("role_grants.id"), unique=True)
    reason: Mapped[str] = mapped_column(sa.String(500))
    revoked_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id"))
    revoked_at: Mapped[datetime]

    grant: Mapped[RoleGrant] = relationship(back_populates="revocation")


class ActivationCode(Base):
    """A code printed once and handed over; only its keyed hash is kept. The newest one counts."""

    __tablename__ = "activation_codes"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("accounts.id"), index=True)
    code_hash: Mapped[str] = mapped_column(sa.String(64))
    issued_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class SecondFactor(Base):
    """An authenticator app of one account. It counts once a first code was typed (`confirmed_at`).

    `last_step` is the half-minute of the newest code used: it and older ones are refused.
    """

    __tablename__ = "second_factors"
    __table_args__ = (
        # One that is being set up or in use; those that ended stay as history, without their key.
        sa.Index(
            "uq_second_factors_standing",
            "account_id",
            unique=True,
            sqlite_where=_STANDING,
            postgresql_where=_STANDING,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(sa.String(32), unique=True, default=new_uid)
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("accounts.id"))
    secret_sealed: Mapped[bytes | None]
    last_step: Mapped[int | None] = mapped_column(sa.BigInteger)
    created_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]

    secret = SealedJson()


class RecoveryCode(Base):
    """A code for the day the phone is lost; only its keyed hash is kept, and it works once."""

    __tablename__ = "recovery_codes"
    __table_args__ = (sa.UniqueConstraint("factor_id", "code_hash"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    factor_id: Mapped[int] = mapped_column(sa.ForeignKey("second_factors.id"))
    code_hash: Mapped[str] = mapped_column(sa.String(64))
    created_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class WebSession(Base):
    """One browser. `id_hash` is the SHA-256 of the cookie, which is kept nowhere."""

    __tablename__ = "web_sessions"

    id: Mapped[int] = mapped_column(primary_key=True)
    id_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    account_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id"), index=True)
    data_sealed: Mapped[bytes]
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    ip_hash: Mapped[str] = mapped_column(sa.String(64))
    device: Mapped[str] = mapped_column(sa.String(60))
    stepped_up_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


@sa.event.listens_for(RoleGrant, "before_update")
@sa.event.listens_for(RoleRevocation, "before_update")
def _refuse_rewriting(mapper: Mapper[Any], _connection: Any, row: Any) -> None:
    state = sa.inspect(row)
    # A relation that was filled in is no change of the row itself.
    if any(state.attrs[column.key].history.has_changes() for column in mapper.column_attrs):
        raise RuntimeError(f"{row.__tablename__} is append-only")


@sa.event.listens_for(RoleGrant, "before_delete")
@sa.event.listens_for(RoleRevocation, "before_delete")
def _refuse_deleting(_mapper: Mapper[Any], _connection: Any, row: Any) -> None:
    raise RuntimeError(f"{row.__tablename__} is append-only")
