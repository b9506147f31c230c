"""`flask --app wsgi demo seed [--date YYYY-MM-DD]`."""

from datetime import datetime

import click
from flask import current_app
from flask.cli import AppGroup

from app.core import clock
from app.core.errors import WrongState
from app.demo.seed import anchor, seed

demo = AppGroup("demo", help="Kota Contoh, the demo city.")


@demo.command("seed")
@click.option("--date", "wanted", type=click.DateTime(["%Y-%m-%d"]), default=None)
@click.option("--complaints/--no-complaints", default=True, help="With the cases of the desk.")
def seed_command(wanted: datetime | None, *, complaints: bool) -> None:
    """Build the demo city as of a day (today unless given). Does nothing when it exists."""
    if not current_app.config["DEMO"]:
        raise click.ClickException(
            "SADAR_DEMO=1 is needed: demo data never enters a real register."
        )
    day = wanted.date() if wanted else clock.today()
    try:
        click.echo(seed(anchor(day), complaints=complaints))
    except WrongState as refused:
        raise click.ClickException(refused.message) from refused
