package org.preferencecenter.center.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkTest {

    @ParameterizedTest
    @CsvSource({"Théâtre des Vents, TV", "L’Opéra du Rhin, LO", "acme, a", "Éclat, É", "'', ''", "'  ', ''", "One Two Three, OT"})
    void a_brand_is_marked_by_its_initials(String name, String mark) {
        assertEquals(mark, Mark.of(name));
    }
}
