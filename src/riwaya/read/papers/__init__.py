"""Readers of what was made for paper or the eye: PDF, documents, pictures."""
