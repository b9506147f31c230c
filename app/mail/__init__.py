"""Mail: urgent notices at once, all others in one message a day, with numbers and links only (§6)."""
