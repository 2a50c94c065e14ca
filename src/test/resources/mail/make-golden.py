#!/usr/bin/env python3
"""Makes the golden set for stamping: <case>/in.eml, out.eml and policy. Written apart from the program on purpose:
the bytes expected come from the RFCs as read here, not from the code under test. Run it in this folder."""
import os

STAMP = [
    b"List-Unsubscribe: <https://p.example.org/u/TOKEN-1>,\r\n <mailto:u-token32@unsub.mail.example.org>",
    b"List-Unsubscribe-Post: List-Unsubscribe=One-Click",
    b"List-ID: The letter <theatre.letter.venue.mail.example.org>",
    b"List-Help: <https://p.example.org/p/TOKEN-2>",
    b"Feedback-ID: letter-theatre:letter:venue:brand1",
    b"CFBL-Address: feedback@unsub.mail.example.org; report=arf",
    b"CFBL-Feedback-ID: complaint-token32",
]
ALL = b"".join(line + b"\r\n" for line in STAMP)


def only(*names):
    return b"".join(l + b"\r\n" for l in STAMP if l.split(b":")[0].decode() in names)


CFBL = ("CFBL-Address", "CFBL-Feedback-ID")
HEAD = (b"From: Venue <hello@mail.example.org>\r\nTo: ada@example.net\r\nSubject: Tonight\r\n"
        b"Date: Sun, 22 Nov 2026 10:00:00 +0000\r\nMessage-ID: <1@mail.example.org>\r\n")
BODY = b"\r\nGood evening,\r\n\r\n.a line that begins with a dot\r\n  trailing blanks  \t\r\n"
THEIRS = (b"List-Unsubscribe: <mailto:stop@mail.example.org>\r\nlist-unsubscribe-POST: List-Unsubscribe=One-Click\r\n"
          b"LIST-ID: <old.example.org>\r\n")
SIGNED = (b"MIME-Version: 1.0\r\nContent-Type: multipart/signed; micalg=\"pgp-sha256\";\r\n"
          b"\tprotocol=\"application/pgp-signature\";\r\n  boundary=\"=_b 1\"\r\n\r\nThis is a preamble. \r\n--=_b 1\r\n"
          b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
          b"Soir=C3=A9e =20\r\nlast  line \r\n--=_b 1\r\nContent-Type: application/pgp-signature\r\n\r\n"
          b"-----BEGIN PGP SIGNATURE-----\r\n\r\niQ==\r\n-----END PGP SIGNATURE-----\r\n--=_b 1--\r\nepilogue")
UTF8 = "\r\nSoirée d’été : Carmen, à 20 h — entrée libre\r\n".encode()
FOLDED = (b"Received: from a.example.org by b.example.org;\r\n\tSun, 22 Nov 2026 09:59:59 +0000\r\n" + HEAD
          + b"X-Odd:no blank, \t trailing \t\r\n   and folded\r\n\ttwice\r\nX-Odd: twice\r\n")
LF = (HEAD + BODY).replace(b"\r\n", b"\n")

