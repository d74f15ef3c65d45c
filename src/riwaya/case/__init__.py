"""The room that keeps: one SQLite file for a collection, with everything that was read and found."""

from riwaya.case.search import Hit
from riwaya.case.store import Case

__all__ = ["Case", "Hit"]
