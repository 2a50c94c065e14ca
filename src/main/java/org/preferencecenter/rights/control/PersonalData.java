package org.preferencecenter.rights.control;

import static org.preferencecenter.rights.entity.Held.nobody;
import static org.preferencecenter.rights.entity.Held.of;

import java.util.List;
import java.util.stream.Stream;

import org.preferencecenter.rights.entity.Held;
import org.preferencecenter.rights.entity.Part;

/**
 * Every table there is, and what it holds of people: what a copy answers and what an erasure leaves are read from here, so that
 * neither forgets what the other knows. A test holds it against the database, table by table and column by column.
 *
 * <p>A person's rows are found by {@code :ids} (theirs, and of those who were joined to them), {@code :hashes} (of their
 * addresses, as suppressions keep them), {@code :texts} (their addresses as compared and as written, in small letters), {@code
 * :like} (their mail addresses and numbers as patterns) and {@code :subjects} (as the audit names them).
 */
public final class PersonalData {

    private static final String THEIRS = "h.recipient_id = any(:ids)";
    private static final String HASHED = "h.hash = any(:hashes)";
    private static final String OPAQUE = "a number that names nobody once the addresses are gone; the ledger proves what was done";

    /** What holds something of the people who are written to. An erasure goes through it from top to bottom. */
    public static final List<Held> OF_PEOPLE = List.of(
            of("address", Part.WHO, THEIRS).tells("channel, value, verified_at, main").leavesOut("recipient_id, id, normal").deleted(),
            of("recipient_name", Part.WHO, THEIRS).tells("words").leavesOut("recipient_id").deleted(),
            of("address_correction", Part.WHO, "h.id in (select c.id from confirmation c where c.recipient_id = any(:ids))")
                    .tells("via, why").leavesOut("id, replaces, account").deleted(),
            of("address_claim", Part.WHO, "h.recipient_id = any(:ids) or lower(h.value) = any(:texts)")
                    .tells("channels, value").leavesOut("id, recipient_id, code, tries")
                    .erased("delete from confirmation where id in (select h.id from address_claim h where h.recipient_id = any(:ids)"
                            + " or lower(h.value) = any(:texts))"),
            of("choice", Part.CHOICES, THEIRS)
                    .tells("scope_kind, scope_id, channel, state, cause, since, frequency, paused_until")
                    .leavesOut("recipient_id, epoch, seq, stop_seq").newest("since").kept(OPAQUE),
            of("stop_reason", Part.CHOICES, THEIRS).tells("brand_id, scope_kind, scope_id, reason, text, at")
                    .leavesOut("recipient_id, change_id").newest("at").deleted(),
            of("agent_act", Part.CHOICES, THEIRS).tells("reason, why, place, at").leavesOut("recipient_id, change_id, account, script")
                    .newest("at").deleted(),
            // What it is called and what it holds is told by Copies. Its pieces go with it; then the key, so that nothing sealed under it is readable in any copy of the tables.
            of("evidence", Part.CHOICES, THEIRS).tells("id, medium, type, size, added_at")
                    .leavesOut("recipient_id, change_id, brand_id, pieces, sealed, account").newest("added_at").deleted(),
            of("person_key", Part.CHOICES, THEIRS).tells("created_at").leavesOut("recipient_id, sealed").deleted(),
            of("renewal", Part.CHOICES, "h.id in (select c.id from confirmation c where c.recipient_id = any(:ids))")
                    .tells("purposes, last_day").leavesOut("id").newest("id").deleted(),
            of("retention_clock", Part.CHOICES, THEIRS).tells("purpose_id, last_day, due_on, asked_on").leavesOut("recipient_id, jurisdiction")
                    .newest("due_on").deleted(),
            of("retention_archive", Part.HISTORY, "h.recipient_id = any(:ids) or h.hash = any(:hashes)").tells("destroy_on")
                    .leavesOut("hash, recipient_id").deleted(),
            of("ledger_entry", Part.HISTORY, THEIRS).tells("seq, at, leaf").leavesOut("recipient_id, arrival, tx, prev_hash, hash")
                    .newest("seq").kept(OPAQUE),
            of("ledger_leaf", Part.HISTORY, THEIRS).tells("leaf_index, seq").leavesOut("recipient_id, hash").newest("seq").kept(OPAQUE),
            of("contact", Part.MESSAGES_SENT, THEIRS).tells("at, stream_id, scope_kind, scope_id, channel, sent, outcome, sender_key")
                    .leavesOut("recipient_id, id").newest("at").deleted(),
            of("decision", Part.DECISIONS, THEIRS).tells("at, stream_id, verdict, not_before, open_pixel, reserved, asked_by")
                    .leavesOut("recipient_id, id, grounds_id, rule_book_id, relied_seq").newest("id")
                    .joined("left join decision_grounds g on g.id = h.grounds_id", "g.grounds")
                    .kept(OPAQUE + "; goes after PC_DECISION_DAYS"),
            of("sign_up", Part.FORMS, "h.recipient_id = any(:ids) or h.answers is not null and lower(h.answers) like any(:like)")
                    .tells("received_at, collection_point_id, answers").leavesOut("id, due_at, failures, recipient_id")
                    .newest("received_at").deleted(),
            of("confirmation", Part.FORMS, THEIRS)
                    .tells("kind, letter, mailed_to, locale, brand_id, sent, sent_at, due_at, expires_at, used_at")
                    .leavesOut("id, recipient_id, change_id, attempts, lifts, lifts_brand").newest("id").deleted(),
            of("import_effect", Part.ORIGIN, THEIRS).tells("created, was, made").leavesOut("job_id, recipient_id, addresses")
                    .joined("left join job j on j.id = h.job_id left join stored_file f on f.id = j.file_id",
                            "f.name as file, j.created_at as imported_at").deleted(),
            // A complaint may name its mailbox in the report alone, sealed: that one goes on its day (PC_INBOUND_KEEP_DAYS).
            of("kept_mail", Part.MESSAGES_RECEIVED, "h.recipient_id = any(:ids) or h.about_recipient = any(:ids)")
                    .tells("at, brand_id, why, sealed").leavesOut("id, recipient_id, decided_at, account_id, accepted, about_recipient,"
                            + " about_scope_kind, about_scope_id, about_epoch, named").newest("at").deleted(),
            of("sms_unclear", Part.MESSAGES_RECEIVED, THEIRS).tells("received_at, brand_id, sealed").leavesOut("id, recipient_id, done_at")
                    .newest("received_at").deleted(),
            of("returned", Part.MESSAGES_RECEIVED, "h.recipient_id = any(:ids) or h.address_hash = any(:hashes)")
                    .tells("at, kind, brand_id, status, done").leavesOut("id, key, recipient_id, address_hash").newest("at").deleted(),
            of("suppression", Part.BARRED, HASHED).tells("channel, brand_id, reason, cause, created_at").leavesOut("hash")
                    .kept("a keyed hash: what keeps an import from bringing the person back (W-08)"),
            of("suppression_change", Part.BARRED, HASHED).tells("at, lifted, channel, brand_id, reason, cause, via, note")
                    .leavesOut("id, hash, account, second").newest("id")
                    .erased("update suppression_change h set note = null where h.hash = any(:hashes) and h.note is not null"),
            of("suppression_release", Part.BARRED, HASHED).tells("asked_at, channel, brand_id, reason, why, decided_at, granted")
                    .leavesOut("id, hash, asked_by, decided_by").newest("id").emptied("why = '–'"),
            of("audit", Part.LOOKS, "h.subject = any(:subjects)").tells("at, action, brand_id")
                    .leavesOut("id, account_id, subject, detail").newest("id").kept(OPAQUE),
            of("rights_request", Part.REQUESTS, THEIRS)
                    .tells("received_on, brand_id, kind, way, identity, due_on, extended_at, state, closed_at, sealed")
                    .leavesOut("nr, id, recipient_id, entered_at, entered_by, identity_at, identity_by, closed_by, version").newest("nr")
                    .kept(OPAQUE + "; the words go with the answer"),
            of("rights_letter", Part.REQUESTS, "h.request_nr in (select q.nr from rights_request q where q.recipient_id = any(:ids))")
                    .tells("due_at").leavesOut("id, request_nr, sealed, attempts").deleted(),
            of("tally_person", Part.COUNTS, THEIRS).tells("groups").leavesOut("recipient_id").kept(OPAQUE),
            of("tally_late", Part.COUNTS, THEIRS).tells("at, stream_id, stopped_at").leavesOut("recipient_id").newest("at").kept(OPAQUE),
            // Last: until here its rows are found by it.
            of("recipient", Part.WHO, "h.id = any(:ids)")
                    .tells("name, external_id, audience, audience_source, jurisdiction, locale, time_zone, facts, created_at, erased_at")
                    .leavesOut("id, ledger_seq, ledger_head, joined_to")
                    .emptied("name = null, external_id = null, facts = '{}', locale = null, jurisdiction = null, time_zone = null,"
                            + " audience_source = 'erased', erased_at = now()"));

