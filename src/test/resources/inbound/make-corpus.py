#!/usr/bin/env python3
"""Makes the corpus of what comes back: messages in the shapes that mail servers give them, written for this test. TO-BOUNCE,
TO-RCPT and ORIGINAL-HEAD stand for what the test puts in. Run it in this folder."""

ORIGINAL = "ORIGINAL-HEAD"


def dsn(name, server, human, report, original="message/rfc822", subtype="message/delivery-status", head="", boundary="=_b1"):
    body = ORIGINAL + ("\n\nGood evening.\n" if original.endswith("rfc822") else "\n")
    text = f"""Return-Path: <>
Received: by {server}; Sun, 22 Nov 2026 10:00:05 +0000 (UTC)
Date: Sun, 22 Nov 2026 10:00:05 +0000 (UTC)
From: {head or f'Mail Delivery System <MAILER-DAEMON@{server}>'}
Subject: Undelivered Mail Returned to Sender
To: TO-BOUNCE
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
	boundary="{boundary}"
Message-ID: <{name}@{server}>

This is a MIME-encapsulated message.

--{boundary}
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

{human}

--{boundary}
Content-Type: {subtype}

{report.strip()}

--{boundary}
Content-Type: {original}

{body}
--{boundary}--
"""
    write(name, text)


def write(name, text):
    with open(name + ".eml", "wb") as out:
        out.write(text.replace("\n", "\r\n").encode())


def group(mta, action, status, diagnostic="", extra=""):
    return (f"Reporting-MTA: dns; {mta}\nArrival-Date: Sun, 22 Nov 2026 10:00:01 +0000 (UTC)\n\n"
            f"Final-Recipient: rfc822; TO-RCPT\nOriginal-Recipient: rfc822;TO-RCPT\nAction: {action}\n"
            f"Status: {status}\n" + (f"Remote-MTA: dns; mx.example.net\nDiagnostic-Code: {diagnostic}\n" if diagnostic else "")
            + extra)


dsn("postfix-unknown", "mta.example.org", "I'm sorry, the message could not be delivered.",
    "Reporting-MTA: dns; mta.example.org\nX-Postfix-Queue-ID: 4F0001\nX-Postfix-Sender: rfc822; TO-BOUNCE\n"
    "Arrival-Date: Sun, 22 Nov 2026 10:00:01 +0000 (UTC)\n\nFinal-Recipient: rfc822; TO-RCPT\n"
    "Original-Recipient: rfc822;TO-RCPT\nAction: failed\nStatus: 5.1.1\nRemote-MTA: dns; mx.example.net\n"
    "Diagnostic-Code: smtp; 550 5.1.1 <TO-RCPT>: Recipient address rejected:\n    User unknown in local recipient table")
dsn("postfix-no-mx", "mta.example.org", "No such domain.",
    group("mta.example.org", "failed", "5.4.4", "X-Postfix; Host or domain name not found. Name service error for\n    name=gone.example type=A: Host not found"))
dsn("postfix-delayed", "mta.example.org", "No action is needed.",
    group("mta.example.org", "delayed", "4.4.1", "X-Postfix; connect to mx.example.net[192.0.2.25]:25: Connection timed\n    out",
          "Will-Retry-Until: Fri, 27 Nov 2026 10:00:01 +0000 (UTC)\n"), original="text/rfc822-headers")
dsn("postfix-gave-up", "mta.example.org", "Gave up after five days.",
    group("mta.example.org", "failed", "4.4.1", "X-Postfix; connect to mx.example.net[192.0.2.25]:25: Connection timed\n    out"))
dsn("postfix-full", "mta.example.org", "The mailbox is full.",
    group("mta.example.org", "failed", "5.2.2", "smtp; 552 5.2.2 <TO-RCPT> Mailbox is over its quota"))
dsn("postfix-too-large", "mta.example.org", "Too large.",
    group("mta.example.org", "failed", "5.3.4", "smtp; 552 5.3.4 Message size exceeds fixed limit"))
dsn("postfix-delivered", "mta.example.org", "Delivered, as asked.", group("mta.example.org", "delivered", "2.0.0", "smtp; 250 2.0.0 Ok"),
    original="text/rfc822-headers")
