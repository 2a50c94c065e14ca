-- Evidence of a choice: what a person signed, a recording, or where a recording lies. Sealed under a key of the person's own,
-- so that destroying the key destroys whatever was sealed under it, wherever copies of the rows lie.

-- A key for each person something is sealed for; itself sealed under PC_SECRET.
create table person_key (
    recipient_id bigint      primary key,
    sealed       bytea       not null,
    created_at   timestamptz not null
);

-- One file, or one place where a recording is kept elsewhere. The ledger holds the digest, which says nothing without the salt.
create table evidence (
    id           uuid        primary key,
    recipient_id bigint      not null,
    change_id    uuid        not null,                    -- the change of choices it is evidence of
    brand_id     integer     not null default 0,          -- whose choice; 0: of every brand's
    medium       text        not null check (medium in ('FORM', 'RECORDING', 'REFERENCE')),
    type         text        check (length(type) <= 60),  -- as its content tells; null of a reference
    size         bigint      not null check (size >= 0),
    pieces       integer     not null check (pieces >= 0),
    sealed       bytea       not null,                    -- its name, or what the reference says; salt and digests
    account      integer     not null,                    -- who added it; 0: a program with an API key
    added_at     timestamptz not null
);
create index evidence_of on evidence (recipient_id, added_at);

-- Checked at the end of the transaction: pieces come as they are read, the row above once all of it is known to be good.
create table evidence_piece (
    evidence_id uuid    not null references evidence on delete cascade deferrable initially deferred,
    seq         integer not null check (seq > 0),
    sealed      bytea   not null,
    primary key (evidence_id, seq)
);

-- A yes by word of mouth without the script that was read, or the place, is none (S-44). What was recorded before stays.
alter table agent_act add constraint oral_yes_is_whole check ((place is null) = (script is null)) not valid;
