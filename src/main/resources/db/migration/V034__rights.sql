-- What people ask about their data (GDPR art. 12, 15 to 17, 21). Kept for good, as proof that it was answered: ids only, and
-- what somebody wrote lies sealed until the answer, then nowhere.
create table rights_request (
    nr           bigint      generated always as identity primary key,
    id           uuid        not null unique,              -- as the ledger names it
    brand_id     integer     not null references brand,    -- who was asked
    recipient_id bigint,                                   -- null: nobody we know
    kind         text        not null check (kind in ('ACCESS', 'RECTIFICATION', 'OBJECTION', 'ERASURE')),
    way          text        not null check (way in ('PAGE', 'MAIL', 'PHONE', 'LETTER', 'DESK')),
    received_on  date        not null,                     -- what the term runs from
    entered_at   timestamptz not null,
    entered_by   integer,                                  -- the account of who entered it; null: the person, on our page
    due_on       date        not null,                     -- the last day to answer
    extended_at  timestamptz,                              -- told that it takes up to two months more (art. 12(3))
    identity     text        check (identity in ('MAILBOX', 'DOCUMENT', 'QUESTIONS', 'CALLED_BACK')), -- null: not checked yet
    identity_at  timestamptz,
    identity_by  integer,                                  -- null: by the link they followed
    sealed       bytea,                                    -- what they wrote; gone once it is answered
    state        text        not null default 'OPEN' check (state in ('OPEN', 'DONE', 'REFUSED')),
    closed_at    timestamptz,
    closed_by    integer,                                  -- null: by the page itself, at once
    version      integer     not null default 0,           -- counts up; who acts says which one they saw
    constraint closed_is_dated check ((state = 'OPEN') = (closed_at is null)),
    constraint identity_is_dated check ((identity is null) = (identity_at is null)),
    constraint what_is_closed_is_forgotten check (state = 'OPEN' or sealed is null)
);
create index rights_request_open on rights_request (brand_id, due_on, nr) where state = 'OPEN';
create index rights_request_of_brand on rights_request (brand_id, nr);
create index rights_request_of on rights_request (recipient_id) where recipient_id is not null;

-- Letters about them, sealed whole with the address they go to: an erasure is confirmed after the address is gone. A row goes
-- once the next hop has taken its letter.
create table rights_letter (
    id         bigint      generated always as identity primary key,
    request_nr bigint      not null references rights_request,
    sealed     bytea       not null,
    due_at     timestamptz not null,
    attempts   integer     not null default 0
);
create index rights_letter_due on rights_letter (due_at);
create index rights_letter_of on rights_letter (request_nr);

-- Everything held of one person is found by the person, or by the hash of their address.
create index sms_unclear_of on sms_unclear (recipient_id) where recipient_id is not null;
create index kept_mail_of on kept_mail (recipient_id) where recipient_id is not null;
create index returned_of on returned (recipient_id) where recipient_id is not null;
create index returned_of_address on returned (address_hash) where address_hash is not null;
create index address_claim_by_value on address_claim (lower(value));
create index suppression_release_of on suppression_release (hash);

-- What an officer wrote beside a suppression may name somebody: an erasure takes the words, and nothing else of the row.
create function refuse_unless_forgetting() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and current_setting('preference_center.forgetting', true) = 'on' then
        if new.note is null and to_jsonb(new) - 'note' = to_jsonb(old) - 'note' then
            return new;
        end if;
    end if;
    raise exception '% on % is refused: its rows are kept as they were written', tg_op, tg_table_name
        using errcode = 'restrict_violation';
end $$;
drop trigger suppression_changes_are_append_only on suppression_change;
create trigger suppression_changes_are_append_only before update or delete on suppression_change
    for each row execute function refuse_unless_forgetting();