dsn("postfix-relayed", "mta.example.org", "Handed on.", group("mta.example.org", "relayed", "2.1.5"), original="text/rfc822-headers")
dsn("exchange-unknown", "eur01.prod.example.com", "The address could not be found.",
    group("eur01.prod.example.com", "failed", "5.1.10",
          "smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient TO-RCPT\n not found by SMTP address lookup",
          "X-Display-Name: somebody\n"), head='"Microsoft Outlook" <postmaster@example.com>')
dsn("exchange-edge-unknown", "eur01.prod.example.com", "Access denied.",
    group("eur01.prod.example.com", "failed", "5.4.1", "smtp;550 5.4.1 Recipient address rejected: Access denied. AS(201806281)"))
dsn("exchange-restricted", "eur01.prod.example.com", "Only people of the house may write to this address.",
    group("eur01.prod.example.com", "failed", "5.7.133", "smtp;550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup"))
dsn("exchange-loop", "eur01.prod.example.com", "A mail loop.",
    group("eur01.prod.example.com", "failed", "5.4.14", "smtp;554 5.4.14 Hop count exceeded - possible mail loop ATTR34"))
dsn("gmail-unknown", "mx.google.com", "Address not found",
    group("googlemail.com", "failed", "5.1.1",
          "smtp; 550-5.1.1 The email account that you tried to reach does not exist. Please try\n 550-5.1.1 double-checking the"
          " recipient's email address for typos or\n 550 5.1.1 unnecessary spaces. 38308e7fff4ca-30 - gsmtp",
          "Last-Attempt-Date: Sun, 22 Nov 2026 02:00:05 -0800 (PST)\n"),
    head="Mail Delivery Subsystem <mailer-daemon@googlemail.com>")
dsn("gmail-inactive", "mx.google.com", "The account is disabled.",
    group("googlemail.com", "failed", "5.2.1", "smtp; 550-5.2.1 The email account that you tried to reach is inactive. 550 5.2.1\n gsmtp"))
dsn("gmail-unauthenticated", "mx.google.com", "Your message was blocked",
    group("googlemail.com", "failed", "5.7.26", "smtp; 550-5.7.26 Your email has been blocked because the sender is unauthenticated.\n 550 5.7.26 gsmtp"))
dsn("gmail-rate", "mx.google.com", "Unusual rate",
    group("googlemail.com", "failed", "4.7.28", "smtp; 421-4.7.28 Gmail has detected an unusual rate of unsolicited mail. gsmtp"))
dsn("outlook-515", "outlook.example.com", "Access denied.",
    group("outlook.example.com", "failed", "5.7.515",
          "smtp;550 5.7.515 Access denied, sending domain [EXAMPLE.ORG] does not meet the required authentication level"))
dsn("blocked-in-words", "mta.example.org", "Blocked.",
    group("mta.example.org", "failed", "5.0.0", "smtp; 550 5.7.1 Service unavailable, client host [192.0.2.1] is on a block list"))
dsn("yahoo-554", "mta.example.org", "No such account.",
    group("mta.example.org", "failed", "5.0.0", "smtp; 554 delivery error: dd Not a valid recipient"))
dsn("sendmail-unknown", "sendmail.example.org", "   ----- The following addresses had permanent fatal errors -----\n<TO-RCPT>",
    "Reporting-MTA: dns; sendmail.example.org\nReceived-From-MTA: DNS; localhost\nArrival-Date: Sun, 22 Nov 2026 10:00:01 GMT\n\n"
    "Final-Recipient: RFC822; TO-RCPT\nAction: failed\nStatus: 5.1.1\nRemote-MTA: DNS; mx.example.net\n"
    "Diagnostic-Code: SMTP; 550 5.1.1 User unknown\nLast-Attempt-Date: Sun, 22 Nov 2026 10:00:05 GMT",
    head="Mail Delivery Subsystem <MAILER-DAEMON@sendmail.example.org>")
dsn("exim-unknown", "exim.example.org", "This message was created automatically by mail delivery software.",
    "Reporting-MTA: dns; exim.example.org\n\nAction: failed\nFinal-Recipient: rfc822;TO-RCPT\nStatus: 5.0.0\n"
    "Remote-MTA: dns; mx.example.net\nDiagnostic-Code: smtp; 550 no mailbox by that name is currently available")
