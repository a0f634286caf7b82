"""Counts the lines of a log that match one of the patterns: count.py PATTERNS LOG"""
import re
import sys

with open(sys.argv[1], "rb") as patterns:
    pattern = re.compile(b"|".join(b"(?:" + line.rstrip(b"\n") + b")" for line in patterns))
count = 0
with open(sys.argv[2], "rb") as log:
    for line in log:
        if pattern.search(line):
            count += 1
print(count)
