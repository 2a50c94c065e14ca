package org.preferencecenter.office.boundary;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;

import org.preferencecenter.access.entity.Right;
import org.preferencecenter.exchange.control.FileStore;
import org.preferencecenter.exchange.control.Sniff;
import org.preferencecenter.exchange.entity.ImportOrder;
import org.preferencecenter.office.entity.Forbidden;

/** A file of numbers that was sent and waits for what is to be done with it; the address says which ({@code file}). */
@RequestScoped
public class SentFile {

    @Inject
    private Desk desk;
    @Inject
    private FileStore files;
    @Inject
    private HttpServletRequest request;

    /** The file in the address; nothing before one was sent. @throws Forbidden if it is not theirs to do that with */
    public Optional<FileStore.Stored> of(Right right) {
        Optional<FileStore.Stored> file = Optional.ofNullable(request.getParameter("file"))
                .filter(text -> text.matches("[0-9]{1,18}")).flatMap(text -> files.find(Long.parseLong(text)));
        file.filter(found -> !desk.officer().may(right, found.brand())).ifPresent(found -> {
            throw new Forbidden("this file");
        });
        return file;
    }

    /** The names of its columns; one: it may be a number a line. */
    public List<String> columns(FileStore.Stored file) throws IOException {
        ImportOrder.FileForm form = Sniff.form(files.read(file.id()));
        List<List<String>> first = Sniff.lines(files.read(file.id()), form, 1);
        return first.isEmpty() ? List.of() : first.get(0);
    }

    /** A field as it was sent; empty where there is none. */
    public String field(String name) {
        String value = request.getParameter(name);
        return value == null ? "" : value.strip();
    }
}
