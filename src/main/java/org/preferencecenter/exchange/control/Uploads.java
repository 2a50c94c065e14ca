package org.preferencecenter.exchange.control;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Takes files in: CSV as it is, a spreadsheet as the CSV it holds. */
@Singleton
public class Uploads {

    private static final byte[] ZIP = {'P', 'K', 3, 4};

    private final FileStore files;

    @Inject
    public Uploads(FileStore files) {
        this.files = files;
    }

    /** What came of it. */
    public enum Flaw {
        EMPTY, TOO_LONG,
        /** It begins like a spreadsheet and is none, or one of the old kind. */
        NO_SHEET
    }

    /** @param id 0 if there is a flaw */
    public record Received(long id, Flaw flaw) {
    }

    /** Stores it piece by piece; memory holds one. @param brand 0: every brand's. @param name as the sender calls it */
    public Received receive(int brand, String name, InputStream in) throws IOException {
        BufferedInputStream file = new BufferedInputStream(in, 1 << 16);
        file.mark(8);
        byte[] head = file.readNBytes(4);
        file.reset();
        if (head.length == 0) {
            return new Received(0, Flaw.EMPTY);
        }
        boolean sheet = java.util.Arrays.equals(head, ZIP);
        if (!sheet && head[0] == (byte) 0xd0 && head[1] == (byte) 0xcf) {
            return new Received(0, Flaw.NO_SHEET);   // the old binary kind
        }
        FileStore.Writing out = files.write(brand, name, "CSV", brand == 0 ? FileStore.LIST_KEPT : FileStore.KEPT);
        try (out) {
            if (sheet) {
                SheetReading.toCsv(file, out);
            } else {
                file.transferTo(out);
            }
            return new Received(out.id(), null);
        } catch (FileStore.TooLong tooLong) {
            return new Received(0, Flaw.TOO_LONG);
        } catch (SheetReading.NoSheet none) {
            return new Received(0, Flaw.NO_SHEET);
        }
    }
}
