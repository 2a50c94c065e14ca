package org.preferencecenter.mail.control;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.consent.control.Recipients;
import org.preferencecenter.consent.control.Suppressions;
import org.preferencecenter.consent.entity.AddressForm;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.consent.entity.SuppressionReason;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.mail.entity.DeliveryStatus;
import org.preferencecenter.platform.entity.InboundSettings;
import org.preferencecenter.platform.entity.Settings;

/**
 * Which of a person's mailboxes a report is about, and that it is not written to any more. Choices are not touched: a mailbox
 * that is gone says nothing about what somebody wants (STANDARDS A.7).
 */
@Singleton
public class Unreachable {

    /** There is no mark of the address: a report without a bounce address of ours. */
    static final int NO_MARK = -1;

    private final Recipients recipients;
    private final Suppressions suppressions;
    private final ReturnLog log;
    private final Settings settings;
    private final Clock clock;

    @Inject
    public Unreachable(Recipients recipients, Suppressions suppressions, ReturnLog log, Settings settings, Clock clock) {
        this.recipients = recipients;
        this.suppressions = suppressions;
        this.log = log;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * What a report is about.
     *
     * @param address the mailbox, or null: it is not the person's any more, or it cannot be told which
     * @param hash    of the address, or null
     */
    record Found(DeliveryStatus status, String address, byte[] hash) {
    }

    /**
     * The mailbox, by the mark in the bounce address, else by what the report names, else the only one there is.
     *
     * @param statuses one or more; a message of ours has one recipient, so the rest is about where it was handed on to
     */
    Found found(long recipient, int mark, List<DeliveryStatus> statuses) {
        List<String> mailboxes = mailboxes(recipient);
        DeliveryStatus status = statuses.stream().filter(one -> one.recipients().stream().anyMatch(named -> among(mailboxes, named)))
                .findFirst().orElseGet(() -> statuses.stream().filter(one -> one.action().equals("failed")).findFirst()
                        .orElse(statuses.get(0)));
        Optional<String> address = mark != NO_MARK
                ? mailboxes.stream().filter(one -> suppressions.mark(Channel.EMAIL, one) == mark).findFirst()
                : mailboxes.stream().filter(one -> status.recipients().stream().anyMatch(named -> same(one, named))).findFirst()
                        .or(() -> mailboxes.size() == 1 ? Optional.of(mailboxes.get(0)) : Optional.empty());
        return new Found(status, address.orElse(null), address.map(one -> suppressions.hash(Channel.EMAIL, one)).orElse(null));
    }

    /** @param brand 0: for every brand @return true if it was written to until now */
    boolean hard(Found found, int brand) {
        return found.address() != null && suppressions.suppress(Channel.EMAIL, found.address(), brand, SuppressionReason.BOUNCE);
    }

    /** After the last failure that one mailbox may have, when this one is written down already. */
    boolean soft(Found found, int brand) {
        InboundSettings limits = settings.doors().inbound();
        return found.hash() != null
                && log.softSince(found.hash(), clock.instant().minus(limits.softWithin()), limits.softBounces()) >= limits.softBounces()
                && suppressions.suppress(Channel.EMAIL, found.address(), brand, SuppressionReason.BOUNCE);
    }

    /** The mailbox that the report names, or all of the person's where it names none of them. */
    boolean complained(long recipient, List<String> named, int brand) {
        List<String> mailboxes = mailboxes(recipient);
        List<String> told = mailboxes.stream().filter(one -> named.stream().anyMatch(name -> same(one, name))).toList();
        boolean any = false;
        for (String mailbox : told.isEmpty() ? mailboxes : told) {
            any |= suppressions.suppress(Channel.EMAIL, mailbox, brand, SuppressionReason.COMPLAINT);
        }
        return any;
    }

    private List<String> mailboxes(long recipient) {
        return recipients.find(recipient).map(Recipient::addresses).orElse(List.of()).stream()
                .filter(address -> address.channel() == Channel.EMAIL).map(Recipient.Address::value).toList();
    }

    private static boolean among(List<String> mailboxes, String named) {
        return mailboxes.stream().anyMatch(one -> same(one, named));
    }

    private static boolean same(String one, String named) {
        return AddressForm.possible(named)
                && AddressForm.normal(Channel.EMAIL, one).equals(AddressForm.normal(Channel.EMAIL, named));
    }
}
