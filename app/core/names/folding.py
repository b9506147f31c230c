"""Spelling: clean any text to plain letters and fold the spellings of a sound into one.

Soewandi and Suwandi, Tjahaja and Cahaya, Achmad and Ahmad are written differently and said alike.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

# Longer than any name that can be written on an identity card.
LONGEST_NAME: Final = 120

# Letters of other alphabets that look like Latin ones, used to slip past a search.
_LOOKALIKES: Final = str.maketrans(
    "авекмнорстухіјԁһѕԛԝўαβεηικνορτυχ",
    "abekmhopctyxijdhsqwyabenikvoptux",
)
_OTHER_LATIN: Final = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})
_APOSTROPHES: Final = str.maketrans(dict.fromkeys("'`’‘ʼ´ʹ\"“”*", ""))


# What a scanner makes of a capital I among capitals: "ARlF BUDlMAN".
_MISREAD_I: Final = re.compile(
    r"l(?:(?<=[A-Z]{2}l)(?![a-z])|(?<=[A-Z]l)(?=[A-Z]{2})|(?<=\bl)(?=[A-Z]{2}))"
)


def clean(text: str) -> str:
    """Lower case without accents, apostrophes and invisible signs; at most LONGEST_NAME letters."""
    return _clean(text[: 4 * LONGEST_NAME])


@lru_cache(maxsize=32768)
def _clean(capped: str) -> str:
    if "l" in capped:
        capped = _MISREAD_I.sub("I", capped)
    if capped.isascii():
        plain = capped.lower()
        plain = plain if is_plain(plain) else plain.translate(_APOSTROPHES)
    else:
        spread = unicodedata.normalize("NFKD", capped).casefold()[: 8 * LONGEST_NAME]
        seen = (letter for letter in spread if unicodedata.category(letter)[0] != "M")
        plain = "".join(" " if c.isspace() else c for c in seen if unicodedata.category(c) != "Cf")
        plain = plain.translate(_OTHER_LATIN).translate(_LOOKALIKES).translate(_APOSTROPHES)
    return " ".join(plain.split())[:LONGEST_NAME]


def is_plain(text: str) -> bool:
    """Whether there is nothing but letters and blanks in it: most names, and the quickest to read."""
    return text.replace(" ", "").isalpha()


_SPELLINGS: Final = (
    ("ngng", "ng"), ("oe", "u"), ("oo", "u"), ("tj", "c"), ("dj", "j"), ("nj", "ny"), ("ch", "kh"),
    ("sh", "s"), ("ts", "s"), ("dz", "z"), ("th", "t"), ("dh", "d"), ("dl", "d"),
    ("bh", "b"), ("gh", "g"), ("ph", "f"), ("kh", "h"), ("ck", "k"), ("x", "ks"), ("v", "f"),
    ("f", "p"), ("z", "s"), ("q", "k"), ("ae", "ai"), ("ay", "ai"), ("ei", "ai"), ("ey", "ai"),
    ("uw", "u"), ("iy", "i"), ("ie", "i"), ("y", "i"), ("ii", "i"), ("aa", "a"),
)  # fmt: skip
# Without one of these, or a letter twice, a word is said as it is written: two of three words are.
_SAID_OTHERWISE: Final = re.compile(
    r"[cfqvxyz]|[dnst]j|[bdgkpst]h|^no|oe|ts|dl|ae|ei|uw|ie|ngng|(.)\1"
)
# "Christina", "Octavia", "Frederick": a foreign c that is said as k.
_HARD_C: Final = re.compile(r"^ch(?=[rl])|c(?=[tkrlns])|c$")
# The light of Banjar: Norhayati, Noorlaila; but Norman stays.
_LIGHT_OF: Final = re.compile(r"^noo?r(?=[hljsdai]\w)")
_SOFT_S: Final = re.compile(r"sy(?=[aeiou])")
_OLD_J: Final = re.compile(r"(?<![dtsn])j")
_OLD_SPELLING: Final = re.compile(r"oe|tj|dj|sj|nj|ij[aeou]")
_SHORT_WORD: Final = 5


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """One spelling for all the ways of writing the same sounds (oe/u, tj/c, dj/j, ch/kh/h …)."""
    if not _SAID_OTHERWISE.search(word):
        return word
    folded = _HARD_C.sub("k", word) if "c" in word else word
    if folded.startswith("no"):
        folded = _LIGHT_OF.sub("nur", folded)
    if "sj" in folded or "sy" in folded:
        folded = _SOFT_S.sub("s", folded.replace("sj", "sy"))
    for written, said in _SPELLINGS:
        if written in folded:
            folded = folded.replace(written, said)
    return _once(folded)


def _once(word: str) -> str:
    """Each letter that stands twice or more in a row, once."""
    return _TWICE.sub(r"\1", word) if _TWICE.search(word) else word


_TWICE: Final = re.compile(r"(.)\1+")


def fold_old(word: str) -> str:
    """The fold if each lone j is the y of before 1972: Marijanto is Mariyanto."""
    return said_of_old(word, fold(word))


def said_of_old(word: str, folded: str) -> str:
    """The same of a word whose fold is known."""
    return fold(_OLD_J.sub("y", word)) if "j" in word else folded


# What one ear writes thus another writes so: Chandra and Candra, Ikhsan and Iksan, Rizal and Rijal.
_OTHERWISE_SAID: Final = (
    (re.compile(r"ch"), "c"), (re.compile(r"[kc]h"), "k"), (re.compile(r"z(?=[aiueo])"), "j"),
    (re.compile(r"c(?=[aou])"), "k"), (re.compile(r"eu"), "e"), (re.compile(r"ine$"), "in"),
    (re.compile(r"^(m[au]|n[iu]|ja)k(?=[bfmnrs])"), r"\1"), (re.compile(r"(?<=[sr])ak$"), "a"),
    (re.compile(r"(?<=[sktgdl]h)o|(?<=q)o|(?:(?<=^r)|(?<=^ch))o(?=h|sy|fi|z[ai]k|madh?[ao]|sul)"), "a"),
)  # fmt: skip
# Most words have none of these.
_MAY_BE_OTHERWISE: Final = re.compile(
    r"c|kh|z[aiueo]|eu|ine$|^(?:m[au]|n[iu]|ja)k[bfmnrs]|[sr]ak$|[hq]o|^ro"
)
_VOICELESS: Final = {"b": "p", "d": "t"}
_SHORTEST_SOUND: Final = 4


def sounds_of(word: str, folded: str) -> frozenset[str]:
    """The fold and the folds of what else the same sounds are written as."""
    if len(folded) < _SHORTEST_SOUND:
        return frozenset((folded,))
    if "j" not in word and not _MAY_BE_OTHERWISE.search(word):
        return frozenset((folded, _voiceless(folded)))
    found = {folded}
    for written in {word, _OLD_J.sub("y", word)} if "j" in word else (word,):
        if not _MAY_BE_OTHERWISE.search(written):
            found.add(fold(written))
            continue
        every = written
        for sound, other in _OTHERWISE_SAID:
            if sound.search(written):
                found.add(fold(sound.sub(other, written)))
                every = sound.sub(other, every)
        found.add(fold(every))
    return frozenset([*map(_voiceless, found), folded])


def _voiceless(folded: str) -> str:
    """Rachmad ends as Rahmat does."""
    return folded[:-1] + _VOICELESS[folded[-1]] if folded[-1] in _VOICELESS else folded


_ARTICLE: Final = re.compile(
    r"(?:[ae]l|a(?:sy|sh|th|dh)?(?=([bcdfghjklmnpqrstvwz])\1|sh|sy|th|dh))"
)
_SHORTEST_STEM: Final = 4


def without_article(word: str) -> str:
    """The fold of an Arabic name without al-, as-, ar- …, written together; "" if there is none."""
    found = _ARTICLE.match(word) if word[0] in "ae" else None
    stem = fold(word[found.end() :]) if found else ""
    return stem if len(stem) >= _SHORTEST_STEM else ""


_SYLLABLE: Final = re.compile(
    r"(tjh|tj|tsh|ts|ch|ci(?=[aou])|dj|nj|sj|sh|sy|kh|ph|th|hw|[bcdfghjklmnpqrstwy])?h?"
    r"([aeiouwyj]+)(ng|[nmkpthw])?"
)
_LONGEST_SYLLABLE: Final = 6
_ONSETS: Final = {
    "tjh": "c", "tj": "c", "tsh": "c", "ts": "c", "ch": "c", "ci": "ci", "dj": "j", "nj": "ny",
    "sj": "s", "sh": "s", "sy": "s", "kh": "k", "ph": "p", "th": "t", "hw": "hu", "j": "y", "w": "u",
}  # fmt: skip
_RHYMES: Final = (
    ("ouw", "au"), ("auw", "au"), ("aow", "au"), ("ow", "au"), ("aw", "au"), ("ou", "au"),
    ("oe", "u"), ("oa", "ua"), ("oo", "o"), ("ij", "i"), ("y", "i"), ("w", "u"), ("j", "i"), ("uei", "ui"),
    ("ue", "ui"), ("iae", "ia"), ("ie", "i"), ("ee", "e"), ("ii", "i"), ("uu", "u"),
)  # fmt: skip


def monosyllable(word: str) -> str:
    """One spelling for all the ways a Chinese syllable is written (Tjia, Chia, Cia); "" for other
    words."""
    if len(word) > _LONGEST_SYLLABLE or not (found := _SYLLABLE.fullmatch(word)):
        return ""
    onset, rhyme, end = found.groups(default="")
    for written, said in _RHYMES:
        rhyme = rhyme.replace(written, said)
    if end in ("h", "w"):
        rhyme, end = rhyme + ("u" if end == "w" else ""), ""
    return _ONSETS.get(onset, onset) + rhyme + end


@lru_cache(maxsize=65536)
def loosen(folded: str) -> str:
    """A skeleton that also forgives a silent h and the vowels people interchange (Solekin, Solikin)."""
    bare = _without_inner_h(folded) if "h" in folded else folded
    if len(bare) > _SHORT_WORD:
        bare = _loose(bare)
    return _once(bare)


def skeletons_of_slip(written: str) -> tuple[str, str]:
    """What `loosen` makes of a word before one letter of it went wrong, read as a short word and as
    a long one: doubled letters stay, for one of them may be the wrong one (Diii for Dini)."""
    bare = _without_inner_h(written)
    return bare, _loose(bare)


def _without_inner_h(word: str) -> str:
    return word[:1] + word[1:].replace("h", "")


def _loose(bare: str) -> str:
    """Inside a longer word only: Deni and Dini, Eko and Eka are different people."""
    if len(bare) <= 1:
        return bare
    return bare[0] + bare[1:-1].replace("e", "i").replace("o", "a").replace("w", "u") + bare[-1]


def looks_old(word: str) -> bool:
    """Whether the word shows spelling from before 1972, so that its j may be a y."""
    return ("j" in word or "oe" in word) and bool(_OLD_SPELLING.search(word))
