"""`flask --app wsgi crosscheck rebuild`: build the index of names anew from the register."""

import click
from flask.cli import AppGroup

from app.crosscheck.rebuilding import Overtaken
from app.crosscheck.services import names

crosscheck = AppGroup("crosscheck", help="Cek silang: indeks nama.")


@crosscheck.command("rebuild")
@click.option("--quiet", is_flag=True, help="Tanpa kemajuan.")
def rebuild(quiet: bool) -> None:
    """Bangun ulang indeks nama. Aman diulang; deklarasi yang masuk sementara itu ikut tercatat."""
    shown = [-1]

    def progress(done: int, total: int) -> None:
        percent = 100 * done // max(total, 1)
        if not quiet and percent // 5 != shown[0]:
            shown[0] = percent // 5
            click.echo(f"{percent} %: {done} dari {total} catatan dibaca")

    try:
        count = names.rebuild(progress)
    except Overtaken:
        raise click.ClickException(
            "Pembangunan ulang lain sudah dimulai; yang ini berhenti dan tidak mengubah apa-apa."
        ) from None
    click.echo(f"Indeks siap: {count} nama.")
