"""The program: wires models and assessment together, and talks to its user."""

from importlib.metadata import version

__version__ = version("hemiface")
