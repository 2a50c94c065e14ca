-- Whoever was never asked is asked first though their time is over, so many months after the end at most; 0: nobody is (S-47).
alter table retention_policy add column late_months integer not null default 36 check (late_months between 0 and 240);
-- What somebody has agreed to stays as it was until they agree anew: whose time was over was ended without a question.
update retention_policy set late_months = 0 where confirmed_at is not null;
