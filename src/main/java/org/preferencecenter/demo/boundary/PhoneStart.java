package org.preferencecenter.demo.boundary;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;

import org.preferencecenter.demo.control.CatalogueSeed;
import org.preferencecenter.demo.control.DemoPhone;
import org.preferencecenter.demo.control.TextClient;
import org.preferencecenter.platform.entity.Settings;
import org.preferencecenter.sms.control.Gateway;
import org.preferencecenter.sms.control.SmsNumbers;

/** Gives the demo its telephones, where no gateway is set, and the theatre its number, once there is a theatre. */
@ApplicationScoped
public class PhoneStart {

    @Inject
    private Settings settings;
    @Inject
    private Gateway gateway;
    @Inject
    private DemoPhone phone;
    @Inject
    private SmsNumbers numbers;

    void start(@Observes @Priority(105) Startup event) {
        if (!settings.demo()) {
            return;
        }
        if (settings.smsGateway().isEmpty()) {
            gateway.pretend(phone);
        }
        numbers.put(TextClient.NUMBER, null, CatalogueSeed.BRAND);
    }
}
