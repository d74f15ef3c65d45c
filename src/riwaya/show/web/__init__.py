"""The page on which a desk works through a case: a server on this machine that shows what one case file holds."""

from riwaya.show.web.app import create_app

__all__ = ["create_app"]
