#!/usr/bin/env python3
"""Makes proof.json, a proof file over a log of 13 entries, and oral.json with evidence/01-form.pdf, over the same log grown to 17,
of a yes by word of mouth with a form that was signed and one that was removed; and older.json, over 19, of a yes that names its
words by their numbers alone, as entries did before they signed digests of words, with a stop of everything after it; brand.json, about one purpose, of a yes that a stop of the whole
brand ended; joined.json, of somebody who became part of another record; from the RFCs alone: RFC 6962 2.1 by recursion over all leaf data,
RFC 8032 Ed25519 by its own arithmetic, signed notes by https://c2sp.org/signed-note. Shares nothing with the product.
Run it in this folder; the file must come out as it is committed."""
import base64
import hashlib
import json
import os

# Ed25519, RFC 8032 5.1
P = 2**255 - 19
Q = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P


def recover_x(y):
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    return P - x if x % 2 else x


BY = 4 * pow(5, P - 2, P) % P
BASE = (recover_x(BY), BY)


def add(a, b):
    (x1, y1), (x2, y2) = a, b
    k = D * x1 * x2 * y1 * y2
    return ((x1 * y2 + x2 * y1) * pow(1 + k, P - 2, P) % P, (y1 * y2 + x1 * x2) * pow(1 - k, P - 2, P) % P)


def times(n, point):
    result = (0, 1)
    while n:
        if n & 1:
            result = add(result, point)
        point = add(point, point)
        n >>= 1
    return result


def packed(point):
    return (point[1] | (point[0] & 1) << 255).to_bytes(32, "little")


def expanded(seed):
    h = hashlib.sha512(seed).digest()
    a = int.from_bytes(h[:32], "little") & (1 << 254) - 8 | 1 << 254
    return a, h[32:]


def public(seed):
    return packed(times(expanded(seed)[0], BASE))


def sign(seed, message):
    a, prefix = expanded(seed)
    r = int.from_bytes(hashlib.sha512(prefix + message).digest(), "little") % Q
    point = packed(times(r, BASE))
    h = int.from_bytes(hashlib.sha512(point + public(seed) + message).digest(), "little") % Q
    return point + ((r + h * a) % Q).to_bytes(32, "little")


