"""Pairs: whether two sentences or short texts say the same, contradict each other, or speak of other things."""

from riwaya.link.pairs.compare import compare, compare_all
from riwaya.model import Aspect, Comparison

__all__ = ["Aspect", "Comparison", "compare", "compare_all"]
