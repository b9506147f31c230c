"""Enums that carry the word people read beside the value the table stores."""

import enum


class LabelledEnum(enum.Enum):
    """`NAME = "stored_value", "Label"`; the label is Indonesian and is translated when shown."""

    label: str

    def __new__(cls, value: str, label: str = "") -> "LabelledEnum":
        member = object.__new__(cls)
        member._value_ = value
        member.label = label or value
        return member

    def __str__(self) -> str:
        return str(self.value)