CASES = {
    "plain": (HEAD + BODY, ALL + HEAD + BODY, "REPLACE"),
    "no-final-newline": (HEAD + b"\r\nbye", ALL + HEAD + b"\r\nbye", "REPLACE"),
    "bare-header": (HEAD, ALL + HEAD, "REPLACE"),
    "bare-header-no-newline": (HEAD[:-2], ALL + HEAD[:-2], "REPLACE"),
    "empty-body": (HEAD + b"\r\n", ALL + HEAD + b"\r\n", "REPLACE"),
    "folded": (FOLDED + BODY, ALL + FOLDED + BODY, "REPLACE"),
    "eight-bit": (HEAD + b"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
                  b"Content-Transfer-Encoding: 8bit\r\n" + UTF8,
                  ALL + HEAD + b"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
                  b"Content-Transfer-Encoding: 8bit\r\n" + UTF8, "REPLACE"),
    "multipart-signed": (HEAD + SIGNED, ALL + HEAD + SIGNED, "REPLACE"),
    "line-feeds-only": (LF, (ALL.replace(b"\r\n", b"\n")) + LF, "REPLACE"),
    "body-that-looks-like-header": (HEAD + b"\r\nList-Unsubscribe: <https://evil.example/>\r\n",
                                    ALL + HEAD + b"\r\nList-Unsubscribe: <https://evil.example/>\r\n", "REPLACE"),
    "existing-respect": (THEIRS + HEAD + BODY, only("List-Help", "Feedback-ID", *CFBL) + THEIRS + HEAD + BODY, "RESPECT"),
    "existing-replace": (THEIRS + HEAD + BODY, ALL + HEAD + BODY, "REPLACE"),
    # Not changed at all: the message is refused. The test expects the refusal and reads only in.eml.
    "existing-reject": (THEIRS + HEAD + BODY, THEIRS + HEAD + BODY, "REJECT"),
    "existing-nothing-to-reject": (HEAD + BODY, ALL + HEAD + BODY, "REJECT"),
    # RFC 5322 §4.5.1: an obsolete blank before the colon is still that field, and must not slip past.
    "replace-obsolete-blank": (b"List-Unsubscribe \t: <https://a.example/1>\r\n" + HEAD + BODY, ALL + HEAD + BODY, "REPLACE"),
    # RFC 8058 asks for both; a lone Post beside no link is replaced together with the link it lacks.
    "respect-lone-post": (b"List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" + HEAD + BODY,
                          ALL + HEAD + BODY, "RESPECT"),
    # RFC 2369 §3: one instance at most; the topmost of the sender's own stays.
    "respect-twice": (b"List-Unsubscribe: <https://a.example/1>\r\nList-Unsubscribe: <https://a.example/2>\r\n" + HEAD + BODY,
                      only("List-ID", "List-Help", "Feedback-ID", *CFBL) + b"List-Unsubscribe: <https://a.example/1>\r\n" + HEAD + BODY,
                      "RESPECT"),
    # RFC 9477 §5.2: an id means something to the owner of the address beside it, and to nobody else.
    "respect-cfbl": (b"CFBL-Address: fbl@a.example; report=arf\r\nCFBL-Feedback-ID: 111:222\r\n" + HEAD + BODY,
                     b"".join(l + b"\r\n" for l in STAMP if not l.startswith(b"CFBL"))
                     + b"CFBL-Address: fbl@a.example; report=arf\r\nCFBL-Feedback-ID: 111:222\r\n" + HEAD + BODY, "RESPECT"),
    "respect-lone-cfbl-id": (b"CFBL-Feedback-ID: 111:222\r\n" + HEAD + BODY, ALL + HEAD + BODY, "RESPECT"),
    "respect-lone-cfbl-address": (b"CFBL-Address: fbl@a.example\r\n" + HEAD + BODY,
                                  b"".join(l + b"\r\n" for l in STAMP if not l.startswith(b"CFBL"))
                                  + b"CFBL-Address: fbl@a.example\r\n" + HEAD + BODY, "RESPECT"),
    "replace-folded-and-many": (b"List-Unsubscribe:\r\n <https://a.example/1>,\r\n\t<mailto:a@a.example>\r\n" + HEAD
                                + b"List-unsubscribe: <https://a.example/2>\r\nList-Archive: <https://a.example/>\r\n" + BODY,
                                ALL + HEAD + b"List-Archive: <https://a.example/>\r\n" + BODY, "REPLACE"),
}

for name, (given, expected, policy) in CASES.items():
    os.makedirs(name, exist_ok=True)
    for file, content in (("in.eml", given), ("out.eml", expected), ("policy", policy.encode() + b"\n")):
        with open(os.path.join(name, file), "wb") as out:
            out.write(content)
