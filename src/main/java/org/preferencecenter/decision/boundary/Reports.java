package org.preferencecenter.decision.boundary;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.core.JsonGenerator;

import org.preferencecenter.consent.control.DatabaseAway;
import org.preferencecenter.platform.entity.Problem;

/**
 * What a sender reports: one object, or one a line. Every line is answered in its place, and none keeps the next from being
 * noted; empty lines are passed over.
 *
 * @param <T> what is reported
 */
final class Reports<T> {

    static final String LINES = "application/x-ndjson";

    private static final int LARGEST_FILE = 16 * 1024 * 1024;

    /** Notes what was reported. */
    @FunctionalInterface
    interface Noting<T> {

        /** @return what came of each, in their order @throws Asking.Refused for all of them */
        List<Asking.Writing> note(List<T> reported);
    }

    /** A line that can be read, or what is wrong with it. */
    private record Line<T>(int number, T reported, Problem wrong) {
    }

    private final Function<byte[], T> reading;
    private final int together;
    private final Noting<T> noting;

    /**
     * @param reading  throws {@link BadBody} for what is none
     * @param together how many lines are noted at once: they are refused together too
     */
    Reports(Function<byte[], T> reading, int together, Noting<T> noting) {
        this.reading = reading;
        this.together = together;
        this.noting = noting;
    }

    /** @throws BadBody if it is too large, or one object that is none */
    Response answer(Asking asking, HttpServletRequest request, InputStream body) throws IOException {
        String type = request.getContentType();
        if (type == null || !MediaType.valueOf(type).isCompatible(MediaType.valueOf(LINES))) {
            Asking.Writing fields = noting.note(List.of(reading.apply(asking.body(body)))).get(0);
            return Asking.json(json -> object(json, fields));
        }
        return Response.ok(lines(Asking.body(body, request.getContentLengthLong(), LARGEST_FILE)), LINES).build();
    }

    /** What is answered to a file of lines. */
    String lines(byte[] file) {
        StringBuilder answers = new StringBuilder(file.length);
        List<Line<T>> some = new ArrayList<>();
        int number = 0;
        for (int from = 0; from < file.length;) {
            int to = from;
            while (to < file.length && file[to] != '\n') {
                to++;
            }
            number++;
            byte[] line = Arrays.copyOfRange(file, from, to > from && file[to - 1] == '\r' ? to - 1 : to);
            if (line.length > 0) {
                some.add(line(number, line));
            }
            if (some.size() == together) {
                answer(some, answers);
            }
            from = to + 1;
        }
        answer(some, answers);
        return answers.toString();
    }

    private Line<T> line(int number, byte[] line) {
        try {
            if (line.length > Asking.LARGEST) {
                throw new BadBody(413, "A line has at most 64 KiB.");
            }
            return new Line<>(number, reading.apply(line), null);
        } catch (BadBody wrong) {
            return new Line<>(number, null, wrong.problem());
        }
    }

    private void answer(List<Line<T>> some, StringBuilder answers) {
        List<Asking.Writing> noted = noted(some.stream().map(Line::reported).filter(Objects::nonNull).toList());
        int next = 0;
        for (Line<T> line : some) {
            Asking.Writing fields = line.reported() == null ? problem(line.wrong()) : noted.get(next++);
            answers.append(Asking.text(json -> object(json, inPlace -> {
                inPlace.writeNumberField("line", line.number());
                fields.to(inPlace);
            }))).append('\n');
        }
        some.clear();
    }

    private List<Asking.Writing> noted(List<T> reported) {
        try {
            return reported.isEmpty() ? List.of() : noting.note(reported);
        } catch (Asking.Refused refused) {
            return Collections.nCopies(reported.size(), problem(refused.problem()));
        } catch (DatabaseAway away) {
            return Collections.nCopies(reported.size(), problem(Asking.AWAY));
        }
    }

    private static Asking.Writing problem(Problem problem) {
        return json -> {
            json.writeNumberField("status", problem.status());
            json.writeStringField("title", problem.title());
            json.writeStringField("detail", problem.detail());
        };
    }

    private static void object(JsonGenerator json, Asking.Writing fields) throws IOException {
        json.writeStartObject();
        fields.to(json);
        json.writeEndObject();
    }
}
