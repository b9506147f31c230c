"""A worker as a process of its own, with one slow kind of job: what the crash tests kill.

`python -m tests.jobs.process order N SECONDS | work | report`
"""

import json
import sys
import time

import click

from app.database.base import db
from app.database.transaction import use_case
from app.factory import create_app
from app.jobs.worker import Worker
from app.outbox import handlers, queries, services
from app.outbox.handlers import Task
from config import Settings

KIND = "test.slow"
LEASE_SECONDS = 1
settings = Settings.from_environment()


def say(line: str) -> None:
    with (settings.DATA_DIR / "said.txt").open("a") as file:
        file.write(line + "\n")


def slow(task: Task) -> None:
    say(f"begin {task.payload['number']}")
    time.sleep(task.payload["seconds"])
    say(f"end {task.payload['number']}")


@use_case
def order(how_many: int, seconds: float) -> None:
    for number in range(how_many):
        services.enqueue(KIND, payload={"number": number, "seconds": seconds})


def main() -> None:
    app = create_app(settings)
    handlers.register(KIND, slow)
    with app.app_context():
        if sys.argv[1] == "order":
            order(int(sys.argv[2]), float(sys.argv[3]))
        elif sys.argv[1] == "work":
            worker = Worker(LEASE_SECONDS)
            worker.stop_on_signals()
            say("ready")
            worker.work()
        else:
            click.echo(json.dumps({s.value: n for s, n in queries.counts().items()}))
        db.session.remove()


if __name__ == "__main__":
    main()
