/**
 * The public pages: where a recipient stops, chooses and confirms.
 *
 * <p>Promises:
 *
 * <ul>
 * <li>One click is right (RFC 8058): a POST to a valid link answers 200 once the stop is durable, whatever its body,
 *     cookies, origin, host, user agent or language; no cookie, no redirect; without a durable stop never 200
 *     ({@code OneClickIT}, {@code OneClickPostTest}, {@code OneClickBodyTest}).
 * <li>Looking changes nothing: GET and HEAD are inert on every route, also a thousand times and with JavaScript on
 *     ({@code OneClickIT}, {@code JourneyIT}).
 * <li>Every link that is wrong gets the same answer ({@code OneClickIT}, {@code PreferencesPageIT}).
 * <li>A mailed link shows a masked address and takes contact away at once; adding waits for a fresh link
 *     ({@code MaskTest}, {@code PreferencesPageIT}).
 * <li>A form says only what the person changed, by id, within the brand and what is public: nothing else can be set,
 *     unticking every box is not a global stop, garbage changes nothing ({@code ChoiceFormTest}, {@code FormFuzzTest}).
 * <li>No box of a consent purpose is ticked without a yes; stopping everything weighs as much as saving, and every stop
 *     can be undone ({@code PageViewTest}, {@code JourneyIT}).
 * <li>Whatever colour a brand chose, its page can be read, in light and dark ({@code PaletteTest},
 *     {@code AccessibilityIT}).
 * <li>Pages need no JavaScript, load one stylesheet and weigh less than 50 KB ({@code PreferencesPageIT}).
 * <li>Pages say every sentence in each of nine languages, set as that language is set, from left or right; the language is
 *     the one asked for, else the stored, else the browser's, else the brand's ({@code LanguagesTest}, {@code LanguagesIT},
 *     {@code WordsTest}).
 * <li>A text an admin did not write in the page's language is marked for screen readers and says so
 *     ({@code ForeignTest}, {@code LanguagesIT}).
 * <li>Whatever one brand shows, sends or answers tells nothing of another, under any host; a page without a link under a
 *     name nobody owns names no brand; a link works under every host ({@code BrandsIT}, {@code HostsTest}).
 * <li>A form of somebody else's page is refused; a form that cannot be saved comes back as it was filled in
 *     ({@code FormOriginTest}, {@code PageViewTest}).
 * <li>The page tells how often from what was really sent, else from what was declared; offers only numbers that mean less and
 *     digests that really come, and always what is chosen now ({@code RatesTest}).
 * <li>"Why" shows the exact words, place and way of each yes, from the ledger; without them on record it claims nothing
 *     ({@code PageViewTest}, {@code ProvenanceTest}, {@code OverviewsIT}).
 * <li>An old link asks before its page revokes a newer yes, once; the mail client's button stops at once all the same
 *     ({@code OffersTest}, {@code PageButtonsIT}).
 * <li>A reason is asked after a stop is stored, never before, never twice, and may be left out ({@code OffersTest},
 *     {@code StopReasonsIT}).
 * <li>What is private, a draft or another brand's is named to nobody, not even to whoever has it
 *     ({@code PrivateThingsTest}).
 * <li>What a fresh visit adds counts at once, what any other link adds waits ({@code PageButtonsIT}).
 * <li>Who types an address at {@code /} learns nothing of it: known and unknown are answered with the same bytes, before it
 *     is looked up; limits are told by network and kept by a keyed hash, and no link that somebody holds is ever limited
 *     ({@code WaysInIT}, {@code LettersIT}).
 * <li>A confirmation says what it confirms, when and where it was asked and in which words, works once, and is answered by a
 *     welcome; who comes too late gets a fresh link by mail and none on the page ({@code WaysInIT}, {@code WelcomeTest}).
 * <li>A sign-up form ticks nothing, asks each topic on each channel apart, shows the exact words in force, and answers the
 *     same to the byte whether an address is known or not ({@code SignUpFormTest}, {@code SignUpIT}).
 * <li>What another site's form says counts only once the person saw it here; only named sites may frame a form, and no other
 *     page may be framed ({@code SignUpIT}, {@code SignUpJourneyIT}).
 * <li>Who is too young, and every robot, leaves nothing behind ({@code SignUpIT}, {@code FormTimeTest}).
 * <li>No page makes a session or sets a cookie, whatever is asked of it and however ({@code NoSessionIT}); whatever a scanner
 *     fetches, runs, follows or prefetches, no table changes ({@code ScannerRobotIT}).
 * <li>Every page can be used with the Tab key alone, read with wide spacing and at 400 %, and is without a finding of axe in
 *     every width, scheme and direction ({@code KeyboardIT}, {@code ReadingIT}, {@code AccessibilityIT}).
 * <li>No form breaks on what is typed, gives it back as anything but text, or makes a header of it
 *     ({@code NaughtyStringsIT}, {@code TypedFuzzTest}).
 * <li>No page deceives: each pattern of EDPB 03/2022 has its test ({@code EdpbTest}, {@code FairChoiceIT}, {@code WordingTest}).
 * <li>A number from a sign-up form is shown masked behind a fresh link only, and has a code sent only by its button
 *     ({@code SignUpJourneyIT}, {@code AddressBookTest}).
 * <li>Addresses are seen, masked, and changed by a fresh link only; looking at a link that proves one proves nothing
 * ({@code DetailsIT}).</li>
 * <li>A page drawn as a sample shows nobody's data and leads nowhere ({@code SampleTest}, {@code PurposesOfficeIT}).
 * </ul>
 *
 * The servlets verify the link, act, and hand a request-scoped page to Faces, which only draws: views are stateless, and
 * what a page shows is a pure value ({@link org.preferencecenter.center.entity.PageView}).
 */
package org.preferencecenter.center;
