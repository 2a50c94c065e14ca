package org.preferencecenter.center.entity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

import org.preferencecenter.consent.entity.Wish;
import org.preferencecenter.link.entity.Scope;

/** Whatever is posted is read or left, and never throws. With {@code JAZZER_FUZZ=1} Jazzer looks for more. */
class FormFuzzTest {

    private static final Theatre THEATRE = new Theatre();

    @FuzzTest(maxDuration = "60s")
    void any_one_click_body_is_read(FuzzedDataProvider data) {
        String type = data.consumeBoolean() ? data.consumeString(80) : null;
        OneClickBody.hasPair(data.consumeRemainingAsBytes(), type);
    }

    @FuzzTest(maxDuration = "60s")
    void any_form_body_makes_wishes_about_this_brand_only_or_none(byte[] body) {
        ChoiceForm form;
        try {
            form = ChoiceForm.read(Fields.parse(body));
        } catch (Fields.Unreadable refused) {
            return;
        }
        List<Wish> wishes = form.wishes(THEATRE.catalogue(), THEATRE.brand, Theatre.NOW, java.time.ZoneOffset.UTC);
        assertTrue(wishes.size() <= form.was().size() + 1, "a wish for something that was not on the page");
        for (Wish wish : wishes) {
            Scope scope = wish.cell().scope();
            assertTrue(scope.equals(Scope.brand(7)) || List.of(11, 12, 13, 21, 22, 23).contains(scope.id()), scope::toString);
        }
        // A form that could not be saved is drawn again, whatever it holds.
        new Drawing(Theatre.FR, THEATRE.known(), form).page(Theatre.holder(Scope.brand(7), 0), false, new String(body, UTF_8), null);
    }
}
