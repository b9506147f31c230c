"""Sessions kept by the server: the cookie is a random key, the row holds everything else (D7, C06).

A visitor who has nothing but the token of a form carries that himself, sealed: nothing is written
for somebody who only looks at the sign-in page.
"""

import base64
import binascii
import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any, cast

import sqlalchemy as sa
from flask import Flask, Request, Response, current_app, g, request, session
from flask.json.tag import TaggedJSONSerializer
from flask.sessions import SessionInterface, SessionMixin
from flask_login import login_user, logout_user
from flask_wtf.csrf import generate_csrf
from werkzeug.datastructures import CallbackDict

from app.accounts import device
from app.accounts.identity import SignedIn
from app.accounts.models import WebSession
from app.core import clock
from app.core.errors import Busy
from app.database import keys
from app.database.base import db
from app.database.prepared import prepared
from app.database.transaction import bookkeeping, someone_writes

COOKIE = "sadar_sesi"
# Set in a session that the demo city's role switcher began.
TRIED_ROLE = "tried_role"
_KEY_BYTES = 32
_LONGEST_COOKIE = 64
# What a form's token is called in the session (Flask-WTF), and how a cookie that carries it begins.
_FORM_TOKEN = "csrf_token"  # noqa: S105 - a name
_CARRIED = "tamu."
_LONGEST_CARRIED = 256
_CARRIED_PLACE = "cookie/csrf_token"
_SEEN_EVERY = timedelta(minutes=1)
# While others write, noting that somebody is still there can wait so long.
_SEEN_AT_LEAST_EVERY = timedelta(minutes=5)
# A password confirmed within this time need not be asked again (C08).
_STEP_UP = timedelta(minutes=5)
_as_text = TaggedJSONSerializer()


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _place(id_hash: str) -> str:
    return f"{WebSession.__tablename__}/{id_hash}/data"


class ServerSession(CallbackDict[str, Any], SessionMixin):
    """What one browser told us, as Flask's `session`. `token` is None until something is stored."""

    accessed = True

    def __init__(self, initial: dict[str, Any] | None = None, token: str | None = None) -> None:
        super().__init__(initial or {}, ServerSession._note_change)
        self.modified = False
        self.token = token
        self.outgoing: str | None = None  # the row that a renewed key leaves behind
        self.seen_at: datetime | None = None
        self.stepped_up_at: datetime | None = None
        self.lapsed = False  # the browser sent a key that opens nothing any more
        self.carried = False  # the browser keeps this by itself

    def _note_change(self) -> None:
        self.modified = True

    @property
    def id_hash(self) -> str | None:
        return _hash(self.token) if self.token else None

    @property
    def account_id(self) -> int | None:
        found = self.get("_user_id")
        return int(found) if found else None

    @property
    def fits_in_cookie(self) -> bool:
        """Whether the browser may keep it: a form's token, which says nothing and opens nothing."""
        return set(self) == {_FORM_TOKEN} and not (self.token or self.outgoing)

    def renew(self) -> None:
        """Take a new key when this is saved; the old one opens nothing from then on."""
        self.outgoing = self.id_hash or self.outgoing
        self.token = None
        self.modified = True

    def confirm(self) -> None:
        self.stepped_up_at = clock.now()
        self.modified = True


@prepared
def _row_of(
    id_hash: str,
) -> sa.Select[bytes, datetime, datetime, datetime | None, datetime | None]:
    return sa.select(
        WebSession.data_sealed, WebSession.seen_at, WebSession.expires_at,
        WebSession.stepped_up_at, WebSession.revoked_at,
    ).where(WebSession.id_hash == id_hash)  # fmt: skip


class ServerSideSessions(SessionInterface):
    """Reads a session with one query, writes it only when it changed or a minute went by."""

    def get_cookie_name(self, app: Flask) -> str:
        return f"__Host-{COOKIE}" if app.config["HTTPS"] else COOKIE

    def open_session(self, app: Flask, request: Request) -> ServerSession:
        token = request.cookies.get(self.get_cookie_name(app), "")
        if not token or request.path.startswith(f"{app.static_url_path}/"):
            return ServerSession()
        if token.startswith(_CARRIED):
            found = _unpacked(token)
        else:
            found = self._read(app, token) if len(token) <= _LONGEST_COOKIE else None
        if found is None:
            found = ServerSession()
            found.lapsed = True
        return found

    def _read(self, app: Flask, token: str) -> ServerSession | None:
        id_hash = _hash(token)
        row = db.session.execute(*_row_of(id_hash)).first()
        if row is None or row.revoked_at or not _lives(app, row.seen_at, row.expires_at):
            return None
        try:
            data = _as_text.loads(keys.unseal(row.data_sealed, _place(id_hash)))
        except keys.Tampered:
            app.logger.warning("a session row was changed or moved")
            return None
        found = ServerSession(data, token)
        found.seen_at, found.stepped_up_at = row.seen_at, row.stepped_up_at
        return found

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        own = cast(ServerSession, session)
        if own.modified:
            self._save_change(app, own, response)
        elif own.token and own.seen_at and _is_to_be_noted(own.seen_at):
            _touch(_hash(own.token))
        elif own.lapsed:
            self._drop_cookie(app, response)
        if own or own.lapsed:
            response.vary.add("Cookie")

    def _save_change(self, app: Flask, own: ServerSession, response: Response) -> None:
        had_cookie = bool(own.token or own.outgoing or own.lapsed or own.carried)
        if not own:
            _forget([own.id_hash, own.outgoing])
            if had_cookie:
                self._drop_cookie(app, response)
            return
        if own.token:
            if not _rewrite(own):  # ended from another device while this request ran
                self._drop_cookie(app, response)
            return
        if own.fits_in_cookie:
            self._set_cookie(app, response, _packed(own))
            return
        own.token = secrets.token_urlsafe(_KEY_BYTES)
        _create(own, timedelta(hours=app.config["SESSION_HOURS"]))
        self._set_cookie(app, response, own.token)

    def _set_cookie(self, app: Flask, response: Response, value: str) -> None:
        response.set_cookie(
            self.get_cookie_name(app), value, httponly=True, samesite="Lax",
            secure=app.config["HTTPS"], path="/",
        )  # fmt: skip

    def _drop_cookie(self, app: Flask, response: Response) -> None:
        response.delete_cookie(
            self.get_cookie_name(app), httponly=True, samesite="Lax",
            secure=app.config["HTTPS"], path="/",
        )  # fmt: skip


