package org.preferencecenter.platform.entity;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Everything the operator can set, read once from {@code PC_*} variables and checked at start.
 *
 * @param demo        loads the demo brand and serves /demo
 * @param baseUrl     where recipients reach the pages, without trailing slash
 * @param oneClickUrl base of the URI in List-Unsubscribe: always https (RFC 8058 §3.1); equal to baseUrl outside the demo
 * @param secret      master secret: seals link and DKIM keys, keys the suppression hashes
 * @param apiKey      bearer key of the REST API; nothing: the API answers only in the demo
 * @param smtpHost    the next hop
 * @param smtpPort    1 to 65535
 * @param undoWindow  how long a stop can be undone through a mailed link
 * @param confirmLife how long a confirmation link works
 */
public record Settings(boolean demo, URI baseUrl, URI oneClickUrl, Secret secret, Optional<Secret> apiKey,
        String smtpHost, int smtpPort, Duration undoWindow, Duration confirmLife) {
}
