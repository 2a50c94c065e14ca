-- Of the leaves that were audited before, each daily audit takes the next part: which it was, told in the signed result too.
alter table ledger_audit add column old_from bigint not null default 0;
alter table ledger_audit add column old_to bigint not null default 0;
