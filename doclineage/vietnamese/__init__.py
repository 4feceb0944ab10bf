"""The language and the administration: what every room may ask about Vietnamese text."""
