-- Sealing: the tree over the ledger and what is signed of it. Writers never touch these tables and never wait for them.

-- Keys that sign checkpoints. An old key's public half stays published for ever: it is what old checkpoints are read with.
create table log_key (
    id         integer     primary key check (id > 0),
    name       text        not null check (name ~ '^[^[:space:]+]+$'),   -- the log's origin, the same for every key
    public_key bytea       not null check (length(public_key) = 32),     -- Ed25519 (RFC 8032)
    secret     bytea       not null,                                     -- PKCS #8, sealed with AES-256-GCM under PC_SECRET
    created_at timestamptz not null
);
create trigger log_keys_are_append_only before update or delete on log_key
    for each row execute function refuse_change();
create trigger log_keys_are_never_emptied before truncate on log_key
    for each statement execute function refuse_change();

-- Every fourth level of the tree above the leaves: any complete part is at most eight rows away, at a row for 15 entries.
create table ledger_node (
    level      smallint not null check (level > 0 and level % 4 = 0),
    node_index bigint   not null check (node_index >= 0),
    hash       bytea    not null check (length(hash) = 32),
    primary key (level, node_index)
);
create trigger nodes_are_append_only before update or delete on ledger_node
    for each row execute function refuse_change();
create trigger nodes_are_never_emptied before truncate on ledger_node
    for each statement execute function refuse_change();

-- What was signed, one row for each size the log ever had when it was. Leaves, nodes and checkpoint are one transaction.
create table ledger_checkpoint (
    size    bigint      primary key check (size >= 0),
    root    bytea       not null check (length(root) = 32),
    at      timestamptz not null,
    arrival bigint      not null,              -- every entry that arrived up to here is a leaf
    key_id  integer     not null references log_key,
    note    text        not null               -- the signed note, as it is handed out
);
create index ledger_checkpoint_at on ledger_checkpoint (at);
create trigger checkpoints_are_append_only before update or delete on ledger_checkpoint
    for each row execute function refuse_change();
create trigger checkpoints_are_never_emptied before truncate on ledger_checkpoint
    for each statement execute function refuse_change();

-- How far checkpoints were handed to outsiders. Only progress: nothing here is proof of anything.
create table ledger_anchor (
    target     text        primary key check (target in ('URL', 'FILE')),
    size       bigint      not null default -1,    -- of the checkpoint handed over last; -1: none yet
    handed_at  timestamptz,
    failures   integer     not null default 0,     -- in a row, since
    failed_at  timestamptz,
    why        text        check (length(why) <= 200)
);

-- What audits found. The next incremental one begins where the last one that found nothing ended.
create table ledger_audit (
    id         bigint      generated always as identity primary key,
    began_at   timestamptz not null,
    ended_at   timestamptz not null,
    from_size  bigint      not null,
    to_size    bigint      not null,
    difference text                               -- null: none; never personal data: ids and field names
);
create index ledger_audit_clean on ledger_audit (to_size) where difference is null;
create trigger audits_are_append_only before update or delete on ledger_audit
    for each row execute function refuse_change();
create trigger audits_are_never_emptied before truncate on ledger_audit
    for each statement execute function refuse_change();