    private static final String CATALOGUE = "what we send and how we ask: ours, nobody's";
    private static final String STAFF = "people of the office, who are written to as such only";
    private static final String KEYS = "secrets of ours";
    private static final String RULES = "rules and lists of the law";
    private static final String COUNTS = "counts; a mail domain that few people have is merged with others after a month";
    private static final String FILES = "sealed files that somebody uploaded, forgotten on their day (keep_until): an erasure does not"
            + " reach into them, the suppression keeps them from being imported anew";
    private static final String DEMO = "stands for mailboxes and telephones that are not ours; empty outside the demo";

    /** What holds nothing of them, or nothing that an erasure could find. */
    public static final List<Held> OF_NOBODY = Stream.of(
            all(CATALOGUE, "brand", "brand_text", "brand_logo", "picture", "purpose", "purpose_text", "purpose_basis", "purpose_channel",
                    "purpose_jurisdiction",
                    "topic", "topic_text", "notice", "stream", "collection_point", "collection_point_purpose", "collection_point_asks",
                    "collection_point_site", "collection_point_text", "desk_script", "catalogue_change", "catalogue_change_step"),
            all(STAFF, "account", "account_grant", "account_link", "account_network", "sign_in"),
            all("the tree over the ledger: hashes and what was signed", "log_key", "ledger_node", "ledger_checkpoint", "ledger_anchor",
                    "ledger_audit", "ledger_alarm"),
            all(KEYS, "link_key", "dkim_key", "api_key", "sender_login", "sender_login_stream"),
            all(RULES, "rule_book", "decision_rule_book", "decision_grounds", "opposition_list", "opposition_generation",
                    "opposition_entry"),
            all(COUNTS, "tally_progress", "tally_day", "tally_domain", "tally_reason", "tally_handed", "tally_group", "wave",
                    "retention_count", "retention_run", "retention_run_count"),
            all("settings and where work stands", "retention_policy", "retention_walk"),
            all(FILES, "stored_file", "stored_piece", "job", "job_log", "import_profile", "import_line", "import_seen",
                    "import_suppression"),
            all("sealed pieces of evidence, which go with it", "evidence_piece"),
            all("a keyed hash and what was answered, 30 days", "sms_received", "sms_stop"),
            all("numbers of ours", "sms_number"),
            all(DEMO, "demo_message", "demo_text"),
            all("of the migrations", "flyway_schema_history")).flatMap(List::stream).toList();

    private PersonalData() {
    }

    private static List<Held> all(String why, String... tables) {
        return Stream.of(tables).map(table -> nobody(table, why)).toList();
    }
}
