-- Audits of the log run as jobs and leave signed results; checkpoints go out by mail too; what is wrong with the log is told once.

-- Which kinds of jobs there are stands in the code (exchange.entity.JobKind) alone: rooms add theirs without each other.
alter table job drop constraint job_kind_check;
alter table job add constraint job_kind_check check (kind ~ '^[A-Z_]{2,30}$');
-- One audit at a time in the whole house, the one that stands still and can go on included.
create unique index job_one_audit on job (kind) where kind = 'AUDIT' and state in ('WAITING', 'RUNNING', 'PAUSED', 'FAILED');
create index job_audits on job (id) where kind = 'AUDIT';

-- What an audit looked at, besides leaves: people by their numbers, whose entries were held against what counts now.
alter table ledger_audit add column whole boolean not null default false;
alter table ledger_audit add column people_from bigint not null default 0;
alter table ledger_audit add column people_to bigint not null default 0;
alter table ledger_audit add column account_id integer;    -- who asked for it in the office; null: the clock, or a command
-- What was found, signed with the log's key if it was nothing: the next audit begins where a result that is signed ended, and
-- believes no other row of this table.
alter table ledger_audit add column note text;

-- Checkpoints by mail, with the pace of mail.
alter table ledger_anchor drop constraint ledger_anchor_target_check;
alter table ledger_anchor add constraint ledger_anchor_target_check check (target in ('URL', 'FILE', 'MAIL'));

-- What is wrong with the log and was written into the audit of the office: a line when it begins and a line when it is over,
-- from one node, however many look.
create table ledger_alarm (
    what  text        primary key,             -- ledger.control.LogState.What
    since timestamptz not null
);

-- Home asks for differences that no whole audit has cleared.
create index ledger_audit_found on ledger_audit (id) where difference is not null;
create index ledger_audit_whole on ledger_audit (id) where whole and difference is null;
