#!/bin/sh
# Commands beside a running server. They read the server's own environment (PC_DATABASE_URL, PC_SECRET and the others).
HERE=$(cd "$(dirname "$0")" && pwd) || exit 1

help() {
    cat <<'TEXT'
Usage: preference-center.sh COMMAND

  rotate-link-keys   adds a key and signs new links with it; links already mailed keep working
  compromised ID     says that others know link key ID: its links still stop messages and do nothing else
  api-keys list                                  lists the keys of the API, ended ones too
  api-keys create NAME PERMISSIONS [BRAND] [DAYS]
                     makes a key and shows it once. PERMISSIONS: ASK, REPORT, SEND, IMPORT, ADMIN, joined by commas;
                     BRAND: code of the one brand it may act for, - for every brand; DAYS until it expires
  api-keys rotate ID [DAYS]   makes a new key beside ID, which goes on for DAYS more (7)
  api-keys revoke ID          ends a key
  sms-numbers list                               lists your numbers and short codes, each with its brand
  sms-numbers add NUMBER BRAND [COUNTRY]
                     says for which brand a number writes: +33639989999, or a short code with its COUNTRY (FR)
  sms-numbers remove NUMBER [COUNTRY]
  log-keys list      lists the keys that sign checkpoints of the log, the newest first
  log-keys rotate    adds one and signs with it; the next checkpoint is signed by the old one too
  check-law FOLDER   reads the rule files in FOLDER as the server would at its start, and says what is wrong with them
  doctor [--service] [ENVELOPE-SENDER] < message.eml
                     tells what a mailbox provider would hold against a message as it was received; --service: it
                     advertises nothing. Ends with 1 if something fails

  help               shows this text

The server need not stop: it follows within a minute, for keys of the API within ten seconds.
Run it with the server's environment: PC_DATABASE_URL, PC_DATABASE_USER, PC_DATABASE_PASSWORD, PC_SECRET and the rest.
TEXT
}

run() {
    if [ -n "$JAVA_HOME" ]; then java="$JAVA_HOME/bin/java"; else java=java; fi
    if ! command -v "$java" >/dev/null 2>&1; then
        echo "Java is missing: install a JDK 17 or later, or point JAVA_HOME at one." >&2
        exit 1
    fi
    yaml=$(echo "$HERE"/../modules/system/layers/base/org/yaml/snakeyaml/main/snakeyaml-*.jar)
    base="$HERE/../modules/system/layers/base"
    mail=$(echo "$base"/jakarta/mail/api/main/*.jar "$base"/org/eclipse/angus/mail/main/*.jar \
        "$base"/jakarta/activation/api/main/*.jar "$base"/org/eclipse/angus/activation/main/*.jar | tr ' ' ':')
    exec "$java" -cp "$HERE/preference-center-commands.jar:$HERE/../modules/org/postgresql/main/postgresql.jar:$yaml:$mail" "$@"
}

case "$1" in
    rotate-link-keys)
        if [ $# -ne 1 ]; then help >&2; exit 1; fi
        run org.preferencecenter.link.boundary.RotateLinkKeys ;;
    compromised)
        if [ $# -ne 2 ]; then help >&2; exit 1; fi
        run org.preferencecenter.link.boundary.RotateLinkKeys compromised "$2" ;;
    api-keys)
        shift
        run org.preferencecenter.access.boundary.KeysCommand "$@" ;;
    sms-numbers)
        shift
        run org.preferencecenter.sms.boundary.NumbersCommand "$@" ;;
    log-keys)
        shift
        run org.preferencecenter.ledger.boundary.LogKeysCommand "$@" ;;
    check-law)
        if [ $# -ne 2 ]; then help >&2; exit 1; fi
        run org.preferencecenter.law.boundary.CheckLaw "$2" ;;
    doctor)
        shift
        run org.preferencecenter.mail.boundary.DoctorCommand "$@" ;;
    help|-h|--help)
        help ;;
    *)
        help >&2
        exit 1 ;;
esac
