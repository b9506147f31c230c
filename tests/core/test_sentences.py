"""Sentences with values: Indonesian to everybody, translatable where they are shown."""

import copy
import json

from app.core.sentences import Sentence
from app.regulations.pack import Level


def test_a_sentence_reads_as_plain_indonesian() -> None:
    said = Sentence("Jumlah %(total)s: %(level)s", total=7, level=Level.HIGH)
    assert said == "Jumlah 7: Tinggi"
    assert json.dumps(said) == '"Jumlah 7: Tinggi"'


def test_a_copied_sentence_can_still_be_translated() -> None:
    said = copy.deepcopy(Sentence("Kurang %(n)s persen (%%).", n=5))
    assert said == "Kurang 5 persen (%)."
    assert said.template == "Kurang %(n)s persen (%%)."
