"""The English catalogue knows every sentence of the code; what people read has one place."""

import io

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from tests.architecture.source import ROOT

FILES = sorted((ROOT / "translations").glob("*/LC_MESSAGES/*.po"))
METHODS = [("app/**.py", "python"), ("templates/**.html", "jinja2"), ("templates/**.txt", "jinja2")]
KEYWORDS = {"_": None, "gettext": None, "lazy_gettext": None, "_l": None, "ngettext": (1, 2)}


def sentences_of_the_code() -> set[str]:
    found = extract_from_dir(str(ROOT), METHODS, {}, KEYWORDS)
    return {m if isinstance(m, str) else m[0] for _, _, m, _, _ in found}


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.parent.parent.name)
def test_a_catalogue_is_whole_and_can_be_compiled(path) -> None:
    catalogue: Catalog = read_po(io.BytesIO(path.read_bytes()))
    write_mo(io.BytesIO(), catalogue)
    faults = [(m.id, str(e)) for m, errors in catalogue.check() for e in errors]
    assert faults == []
    translated = {
        m.id if isinstance(m.id, str) else m.id[0] for m in catalogue if m.string and not m.fuzzy
    }
    missing = sorted(sentences_of_the_code() - translated - {""})
    assert missing == [], f"{len(missing)} sentences lack a translation: ./manage catalogue"


def test_sentences_are_marked_for_translation() -> None:
    assert sentences_of_the_code()
