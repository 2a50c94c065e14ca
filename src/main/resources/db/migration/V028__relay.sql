-- Who may hand messages to the relay: logins of senders, each for one or more streams of one brand. A handful per brand;
-- kept after their end, so that the list tells who could send when.
create table sender_login (
    id          text        primary key check (id ~ '^send-[0-9a-f]{12}$'),  -- public: the user name at the relay
    name        text        not null check (length(name) between 1 and 100),
    brand_id    integer     not null references brand,
    -- SHA-256 of 256 random bits, as of API keys: guessing them needs no slow hash (ASVS 5.0 11.5.1).
    secret_hash bytea       not null check (length(secret_hash) = 32),
    created_at  timestamptz not null,
    revoked_at  timestamptz,
    used_at     timestamptz                                                  -- late by a minute at most
);
create table sender_login_stream (
    login_id    text        not null references sender_login,
    stream_id   integer     not null references stream,
    primary key (stream_id, login_id)
);
create index sender_login_stream_of_login on sender_login_stream (login_id);
