"""The forms of complaints: of the portal, of the reporter, of the desk."""
