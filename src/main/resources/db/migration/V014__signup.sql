-- What a collection point needs to meet the public as a form. Without a presentation it is no page: a desk, an import, a draft.
alter table collection_point
    add column presentation text check (presentation in ('CHECKBOX', 'RADIO', 'DROPDOWN')),
    add column mandatory    boolean not null default false,   -- each question wants an answer, yes or no (S-42)
    add column refusal_box  boolean not null default false,   -- what needs no consent can be refused there (S-21, S-43)
    add column audience     text    not null default 'CONSUMER' check (audience in ('CONSUMER', 'PROFESSIONAL', 'ORGANISATION')),
    add column country      text    check (country ~ '^[A-Z]{2}$'),   -- where people who fill it in live; null: not known
    -- An empty box cannot tell "no" from silence.
    add constraint what_must_be_answered_can_be_denied check (not mandatory or presentation <> 'CHECKBOX');

-- What is asked for besides the e-mail address.
create table collection_point_asks (
    collection_point_id integer not null references collection_point,
    channel             text    not null check (channel in ('SMS', 'PHONE', 'POST')),
    primary key (collection_point_id, channel)
);

-- The sites that may show it in a frame, as origins (CSP frame-ancestors).
create table collection_point_site (
    collection_point_id integer not null references collection_point,
    site                text    not null check (site ~ '^https://[a-z0-9.-]+(:[0-9]+)?$'),
    primary key (collection_point_id, site)
);

create table collection_point_text (
    collection_point_id integer not null references collection_point,
    locale              text    not null,
    title               text    not null,
    intro               text    not null,
    thanks              text    not null,
    primary key (collection_point_id, locale)
);

-- What came in by a form: stored before it is answered, carried out afterwards, then emptied. A row whose answers are gone
-- tells only which confirmation its "send it again" is about, and goes a few days later.
create table sign_up (
    id                  uuid        primary key,          -- random: whoever knows it was given it
    collection_point_id integer     not null references collection_point,
    received_at         timestamptz not null,
    answers             text,                             -- JSON; null once carried out
    due_at              timestamptz not null,             -- not carried out before: after a failure, later
    failures            integer     not null default 0,
    recipient_id        bigint                            -- once carried out, where there is one
);
create index sign_up_waiting on sign_up (due_at) where answers is not null;
create index sign_up_done on sign_up (received_at) where answers is null;
create index sign_up_of on sign_up (recipient_id) where recipient_id is not null;
