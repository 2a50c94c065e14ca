package org.preferencecenter.law.control;

import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.law.entity.Holidays;
import org.preferencecenter.law.entity.Mistake;
import org.preferencecenter.law.entity.RuleBook;
import org.preferencecenter.platform.entity.Settings;

/** The rule book in force: what ships, with what the operator replaced or added. */
@Singleton
public class RuleBooks {

    private final Optional<String> folder;
    private final DataSource database;
    private volatile RuleBook inForce;

    @Inject
    public RuleBooks(Settings settings, DataSource database) {
        this.folder = settings.lawFolder();
        this.database = database;
    }

    /** What ships and nothing else, kept nowhere: for programs beside the server, and tests. */
    public RuleBooks() {
        this(new RuleBookReader(new NationalHolidays()).shipped());
    }

    /** One book and no other, kept nowhere. */
    public RuleBooks(RuleBook only) {
        this.folder = Optional.empty();
        this.database = null;
        this.inForce = only;
    }

    /**
     * Reads the files, and keeps the book's text under its digest if it is new.
     *
     * @throws RuleBookReader.Unreadable with every mistake in them
     */
    public void load() {
        RuleBook book = read(folder, new NationalHolidays());
        keep(book);
        inForce = book;
    }

    /** What ships, with the files of a folder. @throws RuleBookReader.Unreadable with every mistake in them */
    public static RuleBook read(Optional<String> folder, Holidays holidays) {
        List<RuleFile> files = new ArrayList<>(RuleFile.shipped());
        try {
            folder.map(Path::of).map(RuleFile::of).ifPresent(files::addAll);
        } catch (UncheckedIOException | InvalidPathException e) {
            throw new RuleBookReader.Unreadable(List.of(new Mistake(folder.orElseThrow(), 0, null,
                    "this folder, or a file in it, cannot be read", "PC_LAW_FOLDER must name a folder with rule files that the"
                    + " server may read, or be unset")));
        }
        return new RuleBookReader(holidays).read(files);
    }

    private void keep(RuleBook book) {
        try (Connection connection = database.getConnection(); PreparedStatement sql = connection.prepareStatement(
                "insert into rule_book (digest, canonical) values (?, ?) on conflict do nothing")) {
            sql.setString(1, book.digest());
            sql.setString(2, book.canonical());
            sql.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("the rule book cannot be kept", e);
        }
    }

    /** The rule book, with the rules of all times. The same object until the server stops. */
    public RuleBook inForce() {
        RuleBook book = inForce;
        if (book == null) {
            throw new IllegalStateException("the rule book has not been read yet");
        }
        return book;
    }

    /** The text of a book once in force, as {@link RuleBook#canonical()} gave it. */
    public Optional<String> kept(String digest) {
        if (database == null) {
            return Optional.of(inForce()).filter(book -> book.digest().equals(digest)).map(RuleBook::canonical);
        }
        try (Connection connection = database.getConnection();
                PreparedStatement sql = connection.prepareStatement("select canonical from rule_book where digest = ?")) {
            sql.setString(1, digest);
            try (ResultSet row = sql.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the rule books cannot be read", e);
        }
    }
}
