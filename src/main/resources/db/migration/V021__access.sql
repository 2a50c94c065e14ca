-- Links by which somebody sets their password: mailed, good once and for a while. The mail holds 256 random bits, this
-- table their SHA-256.
create table account_link (
    hash       bytea       primary key check (length(hash) = 32),
    account_id integer     not null references account on delete cascade,
    kind       text        not null check (kind in ('RESET', 'INVITATION')),
    expires_at timestamptz not null,
    used_at    timestamptz
);
create index account_link_of on account_link (account_id);

-- From which networks (/24, /48; a keyed hash) somebody has signed in: there, strangers' wrong tries never keep them out.
create table account_network (
    account_id integer     not null references account on delete cascade,
    network    bytea       not null check (length(network) = 32),
    seen_at    timestamptz not null,
    primary key (account_id, network)
);

-- The audit is read by kind of deed and by day too.
create index audit_of_action on audit (action, id);
create index audit_by_time on audit (at, id);
