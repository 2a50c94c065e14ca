#!/usr/bin/env python3
"""Verifies every DKIM signature of the message on standard input with dkimpy. Arguments: DNS name and TXT value, in
pairs. Prints one line per signature, top to bottom: ok or bad, the a= tag, the h= tag."""
import re
import sys

import dkim

records = {name.rstrip(".").encode(): value.encode() for name, value in zip(sys.argv[1::2], sys.argv[2::2])}
message = sys.stdin.buffer.read()
headers = [value for name, value in dkim.DKIM(message).headers if name.lower() == b"dkim-signature"]
for index, value in enumerate(headers):
    tags = dict(re.findall(r"([a-z]+)=([^;]*)", re.sub(r"\s+", "", value.decode())))
    try:
        good = dkim.DKIM(message).verify(idx=index, dnsfunc=lambda name, timeout=5: records.get(name.rstrip(b".")))
    except dkim.DKIMException as e:
        sys.stderr.write("%r\n" % e)
        good = False
    print("ok" if good else "bad", tags["a"], tags["h"].lower())
