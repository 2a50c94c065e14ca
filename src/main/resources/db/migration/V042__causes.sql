-- Whose doing a stop is (S-37), beside what is read to decide: consent.entity.Cause. Null: not known, or a yes of before.
alter table choice add column cause smallint;

-- What refuses, from the entry that says so. A yes of before is left alone: these tables are large, and nothing refuses because of one.
update choice c
set cause = case e.facts ->> 'via' when 'complaint' then 5 when 'bounce' then 6 when 'expiry' then 7 else
            case e.facts ->> 'actor' when 'RECIPIENT' then 1 when 'AGENT' then 2 when 'SENDER' then 3 when 'IMPORT' then 4
                                     when 'SYSTEM' then 10 end end
from (select recipient_id, seq, convert_from(leaf, 'UTF8')::jsonb -> 'facts' as facts from ledger_entry) e
where c.state > 1 and e.recipient_id = c.recipient_id and e.seq = c.seq;

alter table suppression add column cause smallint check (cause between 1 and 10);
alter table suppression_change add column cause smallint check (cause between 1 and 10);

-- Most reasons tell it. What was suppressed by hand: by an officer, as was written down; by a file, where its effects are kept
-- still. Of the others, texts and older files, nobody can tell them apart any more.
update suppression set cause = case reason when 'COMPLAINT' then 5 when 'BOUNCE' then 6 when 'EXPIRY' then 7
                                           when 'OPPOSITION_LIST' then 8 when 'ERASURE' then 9 end
where reason <> 'MANUAL';
update suppression s set cause = 4 from import_suppression i
where s.reason = 'MANUAL' and i.hash = s.hash and i.channel = s.channel and i.brand_id = s.brand_id;
update suppression s set cause = 2
where s.reason = 'MANUAL' and s.cause is null and 'OFFICE' = (
    select c.via from suppression_change c
    where c.hash = s.hash and c.channel = s.channel and c.brand_id = s.brand_id and not c.lifted order by c.id desc limit 1);
