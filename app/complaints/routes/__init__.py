"""The pages of complaints: the public portal, the reporter's own, and the office's."""

from flask import Blueprint

BLUEPRINTS: tuple[Blueprint, ...] = ()
