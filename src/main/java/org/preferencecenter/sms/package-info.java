/**
 * Text messages: the few we send ourselves, and the words people answer with.
 *
 * <p>Promises:
 *
 * <ul>
 * <li>We send codes, one confirmation of a STOP, and a few answers a day to whoever texts us, never anything else: campaigns
 *     are their senders' own ({@code TextDeskIT}).
 * <li>Whatever sends them can be put in the place of another ({@link org.preferencecenter.sms.control.SmsSender}); without
 *     one nothing is sent, and pages say so ({@code GatewayTest}, {@code PhoneIT}).
 * <li>A STOP holds when it is answered, for the brand that was written to and, where the law of the number's country says so
 *     on that day, for all; a number nobody has is kept from being texted too ({@code TextDeskIT}, {@code StopTermsTest},
 *     {@code TextsIT}).
 * <li>No text ever grants anything: START gives back what the number's own STOP took, unless something else has stopped it
 *     since ({@code TextDeskIT}).
 * <li>What may ask to stop in words of its own is never passed over: a person reads it, for 90 days, and until then it lies
 *     sealed ({@code KeywordsTest}, {@code TextDeskIT}).
 * <li>A text told twice, or twice at once, is acted for once ({@code TextDeskIT}, {@code TextsIT}).
 * <li>No number, no code and nothing anybody wrote is in a log ({@code TextsIT}, {@code GatewayTest}).
 * </ul>
 */
package org.preferencecenter.sms;
