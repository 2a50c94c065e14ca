package org.preferencecenter.catalog.entity;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.preferencecenter.catalog.entity.Logo.Format;

/**
 * An SVG drawing that draws and does nothing else: no script, no link, nothing fetched, no foreign content, no entities.
 * Pages show it as an image, in which browsers run and fetch nothing anyway; this is for whoever opens the file itself.
 */
final class Drawn {

    private static final String SVG = "http://www.w3.org/2000/svg";
    /** What can act, fetch or hold another document. */
    private static final Set<String> REFUSED = Set.of("script", "foreignobject", "iframe", "embed", "object", "audio", "video",
            "a", "handler", "listener", "set", "animate", "animatetransform", "animatemotion", "image", "feimage");

    private Drawn() {
    }

    /** @return nothing for what is no such drawing, or says no size: it needs width and height, or a viewBox */
    static Optional<ImageHead> read(byte[] bytes) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            // Decoded strictly here: a parser given octets that are no text complains on the server's output.
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            XMLStreamReader in = factory.createXMLStreamReader(new StringReader(text));
            ImageHead head = null;
            while (in.hasNext()) {
                int event = in.next();
                if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE
                        || event == XMLStreamConstants.PROCESSING_INSTRUCTION) {
                    return Optional.empty();
                }
                if (event == XMLStreamConstants.START_ELEMENT) {
                    if (!SVG.equals(in.getNamespaceURI()) || head == null && !in.getLocalName().equals("svg") || acts(in)) {
                        return Optional.empty();
                    }
                    head = head == null ? head(in) : head;
                } else if (event == XMLStreamConstants.CHARACTERS && fetches(in.getText())) {
                    return Optional.empty();
                }
            }
            return Optional.ofNullable(head);
        } catch (CharacterCodingException | XMLStreamException | NumberFormatException notADrawing) {
            return Optional.empty();
        }
    }

    private static boolean acts(XMLStreamReader in) {
        if (REFUSED.contains(in.getLocalName().toLowerCase(Locale.ROOT))) {
            return true;
        }
        for (int i = 0; i < in.getAttributeCount(); i++) {
            String name = in.getAttributeLocalName(i).toLowerCase(Locale.ROOT);
            String value = in.getAttributeValue(i).strip();
            if (name.startsWith("on") || name.equals("href") && !value.startsWith("#") || fetches(value)) {
                return true;
            }
        }
        return false;
    }

    /** In attributes and style sheets; a reference within the drawing is {@code url(#…)}. */
    private static boolean fetches(String text) {
        String plain = text.toLowerCase(Locale.ROOT).replaceAll("\\s", "");
        return plain.contains("javascript:") || plain.contains("@import") || plain.contains("\\")
                || plain.replaceAll("url\\([\"']?#", "").contains("url(");
    }

    private static ImageHead head(XMLStreamReader svg) {
        String width = svg.getAttributeValue(null, "width");
        String height = svg.getAttributeValue(null, "height");
        if (width != null && height != null) {
            return new ImageHead(Format.SVG, pixels(width), pixels(height));
        }
        String box = svg.getAttributeValue(null, "viewBox");
        String[] side = box == null ? new String[0] : box.strip().split("[\\s,]+");
        return side.length == 4 ? new ImageHead(Format.SVG, pixels(side[2]), pixels(side[3]))
                : new ImageHead(Format.SVG, 0, 0);
    }

    private static int pixels(String length) {
        return (int) Math.ceil(Double.parseDouble(length.strip().replaceFirst("px$", "")));
    }
}
