-- Our own letters wait beside what they are about: a link that is to be mailed has a day on which it is due, set in the
-- transaction that made it. Nothing asked for is lost by a crash, and nothing else has to be remembered.
alter table confirmation
    add column letter    text check (letter in ('CONFIRM', 'LINK', 'WELCOME', 'RECEIVING', 'PROOF')),   -- null: nobody mails this link
    add column due_at    timestamptz,                    -- when to mail it, or to try again; null: nothing is to be mailed
    add column attempts  integer not null default 0,     -- how often somebody set out to mail it
    add column mailed_to text,                           -- address.normal of the mailbox that its link proves
    add column locale    text,                           -- of the page it was asked on, BCP 47; null: not known
    add constraint what_is_due_is_a_letter check (due_at is null or letter is not null);
update confirmation set letter = 'CONFIRM' where kind = 'CHOICE';
create index confirmation_due on confirmation (due_at) where due_at is not null;
