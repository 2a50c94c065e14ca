-- How a person is found in the back office: by name and by the id another system knows them by, beside their addresses.
alter table recipient
    add column name        text check (length(name) between 1 and 200),
    add column external_id text check (length(external_id) between 1 and 120);
-- Compared as bytes, capitals of ASCII as small letters: an id is no word of any language.
create index recipient_by_external_id on recipient (lower(external_id collate "C"), id) where external_id is not null;

-- A name, once for each of its words with that word first ("camille marie martin", "marie martin camille", "martin camille
-- marie"), in small letters without accents: so that two words typed in any order are one range of this key, and no search
-- ever reads more than it shows.
create table recipient_name (
    words        text collate "C" not null,
    recipient_id bigint           not null,
    primary key (words, recipient_id)
);
-- Everybody at one mail domain, and domains by their beginning.
create index address_by_domain on address (split_part(normal, '@', -1), recipient_id) where channel = 'EMAIL';

-- Why an agent did what was done for a person: beside the ledger, which knows it by the change alone, because what somebody
-- types may name somebody.
create table agent_act (
    recipient_id bigint      not null,
    change_id    uuid        not null,
    account      integer     not null,
    reason       text        not null check (reason in ('ASKED', 'COMPLAINT', 'WRONG_PERSON', 'DECEASED', 'CORRECTION', 'OTHER')),
    why          text        check (length(why) <= 500),
    place        text        check (length(place) <= 120),   -- of an oral opt-in: desk, call centre (S-44)
    script       integer,                                     -- of an oral opt-in: the version of the script that was read
    at           timestamptz not null,
    primary key (recipient_id, change_id)
);

-- Every change of what is suppressed, from now on: who, when, and never the address.
create table suppression_change (
    id       bigint      generated always as identity primary key,
    at       timestamptz not null,
    lifted   boolean     not null,                 -- false: suppressed
    hash     bytea       not null check (length(hash) = 32),
    brand_id integer     not null,
    channel  text        not null,
    reason   text        not null,
    via      text        not null check (via in ('SYSTEM', 'OFFICE', 'CONFIRMED')),
    account  integer,                              -- who did it in the office
    second   integer check (second <> account),    -- who agreed to lifting it
    note     text        check (length(note) <= 500)
);
create index suppression_change_of on suppression_change (hash, id);
create trigger suppression_changes_are_append_only before update or delete on suppression_change
    for each row execute function refuse_change();
create trigger suppression_changes_are_never_emptied before truncate on suppression_change
    for each statement execute function refuse_change();

-- Lifting takes two: one asks, another agrees.
create table suppression_release (
    id         integer     generated always as identity primary key,
    hash       bytea       not null check (length(hash) = 32),
    brand_id   integer     not null,
    channel    text        not null,
    reason     text        not null,
    asked_by   integer     not null,
    asked_at   timestamptz not null,
    why        text        not null check (length(why) between 1 and 500),
    decided_by integer     check (decided_by <> asked_by),
    decided_at timestamptz,
    granted    boolean,
    constraint decided_whole_or_not_at_all check ((decided_at is null) = (decided_by is null)
        and (decided_at is null) = (granted is null))
);
create unique index release_asked_once on suppression_release (hash, channel, brand_id) where decided_at is null;
create index release_waiting on suppression_release (id) where decided_at is null;

-- A sign-up of somebody whose address is suppressed: following its link lifts that, for the brand that was signed up to.
alter table confirmation
    add column lifts       bytea   check (length(lifts) = 32),   -- suppression.hash
    add column lifts_brand integer references brand,
    add constraint what_is_lifted_is_of_a_brand check ((lifts is null) = (lifts_brand is null));
