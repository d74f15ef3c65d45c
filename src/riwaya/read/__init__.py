"""The room that reads: files and folders of reports in, `Report` values and warnings out."""

from riwaya.read.files import reports
from riwaya.read.record import identify

__all__ = ["identify", "reports"]
