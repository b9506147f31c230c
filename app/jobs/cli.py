"""`flask jobs work|daily|status|retry`: the worker process and the clock, started by the operator."""

import sys

import click
from flask.cli import AppGroup

from app.jobs import daily
from app.jobs.worker import Worker
from app.outbox import queries, services

jobs = AppGroup("jobs", help="Pekerjaan di luar permintaan: surat, pengingat, titik periksa.")


@jobs.command("work")
@click.option("--once", is_flag=True, help="Kerjakan yang sudah waktunya, lalu selesai.")
@click.option(
    "--lease", default=services.LEASE_SECONDS, show_default=True, type=click.IntRange(min=1),
    help="Detik sebelum pekerjaan dari proses yang mati diambil proses lain.",
)  # fmt: skip
@click.option("--at-once", is_flag=True, help="Surat tidak menunggu mesin yang sepi.")
def work(once: bool, lease: int, at_once: bool) -> None:
    """Kerjakan antrean sampai dihentikan; pekerjaan yang sedang berjalan diselesaikan dulu."""
    worker = Worker(lease, patient=not at_once)
    worker.stop_on_signals()
    daily.run_at_start()
    if once:
        click.echo(f"{worker.work_once()} pekerjaan diambil")
    else:
        click.echo("pekerja siap")
        worker.work()


@jobs.command("daily")
def run_daily() -> None:
    """Jalankan tugas harian. Aman diulang pada hari yang sama."""
    failed = daily.run_all()
    for name, error in failed.items():
        click.echo(f"gagal: {name} ({error})", err=True)
    sys.exit(1 if failed else 0)


@jobs.command("status")
def status() -> None:
    """Cetak jumlah pekerjaan per keadaan, dan yang gagal."""
    for state, number in queries.counts().items():
        click.echo(f"{state.label}: {number}")
    for job in queries.dead_jobs():
        click.echo(f"#{job.id} {job.kind} {job.subject_type} {job.subject_id}: {job.last_error}")


@jobs.command("retry")
@click.argument("job_id", type=int)
def retry(job_id: int) -> None:
    """Beri pekerjaan yang gagal kesempatan baru, setelah penyebabnya diperbaiki."""
    if not services.revive(job_id):
        click.echo("tidak ada pekerjaan gagal dengan nomor itu", err=True)
        sys.exit(1)
