/**
 * Text messages: the few we send ourselves, and the words people answer with.
 *
 * <p>Promises:
 *
 * <ul>
 * <li>We send codes and one confirmation of a STOP, never anything else: campaigns are their senders' own.
 * <li>Whatever sends them can be put in the place of another ({@link org.preferencecenter.sms.control.SmsSender}); without
 *     one nothing is sent, and pages say so.
 * </ul>
 */
package org.preferencecenter.sms;
