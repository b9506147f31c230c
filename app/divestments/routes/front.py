"""How every page of a divestment is drawn."""

from app.regulations.pages import pages_in

page = pages_in("divestments")
