-- Every rule book a decision was made with, under the digest that the decision names: so that last year's decision can be
-- read with last year's rules. A row is never changed: its text is what its digest is made of.
create table rule_book (
    digest        text        primary key check (digest ~ '^[0-9a-f]{64}$'),  -- SHA-256 of the text
    first_used_at timestamptz not null default now(),
    canonical     text        not null                                        -- JSON with sorted keys; law.entity.Canonical
);
