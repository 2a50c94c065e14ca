-- Retention: until when each purpose may use somebody's data, and what becomes of it then (S-46, S-47; law FR-15).

-- One typed record of settings. Nothing is asked, ended or destroyed before somebody has confirmed a dry run of it.
create table retention_policy (
    id             integer     primary key default 1 check (id = 1),
    ask_days       integer     not null check (ask_days between 1 and 180),       -- days before the end that people are asked
    answer_days    integer     not null check (answer_days between 7 and 180),    -- days they have for an answer, at least
    ending         text        not null check (ending in ('KEEP', 'ERASE', 'ARCHIVE')),
    ending_days    integer     not null check (ending_days between 0 and 365),    -- days between the end and the destroying
    archive_months integer     not null check (archive_months between 1 and 240), -- months that an archived proof can be found
    running        boolean     not null default false,
    confirmed_run  bigint,                        -- the dry run whose counts somebody agreed to
    confirmed_by   integer,
    confirmed_at   timestamptz,
    terms          text[],                        -- the terms that were agreed to: shorter ones stop the schedule
    seen_at        timestamptz,                   -- when the schedule last looked: a clock that jumps stops it
    held           boolean     not null default false,   -- the schedule stopped by itself and waits for somebody
    version        integer     not null default 0
);
insert into retention_policy (ask_days, answer_days, ending, ending_days, archive_months) values (30, 30, 'ERASE', 30, 60);

-- The clock of a person and a purpose; purpose 0: of their data as a whole, once no purpose uses it any more. It may be late:
-- whoever acts is looked at anew only when their day comes near, so nothing is written here while they act.
create table retention_clock (
    recipient_id bigint  not null,
    purpose_id   integer not null,
    jurisdiction text    not null,                -- '' where nobody knows
    last_day     date    not null,                -- of the last action, where the person lives
    due_on       date    not null,                -- the first day on which the time is over
    asked_on     date,                            -- when the one letter was made due; null: not asked in this lapse
    primary key (recipient_id, purpose_id)
);
-- Whose day comes when, by purpose: the due list, what a run looks at, and nothing else of a hundred million.
create index retention_clock_due on retention_clock (purpose_id, due_on, recipient_id);

-- Going round everybody, a slice at a time, and what was counted in the last whole round.
create table retention_walk (
    id         integer primary key default 1 check (id = 1),
    round      bigint  not null default 0,
    place      bigint  not null default 0,        -- recipient looked at last
    signature  text,                              -- of rules, catalogue and settings that the round goes by
    started_at timestamptz,
    ended_at   timestamptz,                       -- null while it goes round
    counted    bigint  not null default 0,        -- the last whole round
    counted_at timestamptz
);
insert into retention_walk default values;
create table retention_count (
    round        bigint  not null,
    purpose_id   integer not null,
    month        date    not null,                -- of the day that is due, its first
    jurisdiction text    not null,
    people       bigint  not null,
    primary key (round, purpose_id, month, jurisdiction)
);

-- Dry runs and real ones. Work goes on where the last committed step left it.
create table retention_run (
    id         bigint      generated always as identity primary key,
    dry        boolean     not null,
    state      text        not null check (state in ('RUNNING', 'DONE', 'REFUSED', 'STOPPED')),
    about_id   bigint      references retention_run,   -- of the first real run: the dry run that was agreed to
    account_id integer,                           -- who asked; null: the schedule
    version    integer     not null,              -- of the settings it goes by
    purpose_id integer     not null default -1,   -- place: purposes in the order of their ids …
    due_on     date,                              -- … and in each by day and person; null: its beginning
    place      bigint      not null default 0,
    started_at timestamptz not null,
    ended_at   timestamptz
);
create unique index retention_run_one on retention_run ((true)) where state = 'RUNNING';
create table retention_run_count (
    run_id       bigint  not null references retention_run,
    what         text    not null check (what ~ '^[A-Z_]{2,20}$'),
    purpose_id   integer not null,
    jurisdiction text    not null,
    people       bigint  not null,
    primary key (run_id, what, purpose_id, jurisdiction)
);

-- What is left of somebody who was archived: a keyed hash of each address, which leads whoever types that very address to the
-- number that the ledger knows. Nobody can be listed or written to by it.
create table retention_archive (
    hash         bytea  not null check (length(hash) = 32),
    recipient_id bigint not null,
    destroy_on   date   not null,
    primary key (hash, recipient_id)
);
create index retention_archive_of on retention_archive (recipient_id);
create index retention_archive_over on retention_archive (destroy_on);

-- The letter that asks whether somebody wants to go on, and what its link renews. Its link adds nothing to what stands.
create table renewal (
    id       integer   primary key references confirmation on delete cascade,
    purposes integer[] not null check (cardinality(purposes) > 0),
    last_day date      not null                   -- of the last action before
);
alter table confirmation drop constraint confirmation_kind_check;
alter table confirmation
    add constraint confirmation_kind_check check (kind in ('CHOICE', 'VISIT', 'CLAIM', 'NOTICE', 'RENEWAL')),
    add constraint renewal_is_of_a_brand check (kind <> 'RENEWAL' or brand_id is not null);

-- What is left of who was erased at the end of their time: an old file must not bring them back; they themselves may come back.
alter table suppression drop constraint suppression_reason_check;
alter table suppression add constraint suppression_reason_check
    check (reason in ('BOUNCE', 'COMPLAINT', 'OPPOSITION_LIST', 'ERASURE', 'MANUAL', 'EXPIRY'));
