"""`flask audit verify` and `flask audit checkpoint`: the trail seen by the operator."""

import json
import sys

import click
from flask.cli import AppGroup

from app.audit import chain, services, signing
from app.audit.models import moment

audit = AppGroup("audit", help="Periksa jejak audit.")


def _note(
    _context: click.Context, _option: click.Parameter, value: str | None
) -> tuple[int, str] | None:
    if value is None:
        return None
    seq, _, its_hash = value.partition(":")
    if not seq.isdigit() or not its_hash:
        raise click.BadParameter("tulis NOMOR:SIDIK, misalnya 200:9f2c…")
    return int(seq), its_hash


@audit.command("verify")
@click.option("--against", callback=_note, help="NOMOR:SIDIK dari catatan yang disimpan di luar.")
@click.option("--json", "as_json", is_flag=True, help="Cetak laporan sebagai JSON.")
def verify(against: tuple[int, str] | None, as_json: bool) -> None:
    """Telusuri rantai dari awal sampai akhir. Keluar 0 bila utuh, 1 bila ada yang berubah."""
    report = chain.verify(against)
    if as_json:
        click.echo(
            json.dumps(
                {
                    "entries": report.entries,
                    "checkpoints": report.checkpoints,
                    "head": report.head,
                    "faults": [{"seq": f.seq, "says": f.says} for f in report.faults],
                },
                ensure_ascii=False,
            )
        )
    else:
        for fault in report.faults:
            click.echo(f"entri {fault.seq}: {fault.says}")
        verdict = "utuh" if not report.faults else f"{len(report.faults)} kejanggalan"
        click.echo(f"{report.entries} entri, {report.checkpoints} titik periksa: {verdict}")
        click.echo(f"kepala rantai {report.entries}:{report.head}")
    sys.exit(1 if report.faults else 0)


@audit.command("checkpoint")
def checkpoint() -> None:
    """Tanda tangani ujung rantai sekarang, dan cetak catatannya untuk disimpan di tempat lain."""
    point = services.add_checkpoint()
    if point is None:
        click.echo("tidak ada entri baru sejak titik periksa terakhir")
        return
    click.echo(services.checkpoint_text(point.seq, point.hash, moment(point.at)), nl=False)
    click.echo(f"tanda tangan {point.signature}")
    click.echo(f"kunci publik {signing.public_key()}")
