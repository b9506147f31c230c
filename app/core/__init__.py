"""The pure ground floor: who acts, what time it is, what may happen; knows neither web nor database."""
