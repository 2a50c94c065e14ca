package org.preferencecenter.browser;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;

/** How much something on a page weighs on the eye. */
final class Weight {

    private Weight() {
    }

    /** How well a button stands out, by its surface or by its edge. */
    static double visible(Locator button, String paper) {
        return Math.max(contrast(css(button, "backgroundColor"), paper), contrast(css(button, "borderTopColor"), paper));
    }

    static String css(Locator element, String property) {
        return (String) element.evaluate("(e, p) => getComputedStyle(e)[p]", property);
    }

    /** WCAG 2.2, relative luminance. */
    static double contrast(String one, String other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    }

    private static double luminance(String rgb) {
        Matcher number = Pattern.compile("[\\d.]+").matcher(rgb);
        double sum = 0;
        for (double weight : new double[] {.2126, .7152, .0722}) {
            assertTrue(number.find(), rgb);
            double c = Double.parseDouble(number.group()) / 255;
            sum += weight * (c <= .04045 ? c / 12.92 : Math.pow((c + .055) / 1.055, 2.4));
        }
        if (number.find() && Double.parseDouble(number.group()) == 0) {
            return luminance("rgb(255, 255, 255)");   // transparent: nothing to be seen by itself
        }
        return sum;
    }
}
