-- An address is corrected for a person who tells us so (GDPR 16). What was told beside the claim that its link proves: which
-- addresses go once it is proven, and who was told what. It goes with the claim: the ledger and agent_act keep what became of it.
create table address_correction (
    id       integer primary key references confirmation on delete cascade,
    replaces uuid[]  not null check (cardinality(replaces) > 0),   -- address.id
    account  integer not null,
    via      text    not null,                                     -- how the person reached us
    why      text    not null check (length(why) between 1 and 500)
);

-- A letter that tells something and holds no link: nothing opens it, and where it went is forgotten once it is gone.
alter table confirmation drop constraint confirmation_kind_check;
alter table confirmation
    add constraint confirmation_kind_check check (kind in ('CHOICE', 'VISIT', 'CLAIM', 'NOTICE')),
    add constraint notice_is_of_a_brand check (kind <> 'NOTICE' or brand_id is not null);

-- Whoever wrote a change is told when somebody else gives it up.
create index catalogue_change_dropped on catalogue_change (brand_id, changed_at) where state = 'DROPPED';
