-- An erasure and a copy find the complaints that name a person, whoever sent them.
create index kept_mail_about on kept_mail (about_recipient) where about_recipient is not null;
