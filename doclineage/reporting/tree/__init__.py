"""The directive tree as a picture: data, places, and one module a format."""
