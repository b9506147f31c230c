"""The operator reads one language: `--help` of every command of the office is Indonesian."""

import re

import click
import pytest
from flask import Flask

# Words that English sentences of a command line can hardly do without, and Indonesian ones never have.
_ENGLISH = re.compile(
    r"\b(the|an?|of|and|or|is|are|to|its?|for|from|with|until|each|every|this|when|nothing|name)\b",
    re.IGNORECASE,
)


def commands(group: click.Group, path: str = "") -> list[tuple[str, click.Command]]:
    """Every command beneath a group, with how it is called."""
    found: list[tuple[str, click.Command]] = []
    for name, command in sorted(group.commands.items()):
        found.append((f"{path} {name}".strip(), command))
        if isinstance(command, click.Group):
            found += commands(command, f"{path} {name}".strip())
    return found


def said_by(command: click.Command) -> list[str]:
    """What its help says, its options included."""
    options = [getattr(one, "help", None) for one in command.params]
    return [text for text in (command.help, command.short_help, *options) if text]


def own_commands(app: Flask) -> list[tuple[str, click.Command]]:
    """Those of the office: of the others (db, shell) Flask and its libraries speak."""
    own = {"accounts", "audit", "backup", "crosscheck", "demo", "jobs", "people", "serve", "vault"}
    assert own <= set(app.cli.commands)
    return [one for one in commands(app.cli) if one[0].split()[0] in own]


def test_the_help_of_every_command_is_in_one_language(app: Flask) -> None:
    found = own_commands(app)
    assert len(found) > 20
    english = {
        (name, text)
        for name, command in found
        for text in said_by(command)
        if _ENGLISH.search(re.sub(r"[A-Z]{3,}", "", text))
    }
    assert not english


def test_every_command_says_what_it_does(app: Flask) -> None:
    assert [name for name, command in own_commands(app) if not command.help] == []


@pytest.mark.parametrize("name", ["accounts", "people", "demo", "serve"])
def test_a_command_is_asked_for_its_help(app: Flask, name: str) -> None:
    answer = app.test_cli_runner().invoke(args=[name, "--help"])
    assert answer.exit_code == 0
    assert "Usage:" in answer.output
