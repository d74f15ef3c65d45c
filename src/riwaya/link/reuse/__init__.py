"""Reuse: which reports share text, who had it first, what was changed on the way, and what goes back to what."""

from riwaya.link.reuse.alignment import align, changes
from riwaya.link.reuse.candidates import candidates
from riwaya.link.reuse.copies import copies, is_one_text
from riwaya.link.reuse.passages import Aligner, aligned_here, passages, passages_with
from riwaya.link.reuse.trace import Traced, traced
from riwaya.link.reuse.words import in_time, words_of

__all__ = [
    "Aligner",
    "Traced",
    "align",
    "aligned_here",
    "candidates",
    "changes",
    "copies",
    "in_time",
    "is_one_text",
    "passages",
    "passages_with",
    "traced",
    "words_of",
]