dsn("exim-callout-4", "exim.example.org", "Retry time exceeded.",
    "Reporting-MTA: dns; exim.example.org\n\nAction: failed\nFinal-Recipient: rfc822;TO-RCPT\nStatus: 4.0.0")
dsn("bad-sender", "mta.example.org", "Your own address was refused.",
    group("mta.example.org", "failed", "5.1.8", "smtp; 550 5.1.8 Sender address rejected: Domain not found"))
dsn("content-refused", "mta.example.org", "Content refused.", group("mta.example.org", "failed", "5.6.0", "smtp; 554 5.6.0 bad content"))
dsn("utf8-unknown", "mta.example.org", "Unknown.",
    group("mta.example.org", "failed", "5.1.1").replace("rfc822;", "utf-8;"), original="message/global-headers",
    subtype="message/global-delivery-status")
dsn("forwarded-unknown", "mta.example.org", "Unknown where it was forwarded to.",
    group("mta.example.org", "failed", "5.1.1").replace("Final-Recipient: rfc822; TO-RCPT", "Final-Recipient: rfc822; elsewhere@forward.example"))
dsn("expanded-then-failed", "mta.example.org", "A list.",
    "Reporting-MTA: dns; mta.example.org\n\nFinal-Recipient: rfc822; other@example.net\nAction: expanded\nStatus: 2.0.0\n\n"
    "Final-Recipient: rfc822; TO-RCPT\nAction: failed\nStatus: 5.1.1")
dsn("no-status", "mta.example.org", "No code at all.",
    "Reporting-MTA: dns; mta.example.org\n\nFinal-Recipient: rfc822; TO-RCPT\nAction: failed (for good)\nDiagnostic-Code: smtp; 550 no")
dsn("status-in-comment", "mta.example.org", "A comment after the code.", group("mta.example.org", "failed", "5.1.1 (bad destination mailbox address)"))

write("qmail", """Return-Path: <>
Received: (qmail 2532 invoked for bounce); 22 Nov 2026 10:00:05 -0000
Date: 22 Nov 2026 10:00:05 -0000
From: MAILER-DAEMON@qmail.example.net
To: TO-BOUNCE
Subject: failure notice
Message-ID: <qmail@qmail.example.net>

Hi. This is the qmail-send program at qmail.example.net.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<TO-RCPT>:
Sorry, no mailbox here by that name. (#5.1.1)

--- Below this line is a copy of the message.

ORIGINAL-HEAD

Good evening.
""")

write("out-of-office", """Return-Path: <>
From: Ada <TO-RCPT>
To: TO-BOUNCE
Subject: Absence du bureau
Auto-Submitted: auto-replied
Message-ID: <ooo@example.net>
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

Je suis absente, revenez en janvier. Stop.
""")


def arf(name, type_, fields, original="message/rfc822", head=ORIGINAL):
    write(name, f"""From: Abuse Desk <fbl@mail.example.org>
To: feedback@unsub.news.example.org
Date: Sun, 22 Nov 2026 10:00:05 +0000
Subject: FW: Tonight
Message-ID: <{name}@mail.example.org>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="=_a"

--=_a
Content-Type: text/plain; charset=us-ascii

This is an email abuse report for a message received on Sun, 22 Nov 2026.

--=_a
Content-Type: message/feedback-report

Feedback-Type: {type_}
User-Agent: SomeGenerator/1.0
Version: 1
{fields}
--=_a
Content-Type: {original}
Content-Disposition: inline

{head}

Good evening.

--=_a--
""")


arf("arf-plain", "abuse", "Original-Rcpt-To: <TO-RCPT>\nOriginal-Mail-From: <TO-BOUNCE>\nArrival-Date: Sun, 22 Nov 2026 10:00:00 +0000\nReported-Domain: news.example.org\n")
arf("arf-redacted", "abuse", "Original-Rcpt-To: redacted\nSource-IP: 192.0.2.1\n")
arf("arf-headers-only", "abuse", "", original="text/rfc822-headers")
arf("arf-not-spam", "not-spam", "Original-Rcpt-To: <TO-RCPT>\n")
arf("arf-auth-failure", "auth-failure", "Original-Rcpt-To: <TO-RCPT>\nAuth-Failure: dmarc\n")
arf("arf-nothing-of-ours", "abuse", "Original-Rcpt-To: <TO-RCPT>\n", head="From: somebody@elsewhere.example\nSubject: x")
