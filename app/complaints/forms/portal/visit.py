"""What the forms of the portal have in common: they belong to a visit, not to a session."""

from app.web.forms import BaseForm


class PortalForm(BaseForm):
    """A form of the portal: its token belongs to the visit, which the routes look at."""

    class Meta(BaseForm.Meta):
        csrf = False
