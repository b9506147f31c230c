"""The pages of complaints: the public portal, the reporter's own, and the office's."""

from flask import Blueprint

from app.complaints.routes import talk, tracking

BLUEPRINTS: tuple[Blueprint, ...] = (tracking.bp, talk.bp)
