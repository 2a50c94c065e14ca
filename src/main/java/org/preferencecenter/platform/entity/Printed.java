package org.preferencecenter.platform.entity;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A document to be printed, written from top to bottom: headings, facts, quotations, tables. Whatever is put in is text and
 * nothing else: it can neither break the document nor fetch anything. {@code Pdf} in {@code platform.control} prints it.
 */
public final class Printed {

    /** What the foot of a page says, in CSS. */
    private static final String PAGE = "counter(page) ' / ' counter(pages)";
    private static final String LOOK = """
            @page { size: A4; margin: 20mm 18mm 22mm; @bottom-center { content: counter(page) ' / ' counter(pages);
              font-family: Text; font-size: 8pt; color: #55606b; } }
            html { font-family: Text; font-size: 10pt; line-height: 1.45; color: #1b1f24; }
            body { margin: 0; }
            h1 { font-size: 19pt; line-height: 1.2; margin: 0 0 2mm; }
            h2 { font-size: 12.5pt; margin: 7mm 0 1.5mm; padding-top: 2mm; border-top: 0.6pt solid #aab3bc; page-break-after: avoid; }
            h3 { font-size: 10.5pt; margin: 4mm 0 1mm; page-break-after: avoid; }
            p { margin: 0 0 2mm; }
            p.lead { color: #44505b; margin-bottom: 4mm; }
            p.note { font-size: 8.5pt; color: #44505b; }
            table { width: 100%; border-collapse: collapse; margin: 1mm 0 3mm; -fs-table-paginate: paginate; }
            th, td { text-align: left; vertical-align: top; padding: 1.1mm 3mm 1.1mm 0; border-bottom: 0.4pt solid #d5dae0; }
            tr { page-break-inside: avoid; }
            table.facts th { width: 33%; font-weight: normal; color: #44505b; }
            table.rows thead th { font-size: 8.5pt; color: #44505b; }
            blockquote { margin: 1mm 0 3mm; padding: 0.5mm 0 0.5mm 4mm; border-left: 2pt solid #7a8793; white-space: pre-wrap; }
            .code { font-family: Code; font-size: 7.5pt; word-wrap: break-word; white-space: pre-wrap; }
            .rtl { direction: rtl; text-align: right; }
            .rtl th, .rtl td { text-align: right; padding: 1.1mm 0 1.1mm 3mm; }
            .rtl blockquote, blockquote.rtl { padding: 0.5mm 4mm 0.5mm 0; border-left: 0; border-right: 2pt solid #7a8793; }
            .ltr, .rtl td.ltr { direction: ltr; text-align: left; }
            .rtl blockquote.ltr { padding: 0.5mm 0 0.5mm 4mm; border-left: 2pt solid #7a8793; border-right: 0; }
            .rtl td.turned { direction: ltr; text-align: right; } .ltr td.turned { direction: rtl; text-align: left; }
            """;

    private final StringBuilder body = new StringBuilder(8192);
    private final String language;
    private final String title;
    private final String about;
    private String foot = "";
    private boolean facts;

    private Printed(String language, String title, String about) {
        this.language = language;
        this.title = title;
        this.about = about;
    }

    /**
     * Begins a document.
     *
     * @param language BCP 47, of all that is not said to be in another; decides the direction
     * @param title    heads it, and names it where documents are listed
     * @param about    what it is, in a sentence; stands below the title
     */
    public static Printed in(String language, String title, String about) {
        Printed printed = new Printed(language, title, about);
        printed.open("h1", "").text(title).close("h1");
        if (!about.isEmpty()) {
            printed.open("p", "lead").text(about).close("p");
        }
        return printed;
    }

    /** What stands at the foot of each page before its number: a loose sheet tells what it is of. Signs of CSS are left out of it. */
    public Printed footed(String words) {
        foot = words.replaceAll("[^\\p{L}\\p{N}\\p{Zs}.,:°–-]", "");
        return this;
    }

    /** How long it is so far, in characters with their markup, without its head. */
    public int length() {
        return body.length();
    }

    /** A part of it. */
    public Printed section(String heading) {
        end();
        return open("h2", "").text(heading).close("h2");
    }

    /** A part of a part. */
    public Printed part(String heading) {
        end();
        return open("h3", "").text(heading).close("h3");
    }

    /** A sentence or more. */
    public Printed paragraph(String words) {
        end();
        return open("p", "").text(words).close("p");
    }

