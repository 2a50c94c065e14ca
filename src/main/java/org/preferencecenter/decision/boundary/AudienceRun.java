package org.preferencecenter.decision.boundary;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.consent.control.DatabaseAway;
import org.preferencecenter.consent.control.Reachable;
import org.preferencecenter.decision.control.DecisionDesk.Judged;
import org.preferencecenter.decision.entity.Answered;
import org.preferencecenter.decision.entity.Decision.Verdict;
import org.preferencecenter.decision.entity.HouseRule;
import org.preferencecenter.decision.entity.Question;

/**
 * One audience: reads page after page of recipients by key, has some of them judged at the same time, and tells who may be
 * written to in the order of their ids. Holds a few pages and no more.
 */
final class AudienceRun {

    private static final int PAGE = 1000;
    private static final int IN_FLIGHT = 3;

    /**
     * What is wanted.
     *
     * @param after    recipients up to this one are left out
     * @param limit    how many to tell of at most
     * @param deferred also those who may be written to later
     * @param askedBy  public id of the key; null: a trial that is not kept
     */
    record Wanted(String stream, long after, long limit, boolean deferred, String askedBy) {
    }

    /**
     * A page, judged.
     *
     * @param last  its last recipient
     * @param known false: what was needed could not be read
     */
    private record Page(long last, List<Judged> told, boolean known) {
    }

    private final Batches batches;
    private final Reachable reachable;
    private final Wanted wanted;
    private final AudienceForm form;
    private final Deque<Future<Page>> inFlight = new ArrayDeque<>();
    private long told;
    private long last;

    AudienceRun(Batches batches, Reachable reachable, Wanted wanted, AudienceForm form) {
        this.batches = batches;
        this.reachable = reachable;
        this.wanted = wanted;
        this.form = form;
        this.last = wanted.after();
    }

    /** Until all are told. Where it must end early it says so, in a last line, and how to go on. */
    void run(OutputStream out) throws IOException {
        try {
            out.write(form.header());
            for (long[] ids = page(last); ids.length > 0 && told < wanted.limit(); ids = page(ids[ids.length - 1])) {
                long[] judged = ids;
                inFlight.add(batches.answering().submit(() -> judge(judged)));
                if (inFlight.size() >= IN_FLIGHT && !tell(out)) {
                    return;
                }
            }
            while (!inFlight.isEmpty() && told < wanted.limit()) {
                if (!tell(out)) {
                    return;
                }
            }
        } catch (DatabaseAway away) {
            out.write(form.broken(last));
        } finally {
            inFlight.forEach(page -> page.cancel(false));
        }
    }

    private long[] page(long after) {
        return reachable.after(stream().channel(), after, PAGE);
    }

    /** As the catalogue has it now: a stream that is retired meanwhile has no audience any more. */
    private Stream stream() {
        return batches.catalog().now().stream(wanted.stream()).orElseThrow();
    }

    private Page judge(long[] ids) {
        Stream stream = stream();
        List<Judged> judged = batches.desk().judgeAll(Arrays.stream(ids)
                .mapToObj(id -> new Question(stream, null, id, batches.clock().instant(), false)).toList());
        boolean unknown = judged.stream().allMatch(one -> one.answered().decision().reasons().get(0).rule()
                .equals(HouseRule.UNAVAILABLE.id()));
        return new Page(ids[ids.length - 1], judged.stream().filter(this::wanted).toList(), !unknown);
    }

    private boolean wanted(Judged judged) {
        Verdict verdict = judged.answered().decision().verdict();
        return (verdict == Verdict.ALLOW || verdict == Verdict.DEFER && wanted.deferred())
                && judged.recipient().flatMap(r -> r.address(judged.answered().question().stream().channel())).isPresent();
    }

    private boolean kept(List<Judged> told) {
        List<Answered> answers = new ArrayList<>(told.size());
        told.forEach(one -> answers.add(one.answered()));
        return batches.desk().keep(answers, wanted.askedBy());
    }

    /** @return false if it ends here */
    private boolean tell(OutputStream out) throws IOException {
        Page page = next();
        List<Judged> first = page.told().subList(0, (int) Math.min(page.told().size(), wanted.limit() - told));
        if (!page.known() || !kept(first)) {
            out.write(form.broken(last));
            return false;
        }
        out.write(form.lines(first));
        out.flush();
        told += first.size();
        last = page.last();
        return true;
    }

    private Page next() throws IOException {
        try {
            return inFlight.remove().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new java.io.InterruptedIOException("the server stops");
        } catch (ExecutionException e) {
            return new Page(last, List.of(), false);
        }
    }
}
