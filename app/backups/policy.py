"""Who makes a copy of everything: the operator at the server, nobody through a page."""

from app.core.policy import Rule, system

RULES: dict[str, Rule] = {"backup.write": system}
