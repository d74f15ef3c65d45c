"""Riwaya reads Arabic news reports and shows who says so, through whom, and who else, with the exact words."""

__version__ = "0.1.0"
