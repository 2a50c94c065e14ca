/**
 * For applications that send mail with Jakarta Mail: asks a Preference Center whether a message may go, and stamps it. The
 * jar with the classifier {@code mail} is this package alone; it needs Jakarta Mail and the JDK, nothing of the server.
 */
package org.preferencecenter.mail.client;
