"""The English catalogue knows every sentence of the code; what people read has one place."""

import functools
import io
import re

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from app.crosscheck.wording import _CONTRADICTIONS, _FINDINGS
from app.measures import guard as measures
from app.recusals import guard as recusals
from app.reviews import guard as reviews
from tests.architecture.source import ROOT

FILES = sorted((ROOT / "translations").glob("*/LC_MESSAGES/*.po"))
KEYWORDS = {
    "_": None,
    "gettext": None,
    "lazy_gettext": None,
    "_l": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}
# What a sentence leaves open is filled by name, so that a translation may change the order.
_HOLES = re.compile(r"%\(\w+\)[sd]|\{\w+\}")


@functools.cache
def sentences_of_the_code() -> set[str]:
    with (ROOT / "babel.cfg").open() as mapping:
        methods, options = parse_mapping_cfg(mapping)
    found = extract_from_dir(str(ROOT), methods, options, KEYWORDS)
    return {m if isinstance(m, str) else m[0] for _, _, m, _, _ in found} - {""}


def catalogue(path) -> Catalog:
    return read_po(io.BytesIO(path.read_bytes()))


def forms(text: str | tuple[str, ...]) -> list[str]:
    """Singular and plural of a message, or its only form."""
    return [text] if isinstance(text, str) else list(text)


def is_translated(message: Message) -> bool:
    return not message.fuzzy and all(forms(message.string))


@pytest.mark.parametrize(
    "said",
    [
        *(getattr(guard, name) for guard in (measures, recusals, reviews) for name in vars(guard)
          if name.isupper() and isinstance(getattr(guard, name), str)),
        *_FINDINGS.values(), *_CONTRADICTIONS.values(),
    ],
)  # fmt: skip
def test_what_a_guard_or_a_detection_says_is_found_for_the_catalogue(said) -> None:
    assert said in sentences_of_the_code()


def test_there_is_an_english_catalogue() -> None:
    assert [path.parent.parent.name for path in FILES] == ["en"]


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.parent.parent.name)
def test_every_sentence_of_the_code_is_translated(path) -> None:
    translated = {forms(m.id)[0] for m in catalogue(path) if is_translated(m)}
    missing = sorted(sentences_of_the_code() - translated)
    assert missing == [], f"{len(missing)} sentences lack a translation: ./manage catalogue"


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.parent.parent.name)
def test_a_catalogue_holds_nothing_unfinished(path) -> None:
    unfinished = [m.id for m in catalogue(path) if m.id and not is_translated(m)]
    assert unfinished == []


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.parent.parent.name)
def test_a_catalogue_can_be_compiled(path) -> None:
    found = catalogue(path)
    write_mo(io.BytesIO(), found)
    assert [(m.id, str(e)) for m, errors in found.check() for e in errors] == []


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.parent.parent.name)
def test_a_translation_keeps_the_holes_of_its_sentence(path) -> None:
    broken = [
        m.id
        for m in catalogue(path)
        for said, meant in zip(forms(m.string), forms(m.id), strict=True)
        if m.id and set(_HOLES.findall(said)) != set(_HOLES.findall(meant))
    ]
    assert broken == []
