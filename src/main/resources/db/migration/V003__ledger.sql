-- The append-only memory. No address and no other personal data: opaque ids only, so erasing a person leaves it whole.
create table ledger_entry (
    recipient_id bigint      not null,
    seq          integer     not null check (seq > 0),      -- 1, 2, 3 … per recipient, without gaps
    arrival      bigint      generated always as identity,  -- order of insertion, with gaps; the sealer's reading order
    tx           xid8        not null default pg_current_xact_id(),  -- lets the sealer skip what is not yet committed
    at           timestamptz not null,
    prev_hash    bytea       not null check (length(prev_hash) = 32), -- the hash of this recipient's entry before, or zeros
    hash         bytea       not null check (length(hash) = 32),      -- RFC 6962 leaf hash: SHA-256(0x00 || leaf)
    leaf         bytea       not null,                      -- the canonical entry, prev_hash included
    primary key (recipient_id, seq)
);
-- Entries lie on disk in order of arrival: a few pages of BRIN serve the sealer where a B-tree would cost every writer.
create index ledger_entry_arrival on ledger_entry using brin (arrival) with (pages_per_range = 16);

create trigger ledger_is_append_only before update or delete on ledger_entry
    for each row execute function refuse_change();
create trigger ledger_is_never_emptied before truncate on ledger_entry
    for each statement execute function refuse_change();

-- Given by the sealer alone, never by writers: concurrent commits cannot leave gaps (filled by the proof rooms later).
create table ledger_leaf (
    leaf_index   bigint  primary key check (leaf_index >= 0),
    recipient_id bigint  not null,
    seq          integer not null,
    hash         bytea   not null,
    unique (recipient_id, seq)
);
create trigger leaves_are_append_only before update or delete on ledger_leaf
    for each row execute function refuse_change();
create trigger leaves_are_never_emptied before truncate on ledger_leaf
    for each statement execute function refuse_change();
