package org.preferencecenter.office.entity;

import java.util.ArrayList;
import java.util.List;

/** Which part of a paper tells what: whole sections as long as they fit, and of a long one as many items as do. */
final class PaperParts {

    /** What a paper is made of. */
    enum Section {
        WHO, CONTENTS, FORCE, STANDING, HISTORY, SHOWN, EVIDENCE, CHECK
    }

    /** The order of a paper that is one file. */
    static final List<Section> ONE = List.of(Section.WHO, Section.FORCE, Section.STANDING, Section.HISTORY, Section.SHOWN,
            Section.EVIDENCE, Section.CHECK);
    /** The order of a paper in several: the history, which is what is long, comes last. */
    static final List<Section> SEVERAL = List.of(Section.WHO, Section.CONTENTS, Section.FORCE, Section.STANDING, Section.SHOWN,
            Section.EVIDENCE, Section.CHECK, Section.HISTORY);

    private PaperParts() {
    }

    /**
     * Some items of a section, which may be all or, of an empty section, none.
     *
     * @param from the first, from 0
     * @param to   the one after the last
     */
    record Slice(Section section, int from, int to) {
    }

    /** A paper whose parts are not made yet. */
    interface Measured {

        /** How many items a section has. */
        int items(Section section);

        /** How long an item is, in characters with their markup. */
        int size(Section section, int item);
    }

    /** Cuts before what would make a part longer; an item that is longer than that is a part of its own. */
    static List<List<Slice>> cut(List<Section> sections, Measured paper, int longest) {
        List<List<Slice>> parts = new ArrayList<>();
        List<Slice> part = new ArrayList<>();
        int used = 0;
        for (Section section : sections) {
            int from = 0;
            for (int item = 0; item < paper.items(section); item++) {
                int size = paper.size(section, item);
                if (used > 0 && used + size > longest) {
                    if (item > from) {
                        part.add(new Slice(section, from, item));
                    }
                    parts.add(part);
                    part = new ArrayList<>();
                    used = 0;
                    from = item;
                }
                used += size;
            }
            part.add(new Slice(section, from, paper.items(section)));   // of nothing, too: that there is none is told
        }
        parts.add(part);
        return parts;
    }
}
