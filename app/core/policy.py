"""Who may do what: named rules, combined with | & ~, asked through `can` and `require` only."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from app.core.actor import Actor, Role
from app.core.errors import NotAllowed

Question = Callable[[Actor, Any], bool]


@dataclass(frozen=True)
class Rule:
    """A question about an actor and a record, with the words that print in the rights matrix."""

    label: str
    asks: Question

    def __call__(self, actor: Actor, record: Any = None) -> bool:
        return bool(self.asks(actor, record))

    def __or__(self, other: "Rule") -> "Rule":
        return Rule(f"{self.label} atau {other.label}", lambda a, r: self(a, r) or other(a, r))

    def __and__(self, other: "Rule") -> "Rule":
        return Rule(f"{self.label} dan {other.label}", lambda a, r: self(a, r) and other(a, r))

    def __invert__(self) -> "Rule":
        return Rule(f"bukan {self.label}", lambda a, r: not self(a, r))


def rule(label: str) -> Callable[[Question], Rule]:
    """Make a named rule out of a function `(actor, record) -> bool`."""
    return lambda asks: Rule(label, asks)


def role(wanted: Role) -> Rule:
    return Rule(wanted.label, lambda actor, _record: actor.has(wanted))


@rule("setiap pegawai yang masuk")
def signed_in(actor: Actor, _record: Any) -> bool:
    return actor.person_id is not None


@rule("siapa saja")
def anyone(_actor: Actor, _record: Any) -> bool:
    return True


@rule("sistem")
def system(actor: Actor, _record: Any) -> bool:
    return actor.has(Role.SYSTEM)


_rules: dict[str, Rule] = {}


def register(rules: Mapping[str, Rule]) -> None:
    """Add a feature's rules; an action has one rule in the whole application."""
    for action, its_rule in rules.items():
        if action in _rules and _rules[action] is not its_rule:
            raise ValueError(f"action {action!r} has two rules")
        _rules[action] = its_rule


def forget_all() -> None:
    _rules.clear()


def can(actor: Actor, action: str, record: Any = None) -> bool:
    """Whether the actor may do this. An unknown action is a KeyError, never a silent no."""
    return _rules[action](actor, record)


def require(actor: Actor, action: str, record: Any = None) -> None:
    """Raise NotAllowed unless the actor may do this."""
    if not can(actor, action, record):
        raise NotAllowed("Anda tidak berwenang melakukan ini. Jika keliru, hubungi admin unit.")
