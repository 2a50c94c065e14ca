-- A complaint that nobody signed, or that names a mailbox and no token of ours: what an agent stops who believes it.
alter table kept_mail
    add column about_recipient bigint,                              -- whose complaint it would be
    add column about_scope_kind smallint,                           -- link.entity.Scope.Kind
    add column about_scope_id   integer,
    add column about_epoch      integer,                            -- of the subscription the message was sent under
    add column named            bytea,                              -- the mailboxes that the report names, sealed; null: none, or judged
    add constraint kept_mail_about check (num_nulls(about_recipient, about_scope_kind, about_scope_id, about_epoch) in (0, 4));
comment on column kept_mail.accepted is 'true: what it asks for was done: all of the brand''s contact stopped, or the complaint recorded';
