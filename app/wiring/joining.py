"""Joins the features together: who is signed in, what listens, which pages and commands there are."""

from pathlib import Path

from flask import Flask

from app.accounts import login
from app.attachments import scanning, storage
from app.attachments.clamd import Clamd
from app.audit import signing
from app.core import events, policy
from app.documents.queries import RENDER
from app.jobs import daily
from app.notifications import queries as notices
from app.outbox import handlers
from app.vault import keyring
from app.web import navigation, pages
from app.wiring.consequences import CONSEQUENCES, LISTENERS
from app.wiring.entrances import BLUEPRINTS, COMMANDS, NAVIGATION, post_of
from app.wiring.post import open_mail
from app.wiring.readers import let_readers_in
from app.wiring.rights import RULES, WORKFLOWS
from app.wiring.seams import join_seams
from app.wiring.timetable import AT_START, DAILY, JOBS
from config import Settings


def sessions(app: Flask) -> None:
    """Who is signed in, and the keys this needs."""
    settings: Settings = app.config["SETTINGS"]
    signing.use_folder(settings.DATA_DIR / "keys")
    storage.use_folder(settings.DATA_DIR / "files")
    scanning.use(*([Clamd(Path(settings.CLAMD_SOCKET))] if settings.CLAMD_SOCKET else []))
    keyring.use_profile(*settings.VAULT_ARGON2)
    login.register(app)


def wire(app: Flask) -> None:
    """Join the features together, anew for each application built in this process."""
    events.forget_all()
    events.listen(*LISTENERS)
    events.follow(CONSEQUENCES)
    policy.forget_all()
    for rules in (*RULES, *(flow.rules() for flow in WORKFLOWS)):
        policy.register(rules)
    handlers.forget_all()
    for kind, handler in JOBS.items():
        handlers.register(kind, handler, patient=kind == RENDER)
    daily.forget_all()
    for name, task in DAILY.items():
        daily.register(name, task, at_start=name in AT_START)
    join_seams()
    let_readers_in()
    open_mail(app)
    navigation.fill(NAVIGATION)
    pages.fill(post_of=post_of, unread=notices.unread_count)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    for command in COMMANDS:
        app.cli.add_command(command)
