/**
 * Until when people's data may be used, and its end (S-46, S-47).
 *
 * <p>Promises:
 * <ul>
 * <li>A clock counts whole days where the person lives, from their last action, by the shorter of the rule book's term and the
 * house's; neither the hour nor summer time moves a day, and an open is no action ({@code TimetableTest}).</li>
 * <li>Nothing is asked, ended or destroyed before somebody has agreed to the counts of a dry run, nor if they have grown since
 * ({@code RetentionIT}).</li>
 * <li>Whoever gives no sign is asked once in a lapse, whatever dies and however many nodes run, and only where a message of the
 * purpose would be allowed ({@code RetentionIT}).</li>
 * <li>Whose time was over before anybody asked is asked first, if nothing but silence speaks against it, and ended only if they
 * may not be, or for too long; what cannot be read ends nobody ({@code RetentionIT}).</li>
 * <li>A yes renews what stands and no more; a click moves the clock, and opening the page says nothing ({@code RetentionIT}).</li>
 * <li>Without an answer in time nothing is sent any more, and the ledger tells that the time was over ({@code RetentionIT}).</li>
 * <li>At the end everything that names the person is destroyed; an archived proof is found by whoever has the address, and by
 * nobody else ({@code RetentionIT}).</li>
 * <li>Processes killed by SIGKILL, two at once, leave exactly what one leaves that nobody disturbed ({@code RetentionKillIT}).</li>
 * <li>A clock that jumps, a long silence or a term made shorter stops the schedule ({@code RetentionIT}).</li>
 * <li>What is due is found by its index, whatever the number of people ({@code RetentionIT}).</li>
 * </ul>
 * Nothing is written here while people act: clocks may be late, and whoever is due is looked at anew.
 */
package org.preferencecenter.retention;
