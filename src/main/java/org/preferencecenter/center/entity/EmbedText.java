package org.preferencecenter.center.entity;

import org.preferencecenter.center.entity.SignUpView.Field;
import org.preferencecenter.center.entity.SignUpView.Part;
import org.preferencecenter.center.entity.SignUpView.Question;
import org.preferencecenter.center.entity.SignUpView.Row;

/**
 * A sign-up form as HTML to be put into another site: plain, without script or style. What is sent from there is shown once
 * more on our own page before it counts, with the words that were really in force.
 */
public final class EmbedText {

    private EmbedText() {
    }

    /** @param action our own form's address */
    public static String form(SignUpView view, String action, Words words) {
        StringBuilder html = new StringBuilder(4096);
        html.append("<form method=\"post\" action=\"").append(escaped(action)).append("\" accept-charset=\"utf-8\" lang=\"")
                .append(words.language()).append("\">\n");
        html.append("<input type=\"hidden\" name=\"shown\" value=\"").append(words.language()).append("\">\n");
        view.parts().forEach(part -> part(html, part, words));
        view.fields().forEach(field -> field(html, field));
        view.age().forEach(age -> {
            html.append("<fieldset><legend>").append(escaped(age.question())).append("</legend>\n");
            choice(html, "radio", "age", SignUpInput.YES, words.say("signup.yes"));
            choice(html, "radio", "age", SignUpInput.NO, words.say("signup.no"));
            html.append("</fieldset>\n");
        });
        return html.append("<button>").append(escaped(words.say("signup.send"))).append("</button>\n</form>\n").toString();
    }

    /** @param source the framed form's address */
    public static String frame(SignUpView view, String source, Words words) {
        return "<iframe src=\"" + escaped(source) + "\" title=\"" + escaped(view.heading().text()) + "\" lang=\"" + words.language()
                + "\" width=\"100%\" height=\"800\" loading=\"lazy\"></iframe>\n";
    }

    private static void part(StringBuilder html, Part part, Words words) {
        html.append("<fieldset>\n<legend").append(foreign(part.title().foreign())).append('>').append(escaped(part.title().text()))
                .append("</legend>\n<p").append(foreign(part.wording().foreign())).append('>').append(escaped(part.wording().text()))
                .append("</p>\n<input type=\"hidden\" name=\"notice\" value=\"").append(part.notice()).append("\">\n");
        part.refusal().forEach(refusal -> choice(html, "checkbox", refusal.name(), SignUpInput.NO, refusal.label()));
        part.rows().forEach(row -> row(html, row, words));
        html.append("</fieldset>\n");
    }

    private static void row(StringBuilder html, Row row, Words words) {
        for (Question question : row.questions()) {
            switch (question.kind()) {
                case "CHECKBOX" -> choice(html, "checkbox", question.name(), SignUpInput.YES, question.named());
                case "RADIO" -> {
                    html.append("<fieldset><legend>").append(escaped(question.named())).append("</legend>\n");
                    choice(html, "radio", question.name(), SignUpInput.YES, words.say("signup.yes"));
                    choice(html, "radio", question.name(), SignUpInput.NO, words.say("signup.no"));
                    html.append("</fieldset>\n");
                }
                default -> html.append("<label>").append(escaped(question.named())).append(" <select name=\"")
                        .append(escaped(question.name())).append("\"><option value=\"\"></option><option value=\"yes\">")
                        .append(escaped(words.say("signup.yes"))).append("</option><option value=\"no\">")
                        .append(escaped(words.say("signup.no"))).append("</option></select></label>\n");
            }
        }
    }

    private static void choice(StringBuilder html, String type, String name, String value, String label) {
        html.append("<label><input type=\"").append(type).append("\" name=\"").append(escaped(name)).append("\" value=\"")
                .append(value).append("\"> ").append(escaped(label)).append("</label>\n");
    }

    private static void field(StringBuilder html, Field field) {
        String attributes = " name=\"" + field.name() + "\" autocomplete=\"" + field.complete() + "\""
                + (field.wanted().isEmpty() ? "" : " required");
        html.append("<label>").append(escaped(field.label())).append(field.type().equals("area")
                ? " <textarea" + attributes + " rows=\"4\"></textarea>" : " <input type=\"" + field.type() + "\"" + attributes + ">")
                .append("</label>\n");
    }

    private static String foreign(Foreign foreign) {
        return foreign.lang().isEmpty() ? "" : " lang=\"" + escaped(foreign.lang()) + "\" dir=\"" + escaped(foreign.dir()) + "\"";
    }

    /** For text and for attributes in double quotes. */
    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&#39;");
    }
}
