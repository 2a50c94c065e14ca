package org.preferencecenter.sms.control;

import java.net.URI;
import java.time.Clock;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.platform.entity.Settings;
import org.preferencecenter.sms.entity.TextMessage;

/**
 * What PC_SMS_GATEWAY names. An operator's own sender, a bean of type {@link SmsSender} marked {@code @Alternative} with a
 * {@code @Priority}, takes the place of this one.
 */
@Singleton
public class Gateway implements SmsSender {

    private static final String HTTPS = "https://";

    private final Catalog catalog;
    private final Optional<HttpGateway> http;
    private final Optional<MailGateway> mail;
    private volatile SmsSender pretended;

    @Inject
    public Gateway(Settings settings, Catalog catalog, Clock clock) {
        this.catalog = catalog;
        Optional<String> address = settings.smsGateway();
        this.http = address.filter(text -> text.startsWith(HTTPS))
                .map(text -> new HttpGateway(URI.create(text), settings.smsToken()));
        this.mail = address.filter(text -> !text.startsWith(HTTPS))
                .map(text -> new MailGateway(text, settings, clock));
    }

    /** Where no gateway is set, the demo's telephone takes its place. */
    public void pretend(SmsSender telephone) {
        this.pretended = telephone;
    }

    @Override
    public boolean ready() {
        return http.isPresent() || mail.isPresent() || pretended != null;
    }

    @Override
    public boolean send(TextMessage message) {
        Optional<Brand> brand = catalog.now().brand(message.brand());
        if (brand.isEmpty() || !ready()) {
            return false;
        }
        if (http.isPresent()) {
            return http.get().send(message, brand.get().code());
        }
        return mail.isPresent() ? mail.get().send(message, brand.get()) : pretended.send(message);
    }
}
