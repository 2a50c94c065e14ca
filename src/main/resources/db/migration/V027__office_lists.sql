-- Opposition lists are loaded in the office too, and a desk script is published by two like a purpose.

-- A list counts for every brand: its job and its file are of none.
alter table job alter column brand_id drop not null;
alter table stored_file alter column brand_id drop not null;
alter table job drop constraint job_kind_check;
alter table job add constraint job_kind_check check (kind in ('CHECK', 'IMPORT', 'UNDO', 'EXPORT', 'SCREENING', 'LIST'));
alter table opposition_list add column account_id integer;      -- who loaded it in the office; null: a program with an API key

-- The words an agent reads out (S-44) wait for a second person too (W-15). subject: the collection point's code.
alter table catalogue_change drop constraint catalogue_change_kind_check;
alter table catalogue_change add constraint catalogue_change_kind_check check (kind in ('NEW', 'EDIT', 'RETIRE', 'ORDER', 'SCRIPT'));
create unique index catalogue_script_open on catalogue_change (brand_id, subject)
    where state in ('DRAFT', 'SUBMITTED', 'RETURNED') and kind = 'SCRIPT';

-- The lists behind two numbers of home. Each message that went out after a stop of the person: found when the hour is counted,
-- counted anew with it.
create table tally_late (
    stream_id    integer     not null,
    at           timestamptz not null,
    recipient_id bigint      not null,
    stopped_at   timestamptz not null,
    primary key (stream_id, at, recipient_id)
);
create index tally_late_of_hour on tally_late (at);
-- The people who told a reason, newest first.
create index stop_reason_told on stop_reason (brand_id, reason, at desc, recipient_id);
