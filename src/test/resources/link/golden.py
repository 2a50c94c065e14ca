#!/usr/bin/env python3
"""Makes golden.txt from the words of STANDARDS E alone, with nothing of our Java code: python3 golden.py > golden.txt

Each line: key id, key secret (hex), power, recipient, scope, epoch, token for addresses of pages, token for mail.
Tokens in mail that was sent years ago look like these, so a changed line is a broken promise, never a new golden file.
"""
import base64
import hashlib
import hmac

POWERS = {"ONE_CLICK": (1, b"one-click"), "PAGE": (2, b"page"), "CONFIRM": (3, b"confirm"),
          "MAILTO": (4, b"mailto"), "BOUNCE": (5, b"bounce")}
KINDS = {"EVERYTHING": 0, "BRAND": 1, "PURPOSE": 2, "TOPIC": 3, "CONFIRMATION": 4}
LINKS = [
    ("ONE_CLICK", 1, "TOPIC:1", 0),
    ("ONE_CLICK", 100_000_000, "PURPOSE:7", 1),
    ("ONE_CLICK", 2**63 - 1, "TOPIC:2147483647", 16_777_215),
    ("PAGE", 42, "EVERYTHING:0", 0),
    ("CONFIRM", 42, "CONFIRMATION:9", 3),
    ("MAILTO", 4_294_967_296, "BRAND:255", 65_536),
    ("BOUNCE", 42, "TOPIC:256", 255),
]


def mac(key, message):
    return hmac.new(key, message, hashlib.sha256).digest()


def token(key_id, secret, power, recipient, scope, epoch):
    code, label = POWERS[power]
    kind, number = scope.split(":")
    head = bytes([1, key_id])
    payload = (bytes([code << 4 | KINDS[kind]]) + int(number).to_bytes(4, "big")
               + recipient.to_bytes(8, "big") + epoch.to_bytes(3, "big"))
    key = mac(mac(bytes(32), secret), b"link/" + label + b"\x01")  # HKDF-SHA-256, RFC 5869
    return head + payload + mac(key, head + label + b"\x00" + payload)[:16]


for key_id in (1, 255):
    secret = hashlib.sha256(b"golden key %d" % key_id).digest()
    for link in LINKS:
        made = token(key_id, secret, *link)
        print(key_id, secret.hex(), *link, base64.urlsafe_b64encode(made).decode().rstrip("="),
              base64.b32encode(made).decode().rstrip("=").lower())
