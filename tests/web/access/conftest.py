"""The fixtures of whoever signs in, for every test of this folder."""

from staff_fixtures import app, cheap_passwords, clock, rob

__all__ = ["app", "cheap_passwords", "clock", "rob"]
