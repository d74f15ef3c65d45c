"""Readers of what holds other things: archives, compressed files and web archives."""
