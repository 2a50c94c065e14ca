package org.preferencecenter.center.boundary;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.preferencecenter.center.entity.Fields;
import org.preferencecenter.platform.entity.Settings;

/**
 * A route whose address says it all: {@code /p/{token}} and its like. GET and HEAD show and change nothing, because
 * scanners open every link of a mail. POST is one of the page's buttons: what the address holds is its authority, and the
 * browser is then sent on (303), so that a reload never posts twice. Whatever is wrong with an address, the answer is the
 * same; what cannot be done now is answered 503, with the form as it was filled in where the page can show it.
 *
 * @param <L> what the address opens: a verified link, the holder of one, a collection point
 */
abstract class LinkServlet<L> extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** What a file holds, written as it is made. */
    interface Content {

        void write(OutputStream out) throws IOException;
    }

    /** A file that leaves by a button. @param length in octets; -1: not known before it is written */
    record Download(String type, String name, int length, Content content) {
    }

    /** How a form is answered. {@code where} is a path below the application, or the page's view; {@code file} instead of both. */
    record Answer(int status, String where, Download file) {

        Answer(int status, String where) {
            this(status, where, null);
        }

        /** Answers with a file, to be kept and not shown. */
        static Answer file(String type, String name, byte[] octets) {
            return new Answer(HttpServletResponse.SC_OK, "", new Download(type, name, octets.length, out -> out.write(octets)));
        }

        /** The same, of any size. */
        static Answer file(String type, String name, Content content) {
            return new Answer(HttpServletResponse.SC_OK, "", new Download(type, name, -1, content));
        }

        /** Sends the browser on. @param path below the application, with its query */
        static Answer goTo(String path) {
            return new Answer(HttpServletResponse.SC_SEE_OTHER, path);
        }

        /** Draws the page at once, as something on it has to be put right first. */
        static Answer draw(String view) {
            return new Answer(422, view);
        }

        /** Says in plain words why nothing was done. @param status one that has a {@code sorry.} sentence */
        static Answer sorry(int status) {
            return new Answer(status, "");
        }
    }

    private final transient Logger log = System.getLogger(getClass().getName());

    @Inject
    private transient Settings settings;
    @Inject
    private transient SorryPage sorry;

    /** What the last part of the address opens; nothing: it is wrong, whatever is wrong with it. */
    abstract Optional<L> open(String token);

    /** Loads the page. @return its view, or nothing if there is nobody to show it to any more */
    abstract Optional<String> show(HttpServletRequest request, L link);

    /** A file in the place of the page, or why there is none; nothing: the page is asked for. */
    Optional<Answer> file(HttpServletRequest request, L link) {
        return Optional.empty();
    }

    /** Does what the posted form asks for. */
    abstract Answer act(HttpServletRequest request, L link, Fields fields);

    /** Loads the page with the form as it was filled in, asking no database. @return its view, or nothing: just say sorry */
    Optional<String> again(HttpServletRequest request, L link, Fields fields) {
        return Optional.empty();
    }

    /** Whether forms on other sites may post here. */
    boolean openToOtherSites() {
        return false;
    }

    Settings settings() {
        return settings;
    }

    @Override
    protected void doHead(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        doGet(request, response);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        try {
            Optional<L> link = open(Requests.token(request));
            Optional<Answer> file = link.flatMap(opened -> file(request, opened));
            if (file.isPresent()) {
                send(request, response, file.get());
                return;
            }
            Optional<String> view = link.flatMap(opened -> show(request, opened));
            if (view.isPresent()) {
                request.getRequestDispatcher(view.get()).forward(request, response);
                return;
            }
        } catch (RuntimeException e) {
            Requests.log(log, request, e);
            sorry.show(request, response, HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        sorry.show(request, response, HttpServletResponse.SC_NOT_FOUND);
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        Optional<L> link;
        try {
            link = open(Requests.token(request));
        } catch (RuntimeException e) {
            Requests.log(log, request, e);
            sorry.show(request, response, HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        if (link.isEmpty()) {
            sorry.show(request, response, HttpServletResponse.SC_NOT_FOUND);
        } else if (!openToOtherSites() && Requests.foreign(request, settings)) {
            sorry.show(request, response, HttpServletResponse.SC_FORBIDDEN);
        } else {
            byte[] body = request.getContentLengthLong() > Fields.MAX_OCTETS ? new byte[Fields.MAX_OCTETS + 1]
                    : request.getInputStream().readNBytes(Fields.MAX_OCTETS + 1);
            if (body.length > Fields.MAX_OCTETS) {
                sorry.show(request, response, HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
                return;
            }
            try {
                answer(request, response, link.get(), Fields.parse(body));
            } catch (Fields.Unreadable e) {
                sorry.show(request, response, HttpServletResponse.SC_BAD_REQUEST);
            }
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, L link, Fields fields)
            throws ServletException, IOException {
        Answer answer;
        try {
            answer = act(request, link, fields);
        } catch (RuntimeException e) {
            Requests.log(log, request, e);
            Optional<String> view = again(request, link, fields);
            answer = view.map(v -> new Answer(HttpServletResponse.SC_SERVICE_UNAVAILABLE, v))
                    .orElse(Answer.sorry(HttpServletResponse.SC_SERVICE_UNAVAILABLE));
        }
        send(request, response, answer);
    }

    private void send(HttpServletRequest request, HttpServletResponse response, Answer answer) throws ServletException, IOException {
        if (answer.file() != null) {
            response.setContentType(answer.file().type());
            response.setHeader("Content-Disposition", "attachment; filename=\"" + answer.file().name() + "\"");
            if (answer.file().length() >= 0) {
                response.setContentLength(answer.file().length());
            }
            answer.file().content().write(response.getOutputStream());
            return;
        }
        if (answer.where().isEmpty()) {
            sorry.show(request, response, answer.status());
            return;
        }
        response.setStatus(answer.status());
        if (answer.status() == HttpServletResponse.SC_SEE_OTHER) {
            response.setHeader("Location", request.getContextPath() + answer.where());
            return;
        }
        if (answer.status() == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
            response.setHeader("Retry-After", "30");
        }
        request.getRequestDispatcher(answer.where()).forward(request, response);
    }
}
