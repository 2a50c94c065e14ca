package org.preferencecenter.platform.control;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import jakarta.inject.Singleton;

import com.openhtmltopdf.bidi.support.ICUBidiReorderer;
import com.openhtmltopdf.bidi.support.ICUBidiSplitter;
import com.openhtmltopdf.extend.FSSupplier;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.TextDirection;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import com.openhtmltopdf.util.XRLog;

import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * Prints an XHTML document as PDF: tagged (PDF/UA-1, ISO 14289-1) and to be kept (PDF/A-2a, ISO 19005-2), with its fonts within.
 * A document brings everything with it: it fetches nothing, from no network, no file and no class path, whatever it names.
 * {@code Printed} in {@code platform.entity} writes such documents.
 */
@Singleton
public class Pdf {

    /** In characters, markup included: 2,500 rows of a table, 250 pages, for which it takes a quarter of a gigabyte. */
    public static final int LONGEST = 500_000;

    /** What a document calls its fonts, and where they lie: {@code Text}, {@code Code}. */
    private static final Map<String, byte[]> FONTS = Stream.of("DejaVuSansCondensed", "DejaVuSansCondensed-Bold", "DejaVuSansMono")
            .collect(Collectors.toUnmodifiableMap(name -> name, Pdf::font));
    private static final int NORMAL = 400;
    private static final int BOLD = 700;
    /** Pages are laid out in memory: one document at a time, the others wait their turn. */
    private static final int AT_ONCE = 1;

    private final Semaphore presses = new Semaphore(AT_ONCE, true);
    private final byte[] colours = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();

    static {
        XRLog.setLoggingEnabled(false);   // it repeats what a document says
    }

    /**
     * Prints a document.
     *
     * @param xhtml whole and well-formed, without a document type; its fonts are {@code Text} and {@code Code}
     * @return the file
     * @throws IllegalArgumentException if it is not well-formed, has a document type, or is longer than {@link #LONGEST}
     */
    public byte[] print(String xhtml) {
        if (xhtml.length() > LONGEST) {
            throw new IllegalArgumentException("a document to print has at most " + LONGEST + " characters");
        }
        Document document = read(xhtml);
        presses.acquireUninterruptibly();
        try {
            ByteArrayOutputStream file = new ByteArrayOutputStream(65_536);
            builder(document).toStream(file).run();
            return file.toByteArray();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } finally {
            presses.release();
        }
    }

    @SuppressWarnings("resource")   // whatever it is given lies in memory
    private PdfRendererBuilder builder(Document document) {
        boolean rtl = "rtl".equals(document.getDocumentElement().getAttribute("dir"));
        PdfRendererBuilder builder = new PdfRendererBuilder();
        builder.withW3cDocument(document, null);
        builder.useUriResolver((base, uri) -> null);
        for (ExternalResourceControlPriority when : ExternalResourceControlPriority.values()) {
            builder.useExternalResourceAccessControl((uri, type) -> false, when);
        }
        builder.usePdfUaAccessibility(true);
        builder.usePdfAConformance(PdfAConformance.PDFA_2_A);
        builder.useColorProfile(colours);
        builder.useUnicodeBidiSplitter(new ICUBidiSplitter.ICUBidiSplitterFactory());
        builder.useUnicodeBidiReorderer(new ICUBidiReorderer());
        builder.defaultTextDirection(rtl ? TextDirection.RTL : TextDirection.LTR);
        builder.useFont(stream("DejaVuSansCondensed"), "Text", NORMAL, FontStyle.NORMAL, true);
        builder.useFont(stream("DejaVuSansCondensed-Bold"), "Text", BOLD, FontStyle.NORMAL, true);
        builder.useFont(stream("DejaVuSansMono"), "Code", NORMAL, FontStyle.NORMAL, true);
        return builder;
    }

    private static FSSupplier<InputStream> stream(String font) {
        return () -> new ByteArrayInputStream(FONTS.get(font));
    }

    private static byte[] font(String name) {
        try (InputStream file = Pdf.class.getResourceAsStream("/fonts/" + name + ".ttf")) {
            if (file == null) {
                throw new IllegalStateException("no font " + name);
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without a document type there is no entity to expand, inner or outer. */
    private static Document read(String xhtml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            factory.setNamespaceAware(true);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new InputSource(new StringReader(xhtml)));
        } catch (SAXException | IOException wrong) {
            throw new IllegalArgumentException("not a document that can be printed", wrong);
        } catch (ParserConfigurationException impossible) {
            throw new IllegalStateException("this platform's XML parser cannot be made safe", impossible);
        }
    }
}
