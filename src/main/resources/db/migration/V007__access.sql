-- Who may call the API. A handful of rows per brand, read whole into memory by every node; kept after their end, so
-- that the list tells who could call when.
create table api_key (
    seq         bigint      generated always as identity primary key,  -- order of making; the list pages by it
    id          text        not null unique check (id ~ '^[0-9a-f]{16}$'),  -- public: stands in the key, lists and logs
    name        text        not null check (length(name) between 1 and 100),
    brand_id    integer     references brand,                          -- null: every brand
    permissions text[]      not null check (cardinality(permissions) > 0
                                and permissions <@ array['ASK', 'REPORT', 'SEND', 'IMPORT', 'ADMIN']),
    -- SHA-256 of 256 random bits. A slow hash slows the guessing of words that people choose; nobody guesses 256 bits
    -- (ASVS 5.0 11.4.2 asks it of passwords; 11.5.1 asks 128 bits of a random secret).
    secret_hash bytea       not null check (length(secret_hash) = 32),
    per_minute  integer     not null check (per_minute between 1 and 10000000),  -- requests, on each node
    created_at  timestamptz not null,
    expires_at  timestamptz,                                           -- null: does not expire
    revoked_at  timestamptz,
    used_at     timestamptz,                                           -- late by a minute at most
    replaces    text        unique references api_key (id)             -- the key it came after; one successor each
);
create index api_key_not_revoked on api_key (seq) where revoked_at is null;
create index api_key_of_brand on api_key (brand_id, seq);
