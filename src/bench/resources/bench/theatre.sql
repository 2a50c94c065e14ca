-- A house as large as the demo's: what a preference page of it shows is what a person of the demo sees.
insert into brand (code, name, mail_domain, contact_email, postal_address, accent, accent_ink, default_locale)
values ('theatre', 'Théâtre des Vents', 'theatre.example', 'bonjour@theatre.example', '12 quai du Large, 44000 Nantes',
        '#7a1f3d', '#ffffff', 'fr');
insert into purpose (brand_id, code, nature, position, published_at)
values (1, 'lettre', 'PROSPECTING', 1, now()), (1, 'offres', 'PROSPECTING', 2, now()),
       (1, 'partenaires', 'PROSPECTING', 3, now()), (1, 'billets', 'SERVICE', 4, now()),
       (1, 'invitations', 'PROSPECTING', 5, now()), (1, 'brochure', 'PROSPECTING', 6, now());
insert into purpose_basis values (1, 'CONSUMER', '*', 'CONSENT'), (2, 'CONSUMER', '*', 'SOFT_OPT_IN'),
       (3, 'CONSUMER', '*', 'CONSENT'), (4, 'CONSUMER', '*', 'CONTRACT'), (5, 'CONSUMER', '*', 'CONSENT'),
       (6, 'CONSUMER', '*', 'LEGITIMATE_INTEREST');
insert into purpose_channel values (1, 'EMAIL'), (1, 'SMS'), (2, 'EMAIL'), (2, 'POST'), (3, 'EMAIL'), (4, 'EMAIL'), (5, 'PHONE'),
       (6, 'POST');
insert into purpose_text
select p.id, l.locale, t.title, t.about from (values
    (1, 'La lettre du théâtre', 'Ce qui se joue bientôt, les rencontres, les coulisses. Vous choisissez vos sujets et le rythme.'),
    (2, 'Offres sur des spectacles proches', 'Des réductions sur des spectacles qui ressemblent à ceux que vous avez réservés.'),
    (3, 'Offres de nos partenaires', 'Musées, librairies et tables du quartier. Ils ne reçoivent pas votre adresse.'),
    (4, 'Vos billets et votre venue', 'Vos billets, les horaires, l’accès à la salle, et tout ce qui change pour un spectacle réservé.'),
    (5, 'Invitations par téléphone', 'Un appel, deux ou trois fois par an, pour une avant-première.'),
    (6, 'La brochure de saison', 'Le programme de l’année, chez vous par la poste, une fois par an.')) as t (id, title, about)
join purpose p on p.id = t.id cross join (values ('fr'), ('en')) as l (locale);
insert into topic (purpose_id, code, per_month, position) values (1, 'theatre', 3, 1), (1, 'jazz', 2, 2), (1, 'jeune-public', 2, 3),
       (1, 'danse', 1, 4);
insert into topic_text
select t.id, l.locale, initcap(t.code), 'Créations, grands textes et rencontres avec les artistes.'
from topic t cross join (values ('fr'), ('en')) as l (locale);
insert into notice (purpose_id, version, locale, wording, sha256, published_at)
select p.id, 1, l.locale, w.wording, sha256(convert_to(w.wording, 'UTF8')), now()
from purpose p cross join (values ('fr'), ('en')) as l (locale) cross join (values (
    'Je veux recevoir la lettre du Théâtre des Vents sur les sujets que je coche, par les moyens que je coche : un à trois '
    || 'messages par mois et par sujet. Mes coordonnées servent à m’envoyer cette lettre. Je peux arrêter quand je veux, en un '
    || 'clic, depuis chaque message.')) as w (wording)
where p.nature = 'PROSPECTING';
insert into collection_point (brand_id, code, kind, capture_mode) values (1, 'formulaire', 'FORM', 'ACTIVE_OPT_IN');
insert into stream (code, purpose_id, topic_id, channel)
select 'lettre-' || code, 1, id, 'EMAIL' from topic;
insert into stream (code, purpose_id, channel, digest) values ('lettre-mensuelle', 1, 'EMAIL', true), ('offres', 2, 'EMAIL', false),
       ('partenaires', 3, 'EMAIL', false), ('billets', 4, 'EMAIL', false);
