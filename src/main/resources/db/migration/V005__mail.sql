-- Keys that sign our mail. The public half stays published after a rotation (RFC 6376 §5.2), so a row is never deleted.
create table dkim_key (
    mail_domain text        not null,
    selector    text        not null check (selector ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
    algorithm   text        not null check (algorithm in ('RSA', 'ED25519')),
    private_key bytea       not null,          -- PKCS #8, sealed with AES-256-GCM under PC_SECRET
    public_key  bytea       not null,          -- X.509 SubjectPublicKeyInfo
    created_at  timestamptz not null,
    retired_at  timestamptz,                   -- signs no more, still published
    primary key (mail_domain, selector)
);
