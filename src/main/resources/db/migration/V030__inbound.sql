-- What comes back by mail: stops, bounces, complaints, replies. No address, no word of anybody lies here in clear.

-- Each message that came back, once: what it was taken for, and whether anything changed by it. Bounce state is not consent
-- state: stops and complaints are in the ledger, a suppression in suppression_change; this only tells what arrived. Kept 400 days.
create table returned (
    id           bigint      generated always as identity primary key,
    key          bytea       not null unique check (length(key) = 32),  -- SHA-256 of Message-ID and the address it came to
    at           timestamptz not null,
    kind         text        not null check (kind in ('STOP', 'HARD', 'SOFT', 'DELAYED', 'POLICY', 'COMPLAINT', 'IGNORED', 'KEPT')),
    brand_id     integer     not null default 0,                        -- 0: not known
    recipient_id bigint,                                                -- whose token it bore
    address_hash bytea,                                                 -- of a bounce, as in suppression
    status       text        check (length(status) <= 40),              -- RFC 3463 code, or the kind of report
    done         boolean     not null                                   -- something was stopped or suppressed by it
);
create index returned_soft on returned (address_hash, at) where kind = 'SOFT';
create index returned_of_brand on returned (brand_id, id);
create index returned_by_age on returned (at);

-- What a program cannot judge, for an agent: sender, subject and words are sealed, and forgotten after PC_INBOUND_KEEP_DAYS.
create table kept_mail (
    id           bigint      generated always as identity primary key,
    brand_id     integer     not null default 0,
    recipient_id bigint,                                                -- whose mailbox it says it comes from
    at           timestamptz not null,
    why          text        not null check (why in ('STOP_ASKED', 'REPLY', 'BOUNCE', 'REPORT', 'UNSIGNED_REPORT')),
    sealed       bytea       not null,
    decided_at   timestamptz,
    account_id   integer,
    accepted     boolean                                                -- true: all of the brand's contact was stopped
);
create index kept_mail_to_read on kept_mail (brand_id, id) where decided_at is null;
create index kept_mail_by_age on kept_mail (at);
