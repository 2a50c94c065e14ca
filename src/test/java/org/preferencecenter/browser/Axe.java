package org.preferencecenter.browser;

import java.util.List;
import java.util.Map;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;

/**
 * What axe finds wrong with the page as it stands now. Its script is put into a document once, however often the same
 * document is looked at in other widths and colours: the builder that comes with axe opens a page of its own and loads
 * the script twice for each look, which took longer than the look.
 */
public final class Axe {

    /** The criteria of WCAG 2.2 AA, and axe's own advice. */
    public static final List<String> STANDARDS = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");
    private static final String RUN = """
            async options => {
                const found = await axe.run(document, options);
                return found.violations.map(rule => rule.id + ': ' + rule.help + ' '
                        + rule.nodes.map(node => node.target.join(' ') + ' ' + node.html).join(' | '));
            }""";

    private Axe() {
    }

    /** By every rule that axe has switched on. @return what is wrong, a line for each broken rule */
    public static List<String> findings(Page page) {
        return run(page, Map.of("resultTypes", List.of("violations")));
    }

    /** By the rules of these tags alone. @return as above */
    public static List<String> findings(Page page, List<String> tags) {
        return run(page, Map.of("resultTypes", List.of("violations"), "runOnly", Map.of("type", "tag", "values", tags)));
    }

    @SuppressWarnings("unchecked")
    private static List<String> run(Page page, Map<String, Object> options) {
        for (Frame frame : page.frames()) {
            if (!(Boolean) frame.evaluate("typeof axe === 'object'")) {
                frame.evaluate(AxeBuilder.getAxeScript());
            }
        }
        return (List<String>) page.evaluate(RUN, options);
    }
}
