"""The review desk on the web."""
