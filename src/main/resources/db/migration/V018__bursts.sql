-- What was written within some minutes is found without reading the rest (W-09). Entries lie on disk in order of arrival,
-- which is nearly that of their time: a few pages of BRIN serve where a B-tree would cost every stop. Ranges are summed up
-- as they fill, not only by vacuum.
create index ledger_entry_at on ledger_entry using brin (at) with (pages_per_range = 16, autosummarize = on);
