-- What the office needs to set up brands, streams, collection points and keys.

-- Two officers at one thing: who saves second is told, and overwrites nothing (Hibernate counts these up).
alter table brand            add column version integer not null default 0;
alter table stream           add column version integer not null default 0;
alter table collection_point add column version integer not null default 0;

-- Where choices are taken by word of mouth: a counter, a stand, a telephone desk (S-44). Said by the agent otherwise.
alter table collection_point add column place text check (length(place) between 1 and 200);

-- The words an agent reads out (S-44). As notices: a published version never changes, since choices stand on what was read.
create table desk_script (
    id                  integer     generated always as identity primary key,
    collection_point_id integer     not null references collection_point,
    version             integer     not null check (version > 0),
    locale              text        not null,
    wording             text        not null check (length(wording) between 1 and 4000),
    sha256              bytea       not null check (sha256 = sha256(convert_to(wording, 'UTF8'))),
    published_at        timestamptz not null,
    unique (collection_point_id, locale, version)
);
create trigger scripts_are_immutable before update or delete on desk_script
    for each row execute function refuse_change();
create trigger scripts_are_never_emptied before truncate on desk_script
    for each statement execute function refuse_change();

-- A new key is made first, published in DNS, and signs only then: what receivers cannot find they cannot check
-- (RFC 6376 §3.6.1). Null: made, to be published, signs nothing yet.
alter table dkim_key add column signs_from timestamptz;
update dkim_key set signs_from = created_at;
