"""The pages of complaints: the public portal, the reporter's own, and the office's."""

from flask import Blueprint

from app.complaints.routes import desk, portal, reporting, talk, tracking

BLUEPRINTS: tuple[Blueprint, ...] = (portal.bp, reporting.bp, desk.bp, tracking.bp, talk.bp)
