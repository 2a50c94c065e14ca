-- Import and export, and the jobs they run as.

-- Work that takes longer than a page may wait for. A node holds a job under a lease and commits every step together with how
-- far it got: whatever dies, another node takes the job up where the last committed step left it, and no line counts twice.
create table job (
    id          bigint      generated always as identity primary key,
    kind        text        not null check (kind in ('CHECK', 'IMPORT', 'UNDO', 'EXPORT', 'SCREENING')),
    brand_id    integer     not null references brand,
    account_id  integer,                            -- who asked for it; null: nobody signed in (a command, a test)
    state       text        not null default 'WAITING'
                check (state in ('WAITING', 'RUNNING', 'PAUSED', 'DONE', 'FAILED', 'UNDONE', 'CANCELLED')),
    parameters  jsonb       not null,               -- what is to be done; no personal data
    file_id     bigint,                             -- what it reads
    result_id   bigint,                             -- what it writes
    about_id    bigint      references job,         -- of a real import: its check; of an undo: its import
    position    bigint      not null default 0,     -- where the next step begins: a line, or a recipient
    done        bigint      not null default 0,
    total       bigint,                             -- null: not known yet
    counts      jsonb       not null default '{}',
    node        text,                               -- who works on it, and until when nobody else may take it
    lease_until timestamptz,
    failures    integer     not null default 0,     -- steps that broke since the last one that did not
    created_at  timestamptz not null,
    started_at  timestamptz,
    ended_at    timestamptz
);
create index job_to_do on job (id) where state in ('WAITING', 'RUNNING');
create index job_of_brand on job (brand_id, id);
create index job_ended on job (ended_at) where ended_at is not null;
create index job_about on job (about_id) where about_id is not null;

-- What a job has to say for itself: a key of the phrase book and what belongs in its gaps; no personal data.
create table job_log (
    job_id bigint      not null references job on delete cascade,
    seq    integer     not null,
    at     timestamptz not null,
    key    text        not null check (key ~ '^[a-z][a-zA-Z.]{1,60}$'),
    said   jsonb       not null default '[]',
    primary key (job_id, seq)
);

-- Files that came in or are to be fetched, in sealed pieces: every node can read them, a copy of the database cannot.
create table stored_file (
    id         bigint      generated always as identity primary key,
    brand_id   integer     not null references brand,
    name       text        not null check (length(name) between 1 and 200),
    form       text        not null check (form in ('CSV', 'XLSX')),
    size       bigint      not null default 0,      -- octets
    lines      bigint      not null default 0,      -- about: line ends counted as it came
    created_at timestamptz not null,
    keep_until timestamptz not null                 -- moved on when a job ends with it
);
create index stored_file_old on stored_file (keep_until);
create table stored_piece (
    file_id bigint  not null references stored_file on delete cascade,
    seq     integer not null,
    sealed  bytea   not null,                       -- AES-256-GCM under PC_SECRET
    primary key (file_id, seq)
);
alter table stored_piece alter column sealed set storage external;   -- sealed octets cannot be compressed

-- How somebody matched the columns of a file, under a name, for the next file of the same origin.
create table import_profile (
    brand_id integer not null references brand,
    name     text    not null check (length(name) between 1 and 60),
    targets  jsonb   not null,                      -- heading to what it holds
    primary key (brand_id, name)
);

-- Lines of a file that were not taken as they stand: which, and why. What stood in them is in the file alone.
create table import_line (
    job_id bigint   not null references job on delete cascade,
    line   bigint   not null,
    reason smallint not null,                       -- exchange.entity.Remark
    primary key (job_id, line, reason)
);

-- Who was in a file already, while it is being read: 64 bits of a keyed hash.
create table import_seen (
    job_id bigint not null references job on delete cascade,
    hash   bigint not null,
    primary key (job_id, hash)
);

-- What an import made of whom, so that it can be undone; forgotten with the file.
create table import_effect (
    job_id       bigint  not null references job on delete cascade,
    recipient_id bigint  not null,
    created      boolean not null,
    addresses    uuid[]  not null default '{}',     -- added to somebody who was there before
    was          jsonb,                             -- what was known of somebody before, and what is since: only what changed
    made         jsonb,
    primary key (job_id, recipient_id)
);
create index import_effect_of on import_effect (recipient_id);
create table import_suppression (
    job_id   bigint  not null references job on delete cascade,
    hash     bytea   not null,
    channel  text    not null,
    brand_id integer not null,
    primary key (job_id, hash, channel, brand_id)
);
