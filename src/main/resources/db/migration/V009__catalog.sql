-- What the rule book asks of a purpose, and the moment it was checked as a whole.
alter table purpose
    add column product_families text,                        -- S-18: what "analogous" is measured by
    add column tracking         boolean not null default false,  -- asks for consent to open pixels (FR-11)
    add column published_at     timestamptz;                 -- null: a draft, nothing is sent for it
update purpose set published_at = now();

-- Where a purpose is meant to be used; none: everywhere.
create table purpose_jurisdiction (
    purpose_id   integer not null references purpose,
    jurisdiction text    not null check (jurisdiction ~ '^[A-Z]{2}$'),
    primary key (purpose_id, jurisdiction)
);

-- Which purposes are asked about where.
create table collection_point_purpose (
    collection_point_id integer not null references collection_point,
    purpose_id          integer not null references purpose,
    primary key (collection_point_id, purpose_id)
);

-- A new wording either says the same in other words, or something new that older consents do not cover (S-11).
alter table notice add column renews boolean not null default false;
