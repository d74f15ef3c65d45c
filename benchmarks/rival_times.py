"""Time dateparser's search over a JSON list of texts from standard input; prints the seconds."""

import json
import sys
import time
from datetime import datetime

sys.path.insert(0, sys.argv[1])
from dateparser.search import search_dates

texts = json.load(sys.stdin)
settings = {"RELATIVE_BASE": datetime(2015, 7, 21), "PREFER_DATES_FROM": "past"}
search_dates("وصل أمس", languages=["ar"], settings=settings)
start = time.process_time()
for text in texts:
    search_dates(text, languages=["ar"], settings=settings)
print(time.process_time() - start)
