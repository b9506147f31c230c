"""What was typed into a form whose session ran out, so that it can be sent once more."""

from flask import current_app, request
from flask_login import current_user

from app.web.guards import audience_of

# Pages that ask who somebody is: nothing typed there is shown again.
_WHO = ("accounts.", "second_factor.", "demo.")
_OURS = ("csrf_token", "_once")
_SECRET = ("password", "passphrase")


def typed() -> list[tuple[str, str]]:
    """Names and values of the refused form, without secrets; [] unless it came from our own page.

    A page elsewhere could otherwise have its own words sent in somebody's name.
    """
    if not _from_our_page() or (request.endpoint or "").startswith(_WHO):
        return []
    return [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name not in _OURS and not any(word in name for word in _SECRET)
    ]


def may_be_sent() -> bool:
    """Whether whoever is there now may send it: signed in, or to a page for everybody."""
    view = current_app.view_functions.get(request.endpoint or "")
    return current_user.is_authenticated or (view is not None and audience_of(view) == "public")


def _from_our_page() -> bool:
    """As the browser says it; Origin says nothing where no referrer is sent (Referrer-Policy)."""
    return request.headers.get("Sec-Fetch-Site") == "same-origin"
