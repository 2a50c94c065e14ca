package org.preferencecenter.mail.entity;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The fields a prospecting message carries for one recipient, and how they get into its header.
 *
 * @param oneClick   the one https URI (RFC 8058 §3.1), 250 characters at most
 * @param mailto     the second way (RFC 2369 §3.2), a mailto URI with its token in the local part
 * @param help       page that says what this list is (RFC 2369 §3.1)
 * @param listTitle  what people call the list; used where it is ASCII, since List-ID takes no encoding of its own
 * @param listLabel  {@code topic.purpose.brand}: stable for the list's life, never per recipient (RFC 2919 §2)
 * @param mailDomain the domain the label lives under
 * @param feedbackId {@code stream:purpose:brand:sender}, what Gmail's postmaster pages group complaints by
 * @param complaints the mail address that takes complaint reports (RFC 9477 §5.1)
 * @param complaintId names the recipient and the list to us alone (RFC 9477 §5.2): a report may leave out everything else
 */
public record Stamp(String oneClick, String mailto, String help, String listTitle, String listLabel, String mailDomain,
        String feedbackId, String complaints, String complaintId) {

    public static final String UNSUBSCRIBE = "List-Unsubscribe";
    public static final String UNSUBSCRIBE_POST = "List-Unsubscribe-Post";
    public static final String LIST_ID = "List-ID";
    public static final String LIST_HELP = "List-Help";
    public static final String FEEDBACK_ID = "Feedback-ID";
    public static final String CFBL_ADDRESS = "CFBL-Address";
    public static final String CFBL_FEEDBACK_ID = "CFBL-Feedback-ID";
    /** What may be stamped, in the order it stands in the header. */
    public static final List<String> NAMES = List.of(UNSUBSCRIBE, UNSUBSCRIBE_POST, LIST_ID, LIST_HELP, FEEDBACK_ID,
            CFBL_ADDRESS, CFBL_FEEDBACK_ID);
    /** Says something about another field: the two are one sender's, or go together. */
    private static final Map<String, String> COMPANIONS = Map.of(UNSUBSCRIBE_POST, UNSUBSCRIBE, CFBL_FEEDBACK_ID, CFBL_ADDRESS);

    private static final int LONGEST_URI = 250;
    private static final int LONGEST_LIST_ID = 255;
    // RFC 2369 §2: only URL-safe ASCII between the angle brackets. Some clients split at every comma, so none either.
    private static final Pattern URI = Pattern.compile("(https?://|mailto:)[A-Za-z0-9._~:/?#@!$&'()*+;=%\\[\\]-]+");
    private static final Pattern DOT_ATOM = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9._-]+@" + DOT_ATOM.pattern());
    // Fewer characters than RFC 5322 allows an atom: nothing a reader could take for an encoded word or a comment.
    private static final Pattern PHRASE = Pattern.compile("[A-Za-z0-9'&+-]+( [A-Za-z0-9'&+-]+)*");

    /** @throws BadMessage if a URI is too long or holds what a header cannot carry, or the label is no dot-atom */
    public Stamp {
        checkUri(oneClick, "https://");
        checkUri(mailto, "mailto:");
        checkUri(help, "http");
        if (!ADDRESS.matcher(complaints).matches() || !DOT_ATOM.matcher(complaintId).matches()) {
            throw new BadMessage("The address for complaints must be a plain mail address (RFC 9477 §5.1): check the brand's "
                    + "mail domain.");
        }
        if (!DOT_ATOM.matcher(listLabel + "." + mailDomain).matches()) {
            throw new BadMessage("The List-ID of a stream is made of the codes of its topic, purpose and brand and of the "
                    + "brand's mail domain, which together must be a dot-atom (RFC 2919 §2).");
        }
    }

    private static void checkUri(String uri, String scheme) {
        if (uri.length() > LONGEST_URI || !uri.startsWith(scheme) || !URI.matcher(uri).matches()) {
            throw new BadMessage("A link of the message must start with " + scheme + ", be at most 250 characters long and "
                    + "hold only characters a URI may hold: check PC_BASE_URL and the brand's mail domain.");
        }
    }

    /**
     * What to change in a header so that it carries each field once.
     *
     * @throws BadMessage under {@link ExistingPolicy#REJECT} if the header already has one of them
     */
    public List<HeaderChange> changes(RawMessage message, ExistingPolicy policy) {
        List<String> present = NAMES.stream().filter(name -> !message.fields(name).isEmpty()).toList();
        if (policy == ExistingPolicy.REJECT && !present.isEmpty()) {
            throw new BadMessage("The message already has " + String.join(", ", present) + ", which this stream's messages "
                    + "get from here: leave them out, or ask for existing=respect or existing=replace.");
        }
        List<HeaderChange> changes = new ArrayList<>();
        for (HeaderChange.Add field : fields()) {
            int instances = message.fields(field.name()).size();
            boolean theirs = policy == ExistingPolicy.RESPECT && instances > 0 && keeps(message, field.name());
            if (!theirs && adds(message, field.name(), policy)) {
                changes.add(field);
            }
            for (int instance = theirs ? 2 : 1; instance <= instances; instance++) {
                changes.add(new HeaderChange.Delete(field.name(), instance));
            }
        }
        return changes;
    }

    /** A companion without the field it speaks of is not kept. */
    private static boolean keeps(RawMessage message, String name) {
        String main = COMPANIONS.get(name);
        return main == null || !message.fields(main).isEmpty();
    }

    /** Our promise of one-click is never put beside somebody else's link, nor our id beside somebody else's address. */
    private static boolean adds(RawMessage message, String name, ExistingPolicy policy) {
        String main = COMPANIONS.get(name);
        return policy != ExistingPolicy.RESPECT || main == null || message.fields(main).isEmpty();
    }

    private List<HeaderChange.Add> fields() {
        List<HeaderChange.Add> fields = new ArrayList<>();
        // Folded after the comma only (STANDARDS A.1.5); leftmost is preferred (RFC 2369 §2).
        fields.add(HeaderChange.add(UNSUBSCRIBE, "<" + oneClick + ">,", "<" + mailto + ">"));
        fields.add(HeaderChange.add(UNSUBSCRIBE_POST, "List-Unsubscribe=One-Click"));
        listId().ifPresent(id -> fields.add(HeaderChange.add(LIST_ID, id)));
        fields.add(HeaderChange.add(LIST_HELP, "<" + help + ">"));
        fields.add(HeaderChange.add(FEEDBACK_ID, feedbackId));
        fields.add(HeaderChange.add(CFBL_ADDRESS, complaints + "; report=arf"));
        fields.add(HeaderChange.add(CFBL_FEEDBACK_ID, complaintId));
        return fields;
    }

    /** RFC 2919 §2–3: the bracket is the identity, 255 octets at most; a label that does not fit is left out whole. */
    Optional<String> listId() {
        String label = listLabel + "." + mailDomain;
        if (label.getBytes(StandardCharsets.US_ASCII).length > LONGEST_LIST_ID) {
            return Optional.empty();
        }
        boolean phrase = PHRASE.matcher(listTitle).matches() && listTitle.length() <= 60;
        return Optional.of(phrase ? listTitle + " <" + label + ">" : "<" + label + ">");
    }
}
