"""Time camel-tools' word tokenizer over a JSON list of texts from standard input; prints the seconds."""

import json
import sys
import time

sys.path.insert(0, sys.argv[1])
from camel_tools.tokenizers.word import simple_word_tokenize

texts = json.load(sys.stdin)
simple_word_tokenize(texts[0])
start = time.perf_counter()
for text in texts:
    simple_word_tokenize(text)
print(time.perf_counter() - start)
