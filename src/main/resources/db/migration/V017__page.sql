-- Declared rate of a stream that has no topic, or whose own differs from its topic's; null: its topic's, or unknown.
-- A digest without one comes once a month.
alter table stream add column per_month integer check (per_month > 0);

-- Why somebody stopped, where they cared to say: asked once, after the stop is stored (W-15). What they wrote is theirs, so
-- it lies beside the ledger, never in it, and erasure empties it.
create table stop_reason (
    recipient_id bigint      not null,
    change_id    uuid        not null,           -- the stop, as the ledger names it
    brand_id     integer     not null references brand,
    scope_kind   smallint    not null,           -- the first thing stopped: link.entity.Scope.Kind
    scope_id     integer     not null,
    reason       text        not null check (reason in ('TOO_OFTEN', 'NOT_FOR_ME', 'NEVER_ASKED', 'NO_LONGER', 'OTHER')),
    text         text        check (length(text) between 1 and 500),
    at           timestamptz not null,
    primary key (recipient_id, change_id)
);
create index stop_reason_of_brand on stop_reason (brand_id, at);
