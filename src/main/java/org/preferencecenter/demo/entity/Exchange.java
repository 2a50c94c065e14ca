package org.preferencecenter.demo.entity;

/**
 * What a mail client said to the address in List-Unsubscribe, and what it heard.
 *
 * @param request  line, header and body as sent
 * @param status   of the answer, or 0 if there was none
 * @param response header and body of the answer, or empty
 */
public record Exchange(String request, int status, String response) {

    /** True if the client may tell its user that it is done. */
    public boolean done() {
        return status == 200;
    }
}
