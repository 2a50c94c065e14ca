/**
 * The run command for people who try or develop Preference Center; not part of the application.
 *
 * <p>Promises: one command starts a real PostgreSQL and the server and prints one address; Ctrl-C stops both; data stays;
 * a busy port, a second copy, a killed earlier run or a folder that cannot be written is told in a sentence, never by a
 * stack trace.
 */
package org.preferencecenter.run;
