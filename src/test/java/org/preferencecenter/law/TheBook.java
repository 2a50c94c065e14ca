package org.preferencecenter.law;

import java.util.Collection;

import org.preferencecenter.law.control.NationalHolidays;
import org.preferencecenter.law.control.RuleBookReader;
import org.preferencecenter.law.entity.AddressWords;
import org.preferencecenter.law.entity.Holidays;
import org.preferencecenter.law.entity.Jurisdiction;
import org.preferencecenter.law.entity.OppositionList;
import org.preferencecenter.law.entity.Rule;
import org.preferencecenter.law.entity.RuleBook;

/** The rule book that ships, for pure tests, and others like it. */
public final class TheBook {

    private static final Holidays HOLIDAYS = new NationalHolidays();
    private static final RuleBook SHIPPED = new RuleBookReader(HOLIDAYS).shipped();

    private TheBook() {
    }

    public static RuleBook shipped() {
        return SHIPPED;
    }

    public static RuleBook of(Collection<Jurisdiction> jurisdictions, Collection<Rule> rules, Collection<OppositionList> lists,
            AddressWords words) {
        return new RuleBook(jurisdictions, rules, lists, words, HOLIDAYS);
    }
}
