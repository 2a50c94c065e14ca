-- A person may have several addresses. The ledger names each by an id that says nothing about it; where there are several on
-- a channel, the main one is written to first.
alter table address
    add column id   uuid    not null default gen_random_uuid(),
    add column main boolean not null default false;

-- Two recipients that were proven to be one person: everything addressed to this one reaches the other. Always one step:
-- whoever joins takes along those that had joined them.
alter table recipient add column joined_to bigint references recipient check (joined_to <> id);
create index recipient_joined on recipient (joined_to) where joined_to is not null;

-- An address somebody says is theirs, until they prove it: by the link mailed to it, or by the code sent to it. Its link is
-- a confirmation like the others, so that one id never means two things.
alter table confirmation drop constraint confirmation_kind_check;
alter table confirmation
    add constraint confirmation_kind_check check (kind in ('CHOICE', 'VISIT', 'CLAIM')),
    add constraint claim_is_of_a_brand check (kind <> 'CLAIM' or brand_id is not null);
create table address_claim (
    id           integer  primary key references confirmation on delete cascade,
    recipient_id bigint   not null,              -- who claims it
    channels     text[]   not null,
    value        text     not null,              -- as the person wrote it
    code         bytea    check (length(code) = 32),   -- keyed hash of the code; null: proven by the link
    tries        smallint not null default 0
);
create index address_claim_of on address_claim (recipient_id);
-- What nobody proved is forgotten: addresses of strangers are not ours to keep.
create index confirmation_of_claims on confirmation (expires_at) where kind = 'CLAIM';
