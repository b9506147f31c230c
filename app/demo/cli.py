"""`flask --app wsgi demo seed [--date YYYY-MM-DD]`."""

from datetime import date, datetime, timedelta

import click
from flask import current_app
from flask.cli import AppGroup

from app.core import clock
from app.core.errors import WrongState
from app.demo.seed import anchor, seed

# What happened in the city on its last day happened by noon: before noon the day is still to come.
_ITS_MORNING = timedelta(hours=12)

demo = AppGroup("demo", help="Kota Contoh, kota demo.")


def last_whole_morning() -> date:
    """Today from noon on, the day before until then: no entry may lie ahead of the clock."""
    return clock.local(clock.now() - _ITS_MORNING).date()


@demo.command("seed")
@click.option("--date", "wanted", type=click.DateTime(["%Y-%m-%d"]), default=None,
              help="Hari terakhir kota itu.")  # fmt: skip
@click.option("--complaints/--no-complaints", default=True, help="Dengan perkara di meja aduan.")
def seed_command(wanted: datetime | None, *, complaints: bool) -> None:
    """Bangun kota demo per suatu hari (hari ini; sebelum tengah hari, kemarin). Tidak berbuat apa-apa bila sudah ada."""
    if not current_app.config["DEMO"]:
        raise click.ClickException(
            "SADAR_DEMO=1 diperlukan: data demo tidak pernah masuk ke register yang sebenarnya."
        )
    day = wanted.date() if wanted else last_whole_morning()
    try:
        click.echo(seed(anchor(day), complaints=complaints))
    except WrongState as refused:
        raise click.ClickException(refused.message) from refused
