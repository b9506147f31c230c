"""What all pages share: guards, errors, fields, filters, navigation, security headers."""
