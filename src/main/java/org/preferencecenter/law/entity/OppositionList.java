package org.preferencecenter.law.entity;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A national list of numbers whose holders want no commercial calls.
 *
 * @param code         as rules name it: {@code BLOCTEL}
 * @param jurisdiction whose list it is; numbers without a country prefix are read as its own
 * @param name         by language
 */
public record OppositionList(String code, String jurisdiction, Map<String, String> name) {

    public OppositionList {
        name = Collections.unmodifiableMap(new TreeMap<>(name));
    }
}
