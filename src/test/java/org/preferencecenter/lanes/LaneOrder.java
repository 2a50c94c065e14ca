package org.preferencecenter.lanes;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;

/**
 * In which order the classes of a lane run: by name, the same on every machine; to see that none needs another before it, with
 * {@code -Dlanes.order=reversed}, or {@code random} with {@code -Dlanes.seed=N}.
 */
public final class LaneOrder implements ClassOrderer {

    static final String ORDER = "lanes.order";
    static final String SEED = "lanes.seed";

    @Override
    public void orderClasses(ClassOrdererContext context) {
        order(context.getClassDescriptors(), one -> one.getTestClass().getName(), System.getProperty(ORDER, "name"), Long.getLong(SEED, 1));
    }

    static <T> void order(List<T> classes, Function<T, String> name, String order, long seed) {
        classes.sort(Comparator.comparing(name));
        switch (order) {
            case "name" -> { }
            case "reversed" -> Collections.reverse(classes);
            case "random" -> Collections.shuffle(classes, new java.util.Random(seed));
            default -> throw new IllegalArgumentException("-D" + ORDER + " is name, reversed or random, not " + order);
        }
    }
}
