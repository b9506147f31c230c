"""The table of work to be done after the commit."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.core.labels import LabelledEnum
from app.database.base import Base


class JobState(LabelledEnum):
    WAITING = "waiting", "Menunggu"
    RUNNING = "running", "Dikerjakan"
    DONE = "done", "Selesai"
    DEAD = "dead", "Gagal"


class Job(Base):
    """One piece of work. `payload` holds ids and codes only: a job may be read by an administrator."""

    __tablename__ = "jobs"
    __table_args__ = (sa.Index("ix_jobs_due", "state", "run_after"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(sa.String(80))
    subject_type: Mapped[str | None] = mapped_column(sa.String(80))
    subject_id: Mapped[int | None]
    payload: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict)
    dedupe_key: Mapped[str | None] = mapped_column(sa.String(200), unique=True)
    state: Mapped[JobState] = mapped_column(default=JobState.WAITING)
    run_after: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None]
    last_error: Mapped[str | None] = mapped_column(sa.String(120))
    created_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