    /** What is said in passing. */
    public Printed note(String words) {
        end();
        return open("p", "note").text(words).close("p");
    }

    /** What is called how; several in a row make one table. */
    public Printed fact(String label, String value) {
        String other = Locales.direction(language).equals("rtl") ? "ltr" : "rtl";
        return row(label, Bidi.direction(value).filter(other::equals).isPresent() ? "turned\" dir=\"" + other : "", value);
    }

    /** As {@link #fact}, for what is compared sign by sign: hashes, keys, numbers of records. */
    public Printed codeFact(String label, String value) {
        return row(label, "code ltr\" dir=\"ltr", value);
    }

    /** The printer sets columns from left to right whatever the direction of writing: what is read first stands last then. */
    private Printed row(String label, String look, String value) {
        if (!facts) {
            open("table", "facts").open("tbody", "");
            facts = true;
        }
        boolean turned = Locales.direction(language).equals("rtl");
        open("tr", "");
        if (turned) {
            open("td", look).text(value).close("td");
        }
        body.append("<th scope=\"row\">");
        text(label).close("th");
        if (!turned) {
            open("td", look).text(value).close("td");
        }
        return close("tr");
    }

    /** Words exactly as they were. @param locale BCP 47, of those words */
    public Printed quotation(String words, String locale) {
        end();
        body.append("<blockquote lang=\"");
        text(locale);
        body.append("\" class=\"").append(Locales.direction(locale)).append("\">");
        return text(words).close("blockquote");
    }

    /** A block of signs, lines kept: a signed note, a key. */
    public Printed code(String signs) {
        end();
        return open("p", "code ltr").text(signs).close("p");
    }

    /** A table. @param rows each as long as {@code head} */
    public Printed table(List<String> head, List<List<String>> rows) {
        end();
        open("table", "rows").open("thead", "").open("tr", "");
        for (String cell : inOrder(head)) {
            body.append("<th scope=\"col\">");
            text(cell).close("th");
        }
        close("tr").close("thead").open("tbody", "");
        for (List<String> row : rows) {
            open("tr", "");
            inOrder(row).forEach(cell -> open("td", "").text(cell).close("td"));
            close("tr");
        }
        return close("tbody").close("table");
    }

    private List<String> inOrder(List<String> cells) {
        List<String> order = new ArrayList<>(cells);
        if (Locales.direction(language).equals("rtl")) {
            Collections.reverse(order);
        }
        return order;
    }

    /** As XHTML, whole. */
    public String xhtml() {
        end();
        String direction = Locales.direction(language);
        Printed head = new Printed(language, title, about);
        head.body.append("<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"");
        head.text(language).body.append("\" dir=\"").append(direction).append("\"><head><title>");
        head.text(title).body.append("</title><meta name=\"subject\" content=\"");
        head.text(about).body.append("\"/><meta name=\"description\" content=\"");
        head.text(about).body.append("\"/><style>").append(look()).append("</style></head><body class=\"").append(direction).append("\">");
        return head.body.append(body).append("</body></html>").toString();
    }

    private String look() {
        return foot.isEmpty() ? LOOK : LOOK.replace(PAGE, "'" + foot + " · ' " + PAGE);
    }

    private void end() {
        if (facts) {
            facts = false;
            close("tbody").close("table");
        }
    }

    private Printed open(String element, String look) {
        body.append('<').append(element);
        if (!look.isEmpty()) {
            body.append(" class=\"").append(look).append('"');
        }
        body.append('>');
        return this;
    }

    private Printed close(String element) {
        body.append("</").append(element).append('>');
        return this;
    }

    /** What XML 1.0 does not admit is left out: no escape makes it admissible. */
    private Printed text(String words) {
        for (int i = 0; i < words.length();) {
            int c = words.codePointAt(i);
            i += Character.charCount(c);
            switch (c) {
                case '&' -> body.append("&amp;");
                case '<' -> body.append("&lt;");
                case '>' -> body.append("&gt;");
                case '"' -> body.append("&quot;");
                default -> {
                    boolean admitted = c == '\t' || c == '\n' || c >= ' ' && c <= 0xD7FF || c >= 0xE000 && c <= 0xFFFD || c >= 0x10000;
                    if (admitted) {
                        body.appendCodePoint(c);
                    }
                }
            }
        }
        return this;
    }
}
