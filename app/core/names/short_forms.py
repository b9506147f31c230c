"""Short forms of names: Hrp. for Harahap, Nrl. for Nurul, Christ. for Christian, Km. for Komang.

A short form keeps the beginning of the word and after it only consonants, in their order. What does
not follow that rule, or is too short for it, stands in a table.
"""

from functools import lru_cache
from typing import Final

from app.core.names import lexicon

# Short forms of two letters, of several names, or that keep a later vowel; read so wherever they
# stand. A short form that means one name only stands with its family in the lexicon.
_MEANINGS: Final = {
    # Birth order, rank and nobility.
    "md": "muhammad made", "mad": "ahmad muhammad", "mat": "muhammad ahmad",
    "kt": "ketut", "km": "komang", "kd": "kadek", "ny": "nyoman", "pt": "putu", "wy": "wayan",
    "gd": "gede", "dw": "dewa", "gt": "gusti", "dk": "desak", "ngh": "nengah", "ag": "agung agus",
    "st": "siti sutan", "gst": "gusti", "sg": "sang", "dg": "daeng", "kr": "karaeng", "pg": "puang",
    "sy": "syarif syarifah", "sf": "syarifah syarif", "syf": "syarifah syarif", "sya": "syarifah",
    "bdr": "badaruddin badrun bandar", "al": "alfonsus aloysius albertus alexander",
    # Names of the prayer and of the saints.
    "nr": "nur", "sr": "sri", "bb": "bambang", "th": "theresia thomas theodorus",
    "ch": "christian christina charles", "tj": "tjia tjoa tjandra", "joh": "yohanes johan",
    "yoh": "yohanes yohana", "jos": "yosef", "yos": "yosef", "ant": "antonius anton antonia",
    "fr": "fransiskus fransiska frans", "frans": "fransiskus", "fs": "fransiskus",
    "ign": "ignatius", "ig": "ignatius", "alex": "alexander", "elis": "elisabeth elizabeth",
    "ps": "petrus paulus",
    # Clans of the Batak.
    "sir": "siregar sirait", "srg": "siregar saragih", "sgr": "siregar saragih", "nst": "nasution",
    "nas": "nasution", "hsb": "hasibuan", "hrp": "harahap", "rtg": "ritonga", "rit": "ritonga",
    "pjt": "panjaitan", "pnj": "panjaitan", "lbs": "lubis", "lub": "lubis", "lbn": "lumban",
    "lb": "lumban", "lt": "lumbantobing", "tob": "tobing", "tbg": "tobing", "sitr": "sitorus",
    "str": "sitorus", "simj": "simanjuntak", "smj": "simanjuntak", "sjt": "simanjuntak",
    "sit": "sitorus situmorang sitompul sitepu", "sim": "simanjuntak simbolon simatupang",
    "stm": "situmorang situmeang sitompul", "smr": "simamora simarmata", "mrp": "marpaung",
    "hut": "hutagalung hutabarat hutapea hutasoit hutauruk", "htg": "hutagalung hutagaol",
    "htb": "hutabarat", "htp": "hutapea", "hts": "hutasoit hutasuhut", "smb": "sembiring simbolon",
    "sb": "sembiring", "gtg": "ginting", "gin": "ginting", "trg": "tarigan", "tar": "tarigan",
    "prg": "perangin", "pa": "perangin", "tmb": "tambunan", "tpb": "tampubolon",
    "tamp": "tampubolon", "mnr": "manurung", "mrg": "manurung", "ngg": "nainggolan",
    "nain": "nainggolan", "psb": "pasaribu", "pas": "pasaribu", "pgb": "panggabean",
    "pang": "panggabean pangaribuan", "rkt": "rangkuti", "dlt": "dalimunthe", "dmt": "dalimunthe",
    "dal": "dalimunthe", "dly": "daulay", "plg": "pulungan", "mtd": "matondang",
    "btb": "batubara", "btr": "batubara", "rg": "rajagukguk", "rjg": "rajagukguk",
    "sar": "saragih", "srh": "saragih", "shb": "sihombing", "sih": "sihombing sihotang sihite",
    "sht": "sihotang sihite", "slt": "silitonga", "sil": "silalahi silitonga silaban",
    "sll": "silalahi", "sng": "sinaga", "sin": "sinaga sinambela", "stg": "sitanggang",
    "stp": "sitompul sitepu", "gul": "gultom", "gtm": "gultom", "dmk": "damanik", "prb": "purba",
    "art": "aritonang", "tg": "tanjung", "tjg": "tanjung", "sgl": "sagala", "sgn": "siagian",
    "shn": "siahaan", "mbn": "marbun",
}  # fmt: skip
MEANINGS: Final = {short: tuple(full.split()) for short, full in _MEANINGS.items()}

# How surely the short form is of this word, and not of another that begins so.
_BY_TABLE: Final = 0.95
_BY_CONSONANTS: Final = 0.9
_BY_CONSONANTS_OF_A_CLAN: Final = 0.94
_BY_BEGINNING: Final = 0.88
_BY_BEGINNING_WITHOUT_DOT: Final = 0.72

_SHORTEST: Final = 2
_SHORTEST_CONSONANTS: Final = 3
_LONGEST_WITHOUT_DOT: Final = 4
_SHORTEST_FULL: Final = 5
_VOWELS: Final = frozenset("aeiou")


def short_of(short: str, full: str, dotted: bool) -> float:
    """How surely `short` is a short form of `full` (0: it is none); `dotted`: a dot follows it."""
    if full in MEANINGS.get(short, ()):
        return _BY_TABLE
    if not _SHORTEST <= len(short) < len(full):
        return 0.0
    if full.startswith(short):
        return _beginning(short, full, dotted)
    if not (dotted or is_said_by_nobody(short)) or len(full) < _SHORTEST_FULL - dotted:
        return 0.0
    if not _keeps_only_consonants(short, full):
        return 0.0
    return _BY_CONSONANTS_OF_A_CLAN if full in lexicon.CLANS else _BY_CONSONANTS


def _beginning(short: str, full: str, dotted: bool) -> float:
    if dotted or is_said_by_nobody(short):
        return _BY_BEGINNING
    if len(short) <= _LONGEST_WITHOUT_DOT < len(full):
        return _BY_BEGINNING_WITHOUT_DOT
    return 0.0


def is_said_by_nobody(short: str) -> bool:
    """Letters without a vowel are no name: Hrp, Nst, Wyn."""
    return len(short) >= _SHORTEST_CONSONANTS and _VOWELS.isdisjoint(short)


def _keeps_only_consonants(short: str, full: str) -> bool:
    """Whether `short` is a beginning of `full` and then some of its consonants in their order."""
    same = 0
    while same < len(short) and short[same] == full[same]:
        same += 1
    rest = short[same:]
    if not same or not _VOWELS.isdisjoint(rest):
        return False
    at = same
    for letter in rest:
        at = full.find(letter, at) + 1
        if not at:
            return False
    return True


@lru_cache(maxsize=4096)
def meant_by(short: str, dotted: bool) -> tuple[str, ...]:
    """The words a short form is looked for under: those of the table and the clans it may be of."""
    found = dict.fromkeys(MEANINGS.get(short, ()))
    if dotted or is_said_by_nobody(short):
        found |= dict.fromkeys(clan for clan in _CLANS if short_of(short, clan, dotted))
    return tuple(found)


_CLANS: Final = tuple(sorted(lexicon.CLANS))
