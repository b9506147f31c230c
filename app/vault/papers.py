"""Photos beside an identity: each under a key of its own, which is sealed with the identity itself."""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox
from nacl.utils import random

from app.database.base import db
from app.database.sealed import new_uid
from app.vault.models import Identity, Paper

# Under this name the keys of the papers stand in a sealed identity.
KEYS: Final = "papers"


@dataclass(frozen=True)
class Photo:
    """A photo as it was handed in, already judged and without its metadata."""

    label: str
    mime: str
    content: bytes


def with_keys(
    identity: Mapping[str, object], row: Identity, photos: Sequence[Photo]
) -> dict[str, object]:
    """Keep the photos and give the identity with their keys; inside the use case that seals it."""
    keys: list[dict[str, str]] = []
    for one in photos:
        key, uid = random(SecretBox.KEY_SIZE), new_uid()
        sealed: bytes = SecretBox(key).encrypt(one.content)
        db.session.add(Paper(uid=uid, identity_id=row.id, content=sealed))
        keys.append({
            "uid": uid, "label": one.label, "mime": one.mime, "key": base64.b64encode(key).decode(),
        })  # fmt: skip
    return {**identity, KEYS: keys} if keys else dict(identity)


def shown(identity: Mapping[str, Any]) -> list[Photo]:
    """The photos of an identity that was opened; one that was changed or lost is left out."""
    found: list[Photo] = []
    for one in identity.get(KEYS) or ():
        content = db.session.scalar(sa.select(Paper.content).where(Paper.uid == one["uid"]))
        if content is not None:
            found += _opened(one, content)
    return found


def _opened(one: Mapping[str, str], sealed: bytes) -> list[Photo]:
    try:
        content: bytes = SecretBox(base64.b64decode(one["key"])).decrypt(sealed)
    except CryptoError:
        return []
    return [Photo(one["label"], one["mime"], content)]


def destroy(row: Identity) -> None:
    """With the identity its photos go."""
    db.session.execute(sa.delete(Paper).where(Paper.identity_id == row.id))