# RFC 8032 7.1, test 2
assert public(bytes.fromhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")).hex() == \
    "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"


def mth(d):
    if not d:
        return hashlib.sha256(b"").digest()
    if len(d) == 1:
        return hashlib.sha256(b"\0" + d[0]).digest()
    k = split(len(d))
    return hashlib.sha256(b"\1" + mth(d[:k]) + mth(d[k:])).digest()


def path(m, d):
    if len(d) == 1:
        return []
    k = split(len(d))
    return path(m, d[:k]) + [mth(d[k:])] if m < k else path(m - k, d[k:]) + [mth(d[:k])]


def split(n):
    k = 1
    while 2 * k < n:
        k *= 2
    return k


def b64(octets):
    return base64.b64encode(octets).decode()


NAME = "golden.example/log"
SEED = hashlib.sha256(b"golden").digest()
typed = b"\1" + public(SEED)
key_id = hashlib.sha256(NAME.encode() + b"\n" + typed).digest()[:4]
vkey = NAME + "+" + key_id.hex() + "+" + b64(typed)

heads, log, where = {}, [], {}


def entry(recipient, facts, second, kind="choice"):
    seq, prev = heads.get(recipient, (0, "00" * 32))
    leaf = json.dumps({"at": "2026-11-22T20:00:%02d.000000Z" % second, "facts": facts, "kind": kind, "prev": prev,
                       "recipient": recipient, "seq": seq + 1, "v": 1}, sort_keys=True, separators=(",", ":"))
    heads[recipient] = (seq + 1, hashlib.sha256(b"\0" + leaf.encode()).hexdigest())
    where.setdefault(recipient, []).append((len(log), leaf))
    log.append(leaf.encode())


def choice(purpose, state, **more):
    return {"scope": "PURPOSE:%d" % purpose, "channel": "EMAIL", "state": state, "epoch": 1, **more}


def words(*lines):
    """What an entry signs of the words it names (Wording): lines, and then the wording."""
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


PUBLISHED, READ = "2026-01-05T09:00:00.000000Z", "2026-01-06T09:00:00.000000Z"
wording = "Je souhaite recevoir le programme du théâtre par e-mail."
script = "Le théâtre peut-il vous écrire par e-mail ? Vous pouvez dire non."
shown = words("notice", "5", "programme", "1", "fr", PUBLISHED, wording)
spoken = words("script", "2", "1", "fr", READ, script)

for i in range(3):
    entry(100 + i, choice(1, "GRANTED"), i)
entry(7, choice(1, "GRANTED", notice=5, shown=shown, locale="fr", actor="RECIPIENT", capture="ACTIVE_OPT_IN", collectionPoint=3, via="sign-up"), 3)
for i in range(4):
    entry(200 + i, choice(2, "REFUSED"), 4 + i)
entry(7, choice(2, "GRANTED", notice=5, shown=shown, locale="fr", actor="RECIPIENT", via="preferences"), 8)
for i in range(3):
    entry(300 + i, choice(2, "GRANTED"), 9 + i)
entry(7, choice(1, "WITHDRAWN", actor="RECIPIENT", via="one-click"), 12)


def note(text):
    return text + "\n\u2014 %s %s\n" % (NAME, b64(key_id + sign(SEED, text.encode())))


def checkpoint():
    return note("%s\n%d\n%s\n" % (NAME, len(log), b64(mth(log))))


def head(recipient):
    seq, last = heads[recipient]
    return note("%s/head\n%d %d\n%s\n%d\n%s\n" % (NAME, recipient, seq, b64(bytes.fromhex(last)), len(log), MADE))


MADE = "2026-11-22T21:00:00.000000Z"


def proof(recipient, state, **more):
    return {
        "format": "preference-center-proof/1", "made": MADE, "recipient": recipient, "purpose": 0,
        "asOf": "2026-11-22T20:59:59.000000Z", "keys": [vkey], "checkpoint": checkpoint(), "head": head(recipient),
        "entries": [{"index": i, "leaf": leaf, "path": [b64(h) for h in path(i, log)]} for i, leaf in where[recipient]],
        "state": state,
        "notices": [{"id": 5, "purpose": "programme", "version": 1, "locale": "fr", "published": PUBLISHED,
                     "sha256": hashlib.sha256(wording.encode()).hexdigest(), "wording": wording}],
        "points": [{"id": 3, "code": "site", "kind": "FORM", "capture": "ACTIVE_OPT_IN"}], **more,
    }


def write(name, file):
    with open(name, "w", encoding="utf-8") as out:
        json.dump(file, out, ensure_ascii=False, indent=1)
        out.write("\n")


write("proof.json", proof(7, [{"scope": "PURPOSE:1", "channel": "EMAIL", "state": "WITHDRAWN", "entry": 3},
                              {"scope": "PURPOSE:2", "channel": "EMAIL", "state": "GRANTED", "entry": 2}]))

# A receipt as ReceiptJsonTest has it, its one entry sealed into another log under the same key.
with open("../../proof/given.jsonld", encoding="utf-8") as given:
    receipt = json.load(given)
leaf = receipt["pc:proof"]["entries"][0]["leaf"]
other = log[:9] + [leaf.encode()] + log[9:]
text = "%s\n%d\n%s\n" % (NAME, len(other), b64(mth(other)))
receipt["pc:proof"] = {"keys": [vkey], "checkpoint": text + "\n\u2014 %s %s\n" % (NAME, b64(key_id + sign(SEED, text.encode()))),
                       "entries": [{"index": 9, "leaf": leaf, "path": [b64(h) for h in path(9, other)]}]}
with open("receipt.jsonld", "w", encoding="utf-8") as out:
    json.dump(receipt, out, ensure_ascii=False, indent=1)
    out.write("\n")

scan = b"%PDF-1.4 signed at the desk %%EOF\n"
salt = hashlib.sha256(b"a salt").digest()
digest = hashlib.sha256(salt + scan).hexdigest()
said, first, second = ("0000000%d-0000-4000-8000-000000000000" % i for i in (1, 2, 3))
entry(8, choice(1, "GRANTED", notice=5, shown=shown, script=2, spoken=spoken, locale="fr", actor="AGENT", agent=4, capture="ACTIVE_OPT_IN", collectionPoint=3,
                via="desk", change=said), 13)
for at, what in ((14, {"act": "ADDED", "evidence": first, "medium": "FORM", "digest": "0" * 64}),
                 (15, {"act": "ADDED", "evidence": second, "medium": "FORM", "digest": digest}),
                 (16, {"act": "REMOVED", "evidence": first})):
    entry(8, {"actor": "AGENT", "agent": 4, "via": "office",
              "change": "000000%02d-0000-4000-8000-000000000000" % (80 + at), "supports": said, **what}, at, "evidence")
os.makedirs("evidence", exist_ok=True)
with open("evidence/01-form.pdf", "wb") as out:
    out.write(scan)
read = [{"id": 2, "version": 1, "locale": "fr", "published": READ, "sha256": hashlib.sha256(script.encode()).hexdigest(), "wording": script}]
write("oral.json", proof(
    8, [{"scope": "PURPOSE:1", "channel": "EMAIL", "state": "GRANTED", "entry": 1}],
    scripts=read,
    acts=[{"change": said, "place": "Guichet", "reason": "ASKED"}],
    evidence=[{"id": second, "change": said, "medium": "FORM", "type": "application/pdf", "size": len(scan), "file": "evidence/01-form.pdf",
               "salt": b64(salt), "digest": digest, "sha256": hashlib.sha256(scan).hexdigest()}]))

# Before digests of words were signed: numbers alone. And what beats the yes.
entry(9, choice(1, "GRANTED", notice=5, script=2, locale="fr", actor="AGENT", agent=4, capture="ACTIVE_OPT_IN", collectionPoint=3,
                via="desk"), 17)
entry(9, {"scope": "EVERYTHING:0", "channel": "ANY", "state": "WITHDRAWN", "epoch": 0, "actor": "RECIPIENT", "via": "page"}, 18)
write("older.json", proof(
    9, [{"scope": "EVERYTHING:0", "channel": "ANY", "state": "WITHDRAWN", "entry": 2},
        {"scope": "PURPOSE:1", "channel": "EMAIL", "state": "GRANTED", "entry": 1}], scripts=read, head=""))

everything = {"channel": "ANY", "epoch": 1, "actor": "RECIPIENT", "via": "preferences"}
entry(10, choice(2, "GRANTED", notice=5, shown=shown, locale="fr", actor="RECIPIENT", via="preferences"), 19)
entry(10, choice(1, "GRANTED", notice=5, shown=shown, locale="fr", actor="RECIPIENT", via="preferences"), 20)
entry(10, choice(2, "REFUSED", actor="RECIPIENT", via="preferences") | {"scope": "TOPIC:4"}, 21)
entry(10, {"scope": "BRAND:1", "state": "WITHDRAWN", **everything}, 22)
write("brand.json", proof(10, [{"scope": "PURPOSE:2", "channel": "EMAIL", "state": "GRANTED", "entry": 1},
                              {"scope": "BRAND:1", "channel": "ANY", "state": "WITHDRAWN", "entry": 4}], purpose=2))

before = "00000004-0000-4000-8000-000000000000"
entry(11, choice(1, "GRANTED", notice=5, shown=shown, locale="fr", actor="RECIPIENT", via="preferences", change=before), 23)
entry(11, {"actor": "AGENT", "agent": 4, "via": "office", "change": "00000090-0000-4000-8000-000000000000", "supports": before,
           "act": "ADDED", "evidence": "00000005-0000-4000-8000-000000000000", "medium": "FORM", "digest": "0" * 64}, 24, "evidence")
entry(11, {"actor": "RECIPIENT", "via": "details", "change": "00000091-0000-4000-8000-000000000000", "side": "JOINED"}, 25, "join")
write("joined.json", proof(11, [{"scope": "PURPOSE:1", "channel": "EMAIL", "state": "GRANTED", "entry": 1}]))
