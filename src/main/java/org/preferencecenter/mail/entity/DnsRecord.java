package org.preferencecenter.mail.entity;

/** A record to publish. */
public record DnsRecord(String name, String type, String value) {
}
