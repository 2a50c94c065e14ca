#!/usr/bin/env python3
"""Makes the lines that MilterFuzzTest begins with: what a Postfix says, and some of it broken. Run it in this folder."""
import os
import struct

FOLDER = "MilterFuzzTestInputs/any_line_is_answered_or_closed_and_leaves_nothing_reserved"


def frame(command, data=b""):
    return struct.pack(">I", 1 + len(data)) + command + data


BEGIN = frame(b"O", struct.pack(">III", 6, 0x1FF, 0x1FFFFF)) + frame(b"C", b"localhost\x004\xc0\x00127.0.0.1\x00")
MAIL = frame(b"D", b"Mi\x004XYZ\x00") + frame(b"M", b"<a@mail.example.org>\x00SIZE=1\x00")
RCPT = frame(b"R", b"<ada@example.net>\x00")
HEAD = frame(b"L", b"From\x00 a@mail.example.org\x00") + frame(b"L", b"List-ID\x00 x\n\t<jazz.example.org>\x00")
END = frame(b"E")
LINES = {
    "sent": BEGIN + MAIL + RCPT + HEAD + END + frame(b"Q"),
    "aborted": BEGIN + MAIL + RCPT + HEAD + frame(b"A") + frame(b"Q"),
    "two-messages": BEGIN + (MAIL + RCPT + HEAD + END) * 2,
    "refused": BEGIN + MAIL + frame(b"R", b"<refused@example.net>\x00") + END,
    "cut": (BEGIN + MAIL + RCPT + HEAD)[:-7],
    "named": BEGIN + MAIL.replace(b"mail.e", b"else.e") + RCPT + frame(b"L", b"X-Stream\x00 letter\x00") + HEAD + END,
    "http": b"GET / HTTP/1.1\r\nHost: x\r\n\r\n",
    "huge": BEGIN + b"\x7f\xff\xff\xffL",
    "empty-frame": BEGIN + b"\0\0\0\0",
    "no-mail": BEGIN + RCPT + END,
}
os.makedirs(FOLDER, exist_ok=True)
for name, line in LINES.items():
    with open(os.path.join(FOLDER, name), "wb") as out:
        out.write(line)
