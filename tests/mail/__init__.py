"""Mail, against a real SMTP server of this process."""
