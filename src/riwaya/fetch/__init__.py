"""The room that fetches: pages that the user names, and no others, into a web archive that `read` reads.

No other room uses it, only the command line: whatever else Riwaya does, it does without a network.
"""

from riwaya.fetch.client import Client, Outcome
from riwaya.fetch.record import Archive
from riwaya.fetch.robots import AGENT

__all__ = ["Archive", "Client", "Outcome", "user_agent"]


def user_agent(version: str) -> str:
    """Give the name under which pages are asked for."""
    return f"{AGENT}/{version} (reads pages that a person named)"
