#!/usr/bin/env python3
"""Makes messages with one mistake each, or none: <case>.eml. Signed by nobody: the test signs those it wants to. Run it here."""

LINK = "https://p.example.org/u/" + "T" * 46
WAYS = f"List-Unsubscribe: <{LINK}>,\r\n <mailto:u-{'a' * 55}@unsub.news.example.org>\r\n"
POST = "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"
ID = "List-ID: The letter <letter.theatre.news.example.org>\r\n"
HEAD = ("Return-Path: <b-x@unsub.news.example.org>\r\nFrom: Theatre <hello@news.example.org>\r\nTo: ada@example.net\r\n"
        "Subject: Tonight\r\nDate: Sun, 22 Nov 2026 10:00:00 +0000\r\nMessage-ID: <1@news.example.org>\r\n")
MIME = "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n"
BODY = f"\r\nCarmen, at eight.\r\n\r\nUnsubscribe: {LINK}\r\nThéâtre, 1 quai,\r\nNantes\r\n"


def html(body):
    return "MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + body


FOOT = f'<p>1 quai<br>Nantes</p><p><a href="{LINK}">Stop</a></p>'
ALL = HEAD + WAYS + POST + ID
CASES = {
    "good": ALL + MIME + BODY,
    "no-ways": HEAD + ID + MIME + BODY,
    "post-alone": HEAD + POST + ID + MIME + BODY,
    "ways-twice": HEAD + WAYS + WAYS + POST + ID + MIME + BODY,
    "two-https": HEAD + f"List-Unsubscribe: <{LINK}>, <https://other.example/u>, <mailto:x@news.example.org>\r\n" + POST + ID + MIME + BODY,
    "plain-http": HEAD + f"List-Unsubscribe: <{LINK}>, <http://other.example/u>, <mailto:x@news.example.org>\r\n" + POST + ID + MIME + BODY,
    "mailto-only": HEAD + "List-Unsubscribe: <mailto:x@news.example.org>\r\n" + POST + ID + MIME + BODY,
    "mailto-first": HEAD + f"List-Unsubscribe: <mailto:x@news.example.org>, <{LINK}>\r\n" + POST + ID + MIME + BODY,
    "no-mailto": HEAD + f"List-Unsubscribe: <{LINK}>\r\n" + POST + ID + MIME + BODY,
    "no-brackets": HEAD + f"List-Unsubscribe: {LINK}\r\n" + POST + ID + MIME + BODY,
    "encoded-ways": HEAD + "List-Unsubscribe: =?utf-8?q?=3Chttps://p.example.org/u=3E?=\r\n" + POST + ID + MIME + BODY,
    "folded-uri": HEAD + f"List-Unsubscribe: <https://p.example.org/\r\n u/{'T' * 46}>,\r\n <mailto:x@news.example.org>\r\n" + POST + ID + MIME + BODY,
    "long-uri": HEAD + f"List-Unsubscribe: <{LINK}{'x' * 250}>, <mailto:x@news.example.org>\r\n" + POST + ID + MIME + BODY,
    "comma-uri": HEAD + f"List-Unsubscribe: <{LINK}?a,b>, <mailto:x@news.example.org>\r\n" + POST + ID + MIME + BODY,
    "post-two-blanks": HEAD + WAYS + "List-Unsubscribe-Post:  List-Unsubscribe=One-Click\r\n" + ID + MIME + BODY,
    "post-folded": HEAD + WAYS + "List-Unsubscribe-Post:\r\n List-Unsubscribe=One-Click\r\n" + ID + MIME + BODY,
    "post-other": HEAD + WAYS + "List-Unsubscribe-Post: List-Unsubscribe=One-Click; x=y\r\n" + ID + MIME + BODY,
    "post-missing": HEAD + WAYS + ID + MIME + BODY,
    "post-twice": HEAD + WAYS + POST + POST + ID + MIME + BODY,
    "list-missing": HEAD + WAYS + POST + MIME + BODY,
    "list-form": HEAD + WAYS + POST + "List-ID: The letter\r\n" + MIME + BODY,
    "list-one-label": HEAD + WAYS + POST + "List-ID: <letter>\r\n" + MIME + BODY,
    "list-twice": ALL + ID + MIME + BODY,
    "from-twice": "From: x@y.example\r\n" + ALL + MIME + BODY,
    "no-date": ALL.replace("Date: Sun, 22 Nov 2026 10:00:00 +0000\r\n", "") + MIME + BODY,
    "subject-twice": "Subject: again\r\n" + ALL + MIME + BODY,
    "line-too-long": "X-Long: " + "x" * 1000 + "\r\n" + ALL + MIME + BODY,
    "cfbl-form": "CFBL-Address: <fbl@news.example.org>\r\n" + ALL + MIME + BODY,
    "no-link": ALL + MIME + "\r\nCarmen, at eight.\r\n\r\n1 quai, Nantes\r\n",
    "no-address": ALL + MIME + f"\r\nCarmen.\r\n\r\nUnsubscribe: {LINK}\r\n",
    "other-sender": ALL.replace("b-x@unsub.news.example.org", "bounce@provider.example") + MIME + BODY,
    "no-return-path": ALL.replace("Return-Path: <b-x@unsub.news.example.org>\r\n", "") + MIME + BODY,
    "null-sender": ALL.replace("b-x@unsub.news.example.org", "") + MIME + BODY,
    "html": ALL + html(FOOT),
    "html-words": ALL + html(FOOT.replace(LINK, "https://elsewhere.example/x").replace("Stop", "Se d&eacute;sabonner / Unsubscribe")),
    "html-no-link": ALL + html(FOOT.replace("Stop", "Our programme").replace(LINK, "https://elsewhere.example/x")),
    "pixel": ALL + html(FOOT + '<img src="https://t.example/x.gif" width="1" height="1" alt="">'),
    "service": HEAD + MIME + "\r\nYour ticket.\r\n",
}

for name, text in CASES.items():
    with open(name + ".eml", "wb") as out:
        out.write(text.encode())
