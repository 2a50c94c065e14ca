-- A confirmation waits for a link to be followed; a visit is a page opened by a link that was mailed on request, on which
-- more can be asked for at once. Both are counted by how often they were mailed: a link is mailed again twice at most.
alter table confirmation
    alter column change_id drop not null,
    add column kind     text    not null default 'CHOICE' check (kind in ('CHOICE', 'VISIT')),
    add column brand_id integer references brand,            -- of a visit: whose page it opens
    add column sent     integer not null default 0,          -- how often its link was mailed
    add column sent_at  timestamptz,
    add constraint confirmation_is_of_a_change check (kind <> 'CHOICE' or change_id is not null),
    add constraint visit_is_of_a_brand check (kind <> 'VISIT' or brand_id is not null);
-- What was mailed before this was counted is not mailed again.
update confirmation set sent = 1, sent_at = now();
