package org.preferencecenter.office;

import java.util.UUID;

import com.microsoft.playwright.Page;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** What tests of setting up do again and again: sign in, save, and see where that leads. */
abstract class Setup {

    static Office office;
    final String name = "m" + UUID.randomUUID().toString().substring(0, 7);

    @BeforeAll
    static void open() {
        office = new Office();
    }

    @AfterAll
    static void close() {
        office.close();
    }

    static void save(Page page) {
        page.click("#edit .primary");
    }

    /** Where a form leads once it was carried out; else what the page says instead. */
    static void arrive(Page page, String url) {
        try {
            page.waitForURL(url);
        } catch (com.microsoft.playwright.TimeoutError elsewhere) {
            throw new AssertionError(page.url() + ": " + page.textContent("main"), elsewhere);
        }
    }
}
