-- Keys that sign links. A key keeps verifying for ever: mail is read years after it was sent (STANDARDS E.4).
create table link_key (
    id             smallint    primary key check (id between 1 and 255),
    secret         bytea       not null,       -- 256 random bits, sealed with AES-256-GCM under PC_SECRET
    created_at     timestamptz not null,
    compromised_at timestamptz                 -- its one-click links still stop; its pages are refused
);
