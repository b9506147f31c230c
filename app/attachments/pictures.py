"""Pictures: read by a decoder and drawn anew, so that nothing but the pixels is left (C29)."""

import io
import logging
import threading
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

# At DEBUG it writes what a photo says of its owner, place and camera into the log.
logging.getLogger("PIL").setLevel(logging.INFO)
MOST_PIXELS = 40_000_000
_QUALITY = 90
_KEPT_MODES = ("RGB", "L", "RGBA", "LA", "1", "I;16")
# A decoded picture takes up to 160 MB; so many are in memory at the same time.
_turn = threading.Semaphore(2)


class TooManyPixels(Exception):
    """More than MOST_PIXELS; refused before anything is decoded."""


class NotAPicture(Exception):
    """The decoder cannot read it to its end."""


@dataclass(frozen=True)
class Redrawn:
    """The same picture, upright, without metadata and without bytes behind its end."""

    content: bytes


def redraw(content: bytes, kind: str) -> Redrawn:
    """Decode a "JPEG" or "PNG" whole and encode it anew. Raises TooManyPixels or NotAPicture."""
    with _turn:
        try:
            return Redrawn(_redrawn(content, kind))
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise TooManyPixels from error
        except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as error:
            raise NotAPicture(type(error).__name__) from error


def _redrawn(content: bytes, kind: str) -> bytes:
    with Image.open(io.BytesIO(content), formats=(kind,)) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise TooManyPixels
        picture.load()
        upright = ImageOps.exif_transpose(picture)
        mode = upright.mode if upright.mode in _KEPT_MODES else _mode_for(upright)
        plain = upright.convert(mode) if mode != upright.mode else upright
        clean = Image.new(plain.mode, plain.size)
        clean.paste(plain)
    out = io.BytesIO()
    if kind == "JPEG":
        clean.convert("L" if clean.mode == "L" else "RGB").save(out, "JPEG", quality=_QUALITY)
    else:
        clean.save(out, "PNG")
    return out.getvalue()


def _mode_for(picture: Image.Image) -> str:
    return "RGBA" if picture.has_transparency_data else "RGB"
