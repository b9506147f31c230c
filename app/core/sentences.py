"""Sentences with values in them, said in Indonesian and still translatable where they are shown."""

from typing import Any

from app.core.labels import LabelledEnum


class Sentence(str):
    """`Sentence("Paling banyak %(n)s nihil.", n=50)`: to everybody a plain Indonesian string.

    A page translates `template` and fills the `values` in again; a label among them is translated
    with it. Stored or sent on, only the Indonesian text remains.
    """

    template: str
    values: dict[str, Any]

    def __new__(cls, template: str, **values: Any) -> "Sentence":
        said = {
            name: value.label if isinstance(value, LabelledEnum) else value
            for name, value in values.items()
        }
        sentence = super().__new__(cls, template % said if said else template)
        sentence.template, sentence.values = template, values
        return sentence
