package org.preferencecenter.ledger.entity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * The last answer on each scope and channel, and what stands beside it: a yes is not in force where a stop came later that reaches
 * it. Which purpose is of which brand no entry tells, so a stop of a brand is told as one that may reach it; whoever reads decides.
 */
final class ProofAnswers {

    private static final Set<String> STOPS = Set.of("REFUSED", "WITHDRAWN", "OBJECTED", "EXPIRED");
    private static final List<String> WIDTH = List.of("TOPIC", "PURPOSE", "BRAND", "EVERYTHING");

    /** An answer as its last entry tells it. @param given the entry that gave it; {@code stop} the stop in it, 0: none */
    private record Answer(ProofFile.Standing standing, long given, long stop) {

        static Answer of(Map<?, ?> leaf) {
            Map<?, ?> facts = (Map<?, ?>) leaf.get("facts");
            String state = (String) facts.get("state");
            long seq = ProofFile.number(leaf, "seq");
            long given = facts.get("stands") instanceof Long stands ? stands : seq;
            long stop = STOPS.contains(state) ? given : facts.get("stop") instanceof Long beneath ? beneath : 0;
            return new Answer(new ProofFile.Standing((String) facts.get("scope"), (String) facts.get("channel"), state, Math.toIntExact(seq)),
                    given, stop);
        }

        /** Whether it is a later stop that reaches the other, or may. */
        boolean stands(Answer yes) {
            boolean channels = standing.channel().equals("ANY") || standing.channel().equals(yes.standing.channel());
            boolean wider = width(this) > width(yes) || standing.scope().equals(yes.standing.scope()) && !standing.equals(yes.standing);
            return stop > yes.given && channels && wider;
        }

        private static int width(Answer answer) {
            return WIDTH.indexOf(answer.standing.scope().replaceFirst(":.*", ""));
        }
    }

    private ProofAnswers() {
    }

    /**
     * Adds a line for each answer that is told.
     *
     * @param until  the leaves of choices up to the instant, in order
     * @param told   those of their last answers that the file tells
     * @param others those that it may leave out, told last
     * @param sealed whether the entry of that number is in the signed log
     */
    static void tell(List<Map<?, ?>> until, Collection<ProofFile.Standing> told, Collection<ProofFile.Standing> others, IntPredicate sealed,
            List<ProofCheck.Step> steps) {
        Map<String, Answer> last = new TreeMap<>();
        for (Map<?, ?> leaf : until) {
            Answer answer = Answer.of(leaf);
            last.put(answer.standing.scope() + ' ' + answer.standing.channel(), answer);
        }
        for (ProofFile.Standing one : told) {
            Answer answer = last.get(one.scope() + ' ' + one.channel());
            Optional<Answer> beside = !one.state().equals("GRANTED") ? Optional.empty() : last.values().stream()
                    .filter(other -> other.stands(answer)).max(java.util.Comparator.comparingLong(Answer::stop));
            List<String> said = new ArrayList<>(List.of(one.scope(), one.channel(), one.state(), String.valueOf(one.entry())));
            beside.ifPresent(stop -> said.addAll(List.of(stop.standing.scope(), stop.standing.channel(), stop.standing.state(),
                    String.valueOf(stop.stop))));
            steps.add(new ProofCheck.Step(mark(one, sealed) + (beside.isPresent() ? "standing.beside" : "standing"), true, said));
        }
        others.forEach(one -> ProofCheck.step(steps, mark(one, sealed) + "other", true, one.scope(), one.channel(), one.state(), one.entry()));
    }

    private static String mark(ProofFile.Standing one, IntPredicate sealed) {
        return sealed.test(one.entry()) ? "" : "unsealed.";
    }
}
