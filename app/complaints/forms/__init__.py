"""The forms of complaints: of the portal, of the reporter who comes back, of the desk."""
