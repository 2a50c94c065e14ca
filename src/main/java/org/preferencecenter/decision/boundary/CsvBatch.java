package org.preferencecenter.decision.boundary;

import org.preferencecenter.decision.control.Answers;
import org.preferencecenter.decision.control.CsvAnswers;
import org.preferencecenter.decision.entity.CsvLines;
import org.preferencecenter.decision.entity.LineReading;

/** A batch in CSV. */
final class CsvBatch implements BatchForm {

    private final CsvLines lines;
    private final CsvAnswers.Form form;

    CsvBatch(CsvLines lines, BatchTerms terms) {
        this.lines = lines;
        this.form = new CsvAnswers.Form(lines.separator(), terms.allReasons(), terms.locale());
    }

    @Override
    public LineReading lines() {
        return lines;
    }

    @Override
    public byte[] header() {
        return form.header();
    }

    @Override
    public Answers answers(int expected) {
        return new CsvAnswers(form);
    }

    @Override
    public byte[] footer(BatchCount count) {
        return new byte[0];
    }
}