def _packed(own: ServerSession) -> str:
    sealed = keys.seal(own[_FORM_TOKEN], _CARRIED_PLACE)
    return _CARRIED + base64.urlsafe_b64encode(sealed).decode()


def _unpacked(cookie: str) -> ServerSession | None:
    if len(cookie) > _LONGEST_CARRIED:
        return None
    try:
        sealed = base64.urlsafe_b64decode(cookie.removeprefix(_CARRIED))
        found = ServerSession({_FORM_TOKEN: keys.unseal(sealed, _CARRIED_PLACE)})
    except (binascii.Error, ValueError, keys.Tampered):
        return None
    found.carried = True
    return found


def idle_time(app: Flask) -> timedelta:
    return timedelta(minutes=app.config["SESSION_IDLE_MINUTES"])


def _lives(app: Flask, seen_at: datetime, expires_at: datetime) -> bool:
    now = clock.now()
    return now < expires_at and now - seen_at < idle_time(app)


def _sealed(own: ServerSession) -> bytes:
    return keys.seal(_as_text.dumps(dict(own)), _place(str(own.id_hash)))


@bookkeeping
def _create(own: ServerSession, longest: timedelta) -> None:
    now = clock.now()
    _delete([own.outgoing])
    db.session.add(
        WebSession(
            id_hash=own.id_hash, account_id=own.account_id, data_sealed=_sealed(own),
            created_at=now, seen_at=now, expires_at=now + longest,
            ip_hash=visitor_ip_hash(), device=visitor_device(), stepped_up_at=own.stepped_up_at,
        )
    )  # fmt: skip


@bookkeeping
def _rewrite(own: ServerSession) -> bool:
    written = db.session.execute(
        sa.update(WebSession)
        .where(WebSession.id_hash == own.id_hash, WebSession.revoked_at.is_(None))
        .values(
            data_sealed=_sealed(own), seen_at=clock.now(), stepped_up_at=own.stepped_up_at,
            account_id=own.account_id,
        )
    )  # fmt: skip
    return bool(cast(Any, written).rowcount)


def _is_to_be_noted(seen_at: datetime) -> bool:
    unseen = clock.now() - seen_at
    return unseen >= _SEEN_AT_LEAST_EVERY or (unseen >= _SEEN_EVERY and not someone_writes())


def _touch(id_hash: str) -> None:
    """Note that the browser is still there; not worth failing a page for."""
    try:
        _note_seen(id_hash)
    except Busy:
        return


@bookkeeping
def _note_seen(id_hash: str) -> None:
    db.session.execute(
        sa.update(WebSession).where(WebSession.id_hash == id_hash).values(seen_at=clock.now())
    )


def _forget(id_hashes: list[str | None]) -> None:
    if any(id_hashes):
        bookkeeping(_delete)(id_hashes)


def _delete(id_hashes: list[str | None]) -> None:
    named = [one for one in id_hashes if one]
    if named:
        db.session.execute(sa.delete(WebSession).where(WebSession.id_hash.in_(named)))


# ---- what pages do with the running session ----------------------------------------------------


def current() -> ServerSession:
    """This request's session."""
    return cast(ServerSession, cast(Any, session)._get_current_object())


def visitor_ip_hash() -> str:
    """The visitor's address as a keyed hash: enough to count and compare, not to know."""
    return keys.fingerprint("ip", request.remote_addr or "")


def visitor_device() -> str:
    return device.described(request.headers.get("User-Agent", ""))


def start(who: SignedIn) -> None:
    """Sign this browser in: everything it held is forgotten and its key is new (no fixation)."""
    own = current()
    own.clear()
    own.renew()
    own.confirm()
    login_user(who)
    # The token of the forms to come is written with the rest; else the next page would write again.
    g.pop(_FORM_TOKEN, None)
    generate_csrf()


def finish() -> str | None:
    """Sign this browser out; gives the row's hash, for the service to delete the row."""
    own = current()
    id_hash = own.id_hash
    if own.account_id is not None:
        own.token, own.lapsed = None, True
    logout_user()
    own.clear()
    return id_hash


def recently_confirmed() -> bool:
    """Whether the person proved the password within the last five minutes (step-up, C08)."""
    at = current().stepped_up_at
    return at is not None and clock.now() - at < _STEP_UP


def idle() -> timedelta:
    """How long an unused session lives here."""
    return idle_time(current_app)
