package org.preferencecenter.mail.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.security.Security;
import java.util.List;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;

import org.preferencecenter.mail.entity.DkimKey;
import org.preferencecenter.mail.entity.DkimSignature.Signing;
import org.preferencecenter.mail.entity.TestKeys;

class NativeSigningTest {

    private static final byte[] TEXT = "from:a@example.org\r\ndkim-signature:v=1".getBytes(StandardCharsets.US_ASCII);

    @Test
    void the_native_library_gives_the_same_octets_as_java() throws Exception {
        assumeTrue(System.getProperty("os.name").equals("Linux") && System.getProperty("os.arch").matches("amd64|aarch64"));
        NativeSigning signing = assertInstanceOf(NativeSigning.class, NativeSigning.orJava(NativeSigning::corretto));
        for (DkimKey key : TestKeys.BOTH) {
            assertTrue(signing.signs(key.algorithm()));
            assertArrayEquals(Signing.JAVA.sign(key, TEXT), signing.sign(key, TEXT), key.selector());
            assertArrayEquals(Signing.JAVA.sign(key, TEXT), signing.sign(key, TEXT), "with the key taken over before");
        }
    }

    @Test
    void nobody_else_gets_to_use_it() {
        NativeSigning.orJava(NativeSigning::corretto);
        for (Provider provider : Security.getProviders()) {
            assertFalse(provider.getName().contains("Corretto"), provider.getName());
        }
    }

    @Test
    void where_the_library_does_not_load_java_signs() {
        List<Supplier<Provider>> failing = List.of(
                () -> { throw new UnsatisfiedLinkError("wrong ELF class"); },
                () -> { throw new NoClassDefFoundError("com/amazon"); },
                () -> { throw new ExceptionInInitializerError("no temporary folder"); },
                () -> { throw new IllegalStateException("not healthy"); });
        failing.forEach(library -> assertSame(Signing.JAVA, NativeSigning.orJava(library)));
    }

    /** A library may know one of the algorithms and not the other. */
    @Test
    void what_the_library_cannot_do_java_does() throws Exception {
        NativeSigning signing = assertInstanceOf(NativeSigning.class, NativeSigning.orJava(() -> new Provider("none", "1", "knows nothing") {
            private static final long serialVersionUID = 1L;
        }));
        for (DkimKey key : TestKeys.BOTH) {
            assertArrayEquals(Signing.JAVA.sign(key, TEXT), signing.sign(key, TEXT));
        }
    }
}
