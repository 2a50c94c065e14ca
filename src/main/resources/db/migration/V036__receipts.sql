-- What a receipt has to tell of how data is kept (ISO/IEC TS 27560:2023; GDPR 13(1)). Null: not said, and a receipt says so.
alter table brand
    add column legal_name  text check (length(legal_name) between 1 and 200),     -- where it is not the brand's name
    add column legal_id    text check (length(legal_id) between 1 and 200),       -- in which register, under what number
    add column data_places text check (data_places ~ '^[A-Z]{2}( [A-Z]{2})*$'),   -- the countries the data lies in
    add column data_others text,                                                  -- who else receives it, a line each; '': nobody
    add column authority   text check (length(authority) between 1 and 200);      -- the supervisory authority

-- PROVE: read what somebody's choice was at an instant, and which entry says so.
alter table api_key drop constraint api_key_permissions_check;
alter table api_key add constraint api_key_permissions_check check (cardinality(permissions) > 0
    and permissions <@ array['ASK', 'REPORT', 'SEND', 'IMPORT', 'PROVE', 'ADMIN']);
