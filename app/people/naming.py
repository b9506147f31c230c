"""Personal names as staff files write them: tidied for print, and a plain key to sort by; pure."""

import re
import unicodedata

# Characters that print as nothing, steer the direction of text or are controls.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_SPACES = re.compile(r"\s+")

_FRONT_TITLES = {
    "prof": "Prof.", "dr": "Dr.", "drg": "drg.", "drh": "drh.", "apt": "apt.", "ir": "Ir.",
    "drs": "Drs.", "dra": "Dra.", "h": "H.", "hj": "Hj.", "kh": "K.H.", "ust": "Ust.",
    "ns": "Ns.", "r": "R.", "rr": "Rr.", "rd": "Rd.", "tgk": "Tgk.", "pdt": "Pdt.",
}  # fmt: skip
_DEGREES = {
    "sh": "S.H.", "se": "S.E.", "ssos": "S.Sos.", "sip": "S.IP.", "sstp": "S.STP.", "st": "S.T.",
    "skom": "S.Kom.", "spd": "S.Pd.", "sag": "S.Ag.", "sap": "S.AP.", "sak": "S.Ak.",
    "ssi": "S.Si.", "skep": "S.Kep.", "skm": "S.KM.", "sp": "S.P.", "spt": "S.Pt.",
    "spsi": "S.Psi.", "sfarm": "S.Farm.", "sikom": "S.I.Kom.", "shut": "S.Hut.",
    "spi": "S.Pi.", "sgz": "S.Gz.", "ss": "S.S.", "str": "S.Tr.", "sst": "S.ST.",
    "amd": "A.Md.", "amdkep": "A.Md.Kep.", "amdkeb": "A.Md.Keb.", "ama": "A.Ma.",
    "msi": "M.Si.", "mm": "M.M.", "mh": "M.H.", "mkes": "M.Kes.", "map": "M.AP.",
    "mpd": "M.Pd.", "mt": "M.T.", "mak": "M.Ak.", "mkom": "M.Kom.", "msc": "M.Sc.",
    "me": "M.E.", "mip": "M.IP.", "mhum": "M.Hum.", "mag": "M.Ag.", "mpsi": "M.Psi.",
    "mkep": "M.Kep.", "mikom": "M.I.Kom.", "mba": "MBA", "phd": "Ph.D.", "ns": "Ns.",
    "ak": "Ak.", "ca": "CA", "cpa": "CPA", "cfra": "CFrA", "qia": "QIA", "dr": "Dr.",
    "apt": "apt.", "lc": "Lc.", "bac": "B.A.C.", "ba": "B.A.",
}  # fmt: skip
_LOWER_WORDS = {"bin": "bin", "binti": "binti"}


def clean_text(value: str) -> str:
    """One line without invisible characters; every run of spaces (NBSP too) is one space."""
    return _SPACES.sub(" ", _INVISIBLE.sub("", unicodedata.normalize("NFC", value))).strip()


def tidy_name(value: str) -> str:
    """The name as it prints. Only names typed all in capitals or all in small letters change case."""
    name = _SPACES.sub(" ", clean_text(value).replace(" ,", ",")).strip(" ,;")
    if not (name.isupper() or name.islower()):
        return name
    given, *degrees = (part.strip() for part in name.split(","))
    words = [_front_word(word) for word in given.split()]
    return ", ".join([" ".join(words), *(_degree(part) for part in degrees if part)])


def sort_key(name: str) -> str:
    """The name without titles, in small letters: what lists are ordered by."""
    words = name.split(",", maxsplit=1)[0].casefold().split()
    while len(words) > 1 and words[0].rstrip(".") in _FRONT_TITLES and words[0].endswith("."):
        words = words[1:]
    return " ".join(words)[:200]


def _front_word(word: str) -> str:
    bare = word.rstrip(".").casefold()
    if word.endswith(".") and bare in _FRONT_TITLES:
        return _FRONT_TITLES[bare]
    return _LOWER_WORDS.get(bare) or _capitalised(word)


def _capitalised(word: str) -> str:
    return "-".join(part[:1].upper() + part[1:].lower() for part in word.split("-"))


def _degree(written: str) -> str:
    known = _DEGREES.get(re.sub(r"[.\s]", "", written).casefold())
    return known or (written.upper() if written.islower() else written)
