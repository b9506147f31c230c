"""Objections: filing, form, ruling by somebody who took no part, appeal."""
