package org.preferencecenter.mail.entity;

import java.util.List;

import org.preferencecenter.platform.entity.Locales;

/**
 * A message we write ourselves, the same in plain text and in simple HTML.
 *
 * @param language BCP 47, set on the HTML with its direction
 * @param sender   name shown as the sender, also at the head of the HTML
 * @param accent   the brand's colour and the colour of text on it, {@code #rrggbb}
 */
public record Letter(String language, String sender, String accent, String accentInk, String subject,
        List<Block> blocks) {

    /** A part of a letter, top to bottom. */
    public sealed interface Block {
    }

    public record Heading(String text) implements Block {
    }

    public record Paragraph(String text) implements Block {
    }

    /** Something to copy, character by character. */
    public record Verbatim(String text) implements Block {
    }

    /** The one thing to do, as a button. */
    public record Action(String label, String uri) implements Block {
    }

    /** Small print: who writes, why, and how to stop. */
    public record SmallPrint(String text) implements Block {
    }

    /** A link in the small print. */
    public record SmallLink(String label, String uri) implements Block {
    }

    /** The plain text, lines ended by LF. */
    public String text() {
        StringBuilder out = new StringBuilder();
        boolean small = false;
        for (Block block : blocks) {
            boolean begins = !small && (block instanceof SmallPrint || block instanceof SmallLink);
            if (begins) {
                // RFC 3676 §4.3: what follows "-- " is the signature; clients show it apart.
                out.append("-- \n");
                small = true;
            }
            out.append(text(block)).append(small ? "\n" : "\n\n");
        }
        return out.toString();
    }

    private static String text(Block block) {
        if (block instanceof Heading heading) {
            return heading.text();
        } else if (block instanceof Paragraph paragraph) {
            return paragraph.text();
        } else if (block instanceof Verbatim verbatim) {
            return verbatim.text();
        } else if (block instanceof Action action) {
            return action.label() + "\n" + action.uri();
        } else if (block instanceof SmallLink link) {
            return link.label() + "\n" + link.uri();
        }
        return ((SmallPrint) block).text();
    }

    /** The HTML: one column, inline styles, no image and nothing to fetch. */
    public String html() {
        String tongue = "lang=\"" + escape(language) + "\" dir=\"" + Locales.direction(language) + "\"";
        StringBuilder out = new StringBuilder("<!doctype html>\n<html ").append(tongue)
                .append("><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>")
                .append(escape(subject)).append("</title></head>\n<body style=\"margin:0;background:#f6f5f2;color:#1d1c1a;"
                        + "font:16px/1.55 system-ui,sans-serif\">\n<div ")
                // Once more: many mail programs keep no more than what stands in the body.
                .append(tongue).append(" style=\"max-width:36rem;margin:auto;padding:1.5rem;background:#fff;"
                        + "overflow-wrap:anywhere\">\n<p style=\"margin:0 0 1rem;font-weight:700;color:")
                .append(escape(accent)).append("\"><bdi>").append(escape(sender)).append("</bdi></p>\n");
        blocks.forEach(block -> out.append(html(block)).append('\n'));
        return out.append("</div></body></html>\n").toString();
    }

    private String html(Block block) {
        if (block instanceof Heading heading) {
            return "<h1 style=\"font-size:1.5rem;line-height:1.2\">" + escape(heading.text()) + "</h1>";
        } else if (block instanceof Paragraph paragraph) {
            return "<p>" + escape(paragraph.text()) + "</p>";
        } else if (block instanceof Verbatim verbatim) {
            return "<pre style=\"white-space:pre-wrap;font-size:.8rem\">" + escape(verbatim.text()) + "</pre>";
        } else if (block instanceof Action action) {
            return "<p><a style=\"display:inline-block;padding:.7rem 1.1rem;border-radius:12px;text-decoration:none;"
                    + "background:" + escape(accent) + ";color:" + escape(accentInk) + "\" href=\"" + escape(action.uri())
                    + "\">" + escape(action.label()) + "</a></p>";
        } else if (block instanceof SmallLink link) {
            return "<p style=\"margin:.3rem 0;font-size:.85rem\"><a style=\"color:#5d5a54\" href=\"" + escape(link.uri())
                    + "\">" + escape(link.label()) + "</a></p>";
        }
        return "<p style=\"margin:.3rem 0;font-size:.85rem;color:#5d5a54\">" + escape(((SmallPrint) block).text()) + "</p>";
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
