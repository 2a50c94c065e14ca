-- What a brand says and shows of itself on its own pages (W-13). All of it may be left out but what V002 asks for.
alter table brand
    add column dpo_name    text,
    add column dpo_contact text check (dpo_contact ~ '^(https://|[^@[:space:]]+@)'),   -- a mail address, or a page
    add column privacy_url text check (privacy_url like 'https://%'),
    add column home_url    text check (home_url like 'https://%'),
    add column welcomes    boolean not null default true,      -- whether a welcome mail follows a confirmation (S-49)
    add constraint brand_host_is_lower_case check (host = lower(host)),
    add constraint brand_dpo_is_whole check ((dpo_name is null) = (dpo_contact is null));

-- Short and plain; what is null is said in our own words.
create table brand_text (
    brand_id integer not null references brand,
    locale   text    not null,
    heading  text,                              -- over the preference page
    intro    text,                              -- under it
    service  text,                              -- what is always sent, and why
    foot     text,                              -- at the foot of every page
    primary key (brand_id, locale),
    check (num_nonnulls(heading, intro, service, foot) > 0)
);

-- The octets of a logo under their own hash: an address that names them may be kept for ever.
create table picture (
    sha256 text  primary key check (sha256 = encode(sha256(bytes), 'hex')),
    bytes  bytea not null check (length(bytes) between 1 and 20480)     -- a page weighs 50 KB in all at most (DESIGN 7)
);

create table brand_logo (
    brand_id integer not null references brand,
    paper    text    not null check (paper in ('LIGHT', 'DARK')),       -- what it is drawn for; no DARK: LIGHT serves both
    format   text    not null check (format in ('PNG', 'JPEG', 'WEBP', 'GIF', 'SVG')),
    width    integer not null check (width > 0),
    height   integer not null check (height > 0),
    sha256   text    not null references picture,
    primary key (brand_id, paper)
);
