package org.preferencecenter.sms.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.consent.entity.CodeNeeded;
import org.preferencecenter.sms.control.SmsSender;
import org.preferencecenter.sms.entity.TextMessage;

@Timeout(180)
class OutboxTest {

    private static final CodeNeeded CODE = new CodeNeeded(7, "+33639980001", "123456", "en");

    private final BlockingQueue<String> sent = new LinkedBlockingQueue<>();
    private final Outbox outbox = new Outbox();

    OutboxTest() throws Exception {
        Brand brand = new Brand("theatre", "Théâtre des Vents", "news.theatre.example", "bonjour@theatre.example", "1 quai, Nantes",
                "#7a1f3d", "#ffffff", "fr");
        Field id = Brand.class.getDeclaredField("id");
        id.setAccessible(true);
        id.set(brand, 7);
        outbox.catalog = new Catalog(null) {
            @Override
            public Catalogue now() {
                return new Catalogue(List.of(brand), List.of(), List.of(), List.of(), List.of());
            }
        };
        through(true, message -> true);
    }

    private void through(boolean ready, Predicate<TextMessage> gateway) {
        outbox.sender = new SmsSender() {
            @Override
            public boolean ready() {
                return ready;
            }

            @Override
            public boolean send(TextMessage message) {
                sent.add(Thread.currentThread().getName() + "|" + message.number() + "|" + message.text());
                return gateway.test(message);
            }
        };
    }

    @AfterEach
    void stop() {
        outbox.stop();
    }

    @Test
    void a_code_is_sent_in_the_language_of_the_page_behind_the_visitors_back() throws Exception {
        outbox.needed(CODE);
        String[] text = sent.poll(60, TimeUnit.SECONDS).split("\\|");
        assertEquals("+33639980001", text[1]);
        assertEquals("Théâtre des Vents: your code is 123456. It works for 10 minutes.", text[2]);
        assertNotEquals(Thread.currentThread().getName(), text[0]);
    }

    @Test
    void a_gateway_that_breaks_or_refuses_breaks_nothing_here() throws Exception {
        through(true, message -> {
            throw new IllegalStateException("broken");
        });
        outbox.needed(CODE);
        sent.poll(60, TimeUnit.SECONDS);
        through(true, message -> false);
        outbox.needed(CODE);
        sent.poll(60, TimeUnit.SECONDS);
        through(true, message -> true);
        outbox.needed(CODE);
        assertTrue(sent.poll(60, TimeUnit.SECONDS).contains("123456"));
    }

    @Test
    void without_a_gateway_or_a_brand_nothing_is_sent() {
        through(false, message -> true);
        outbox.needed(CODE);
        assertFalse(outbox.send(new TextMessage(7, CODE.number(), "x")));
        through(true, message -> true);
        outbox.needed(new CodeNeeded(8, CODE.number(), CODE.code(), "en"));
        assertTrue(sent.isEmpty());
    }

    @Test
    void a_gateway_that_hangs_holds_up_nobody_and_fills_no_memory() {
        CountDownLatch open = new CountDownLatch(1);
        through(true, message -> {
            try {
                return open.await(60, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                return false;
            }
        });
        boolean taken = true;
        int count = 0;
        while (taken && count < 5000) {
            taken = outbox.send(new TextMessage(7, CODE.number(), "x"));
            count++;
        }
        assertTrue(count < 1100, "it grew to " + count);
        open.countDown();
    }
}
