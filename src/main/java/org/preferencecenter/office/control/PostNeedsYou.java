package org.preferencecenter.office.control;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.access.entity.Officer;
import org.preferencecenter.access.entity.Right;
import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.office.entity.Due;
import org.preferencecenter.platform.control.Sql;

/** Texts and messages that no program understood and nobody has read, and letters of ours that could not be mailed. */
@Singleton
public class PostNeedsYou implements NeedsYou {

    /** A letter that was tried so often is not late but stuck. */
    private static final int STUCK_AFTER = 3;
    /** Nobody counts further: "100 or more". */
    private static final int MOST = 100;

    private final DataSource database;
    private final Catalog catalog;

    @Inject
    public PostNeedsYou(DataSource database, Catalog catalog) {
        this.database = database;
        this.catalog = catalog;
    }

    /** How many wait, and the one that waits longest. */
    private record Waiting(int number, Instant since) {
    }

    @Override
    public List<Due> of(Officer officer) {
        List<Due> due = new ArrayList<>();
        for (Brand brand : catalog.now().brands()) {
            if (officer.may(Right.ACT_FOR_PERSON, brand.id())) {
                Waiting replies = replies(brand.id());
                if (replies.number() > 0) {
                    due.add(new Due("reply", "due.replies", List.of(replies.number(), brand.name()), "returns?brand=" + brand.code(),
                            replies.since(), brand.id()));
                }
                Waiting texts = texts(brand.id());
                if (texts.number() > 0) {
                    due.add(new Due("text", "due.texts", List.of(texts.number(), brand.name()), "texts?brand=" + brand.code(),
                            texts.since(), brand.id()));
                }
            }
        }
        Waiting letters = officer.mayEverywhere(Right.SEE_JOBS) ? letters() : new Waiting(0, null);
        if (letters.number() > 0) {
            due.add(new Due("letter", "due.letters", List.of(letters.number()), "health", letters.since(), null));
        }
        return due;
    }

    private Waiting texts(int brand) {
        return Count.in(database, connection -> Sql.select(connection, """
                select count(*), min(received_at) from (select received_at from sms_unclear
                    where brand_id = ? and done_at is null order by id limit ?) t""", PostNeedsYou::waiting, brand, MOST)).get(0);
    }

    private Waiting replies(int brand) {
        return Count.in(database, connection -> Sql.select(connection, """
                select count(*), min(at) from (select at from kept_mail
                    where brand_id = ? and decided_at is null order by id limit ?) t""", PostNeedsYou::waiting, brand, MOST)).get(0);
    }

    private Waiting letters() {
        return Count.in(database, connection -> Sql.select(connection, """
                select count(*), min(due_at) from (select due_at from confirmation
                    where due_at is not null and attempts >= ? order by due_at limit ?) t""",
                PostNeedsYou::waiting, STUCK_AFTER, MOST)).get(0);
    }

    private static Waiting waiting(java.sql.ResultSet row) throws java.sql.SQLException {
        OffsetDateTime since = row.getObject(2, OffsetDateTime.class);
        return new Waiting(row.getInt(1), since == null ? null : since.toInstant());
    }
}
