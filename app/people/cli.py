"""`flask --app wsgi people …`: import a staff file, and list what is wrong in the superior line."""

import json
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup

from app.core import clock
from app.core.actor import SYSTEM
from app.core.errors import Invalid
from app.people import columns, queries, services, staff_file
from app.people.importer import Judgement, Verdict

people = AppGroup("people", help="Daftar pegawai: impor berkas pegawai, periksa garis atasan.")

_SHOWN = {Verdict.WARN: "PERINGATAN", Verdict.REJECT: "DITOLAK"}


@people.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Nilai setiap baris tanpa mengubah apa pun.")
@click.option("--json", "as_json", is_flag=True, help="Cetak laporan sebagai satu objek JSON.")
@click.option("--complete", is_flag=True, help="Berkas memuat semua orang: yang lain sudah keluar.")
@click.option(
    "--from", "from_day", type=click.DateTime(["%Y-%m-%d"]), help="Berlaku sejak hari ini."
)
@click.option("--map", "mapping", multiple=True, metavar="FIELD=JUDUL", help="Tunjuk kolom.")
def import_file(
    file: Path, dry_run: bool, as_json: bool, complete: bool, from_day: datetime | None,
    mapping: tuple[str, ...],
) -> None:  # fmt: skip
    """Impor FILE (CSV atau XLSX). Keluar 1 bila berkasnya tidak dapat dibaca."""
    try:
        data = _bytes_of(file)
        chosen = _chosen(data, mapping)
        day = from_day.date() if from_day else clock.today()
        choices = services.ImportChoices(chosen, day, complete)
        judged = services.judge_staff(SYSTEM, data, choices)
        report = services.report_of(judged)
        if not dry_run:
            report = services.import_judged(SYSTEM, file.name, data, choices, judged).report
    except Invalid as error:
        _refuse(error.message, as_json=as_json)
        raise SystemExit(1) from error
    if as_json:
        click.echo(json.dumps(_as_json(report, judged, dry_run), ensure_ascii=False, indent=1))
    else:
        _print(report, judged, dry_run)


@people.command("problems")
def problems() -> None:
    """Tunjukkan garis atasan yang berputar, atasan yang sudah keluar, dan pegawai tanpa atasan."""
    found = queries.superior_problems()
    for one in found:
        click.echo(one.sentence)
    click.echo(f"{len(found)} masalah pada garis atasan.")


def _bytes_of(file: Path) -> bytes:
    try:
        if file.stat().st_size > staff_file.MAX_BYTES:
            raise staff_file.Unreadable(staff_file.TOO_BIG)
        return file.read_bytes()
    except OSError as error:
        raise staff_file.Unreadable(f"Berkas {file} tidak bisa dibuka.") from error


def _chosen(data: bytes, mapping: Iterable[str]) -> dict[str, int | None]:
    if not mapping:
        return {}
    layout = columns.layout_of(staff_file.read(data))
    chosen: dict[str, int | None] = {}
    for pair in mapping:
        field, _, heading = pair.partition("=")
        if field not in columns.SYNONYMS:
            raise click.BadParameter(f"{field}: salah satu dari {', '.join(columns.SYNONYMS)}")
        chosen[field] = columns.column_named(layout, heading)
        if heading and chosen[field] is None:
            raise staff_file.Unreadable(f"Kolom “{heading}” tidak ada di berkas.")
    return chosen


def _as_json(report: dict[str, Any], judged: Judgement, dry_run: bool) -> dict[str, Any]:
    return {
        **{name: value for name, value in report.items() if name != "noted"},
        "dry_run": dry_run,
        "lines": {
            str(line.number): {"verdict": line.verdict.value, "reason": line.reason}
            for line in judged.lines
        },
    }


def _refuse(message: str, *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps({"error": message}, ensure_ascii=False))
    click.echo(message, err=True)


def _print(report: dict[str, Any], judged: Judgement, dry_run: bool) -> None:
    for line in judged.noted:
        click.echo(f"Baris {line.number}: {_SHOWN[line.verdict]}: {line.reason}")
    for remark in judged.remarks:
        click.echo(remark)
    click.echo(
        f"{report['rows']} baris: {report['accepted_as_is']} diterima, "
        f"{report['accepted_with_warning']} diterima dengan peringatan, "
        f"{report['rejected']} ditolak."
    )
    if dry_run:
        click.echo("Uji coba: tidak ada yang disimpan.")
        return
    click.echo(
        f"{report['new']} pegawai baru, {report['changed']} data diri berubah, "
        f"{report['moved']} pindah, {report['left']} keluar, {report['unchanged']} tetap; "
        f"{report['new_units']} unit baru."
    )
