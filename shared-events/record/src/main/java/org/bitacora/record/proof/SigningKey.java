package org.bitacora.record.proof;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * The key that signs a record's checkpoints (Ed25519). It lives in a file beside the data and never in the database:
 * who can rewrite the database must not be able to sign what they wrote.
 *
 * <p>The file has two lines, the private key as Go's {@code sumdb/note} writes it ({@code
 * PRIVATE+KEY+<name>+<key ID>+<base64>}) and the {@link VerifierKey} that belongs to it, which the JDK cannot derive.
 * It is readable by its owner alone; the file system must know POSIX permissions.
 */
public final class SigningKey {

    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private static final String PRIVATE = "PRIVATE+KEY+";

    private final PrivateKey key;
    private final VerifierKey verifier;

    private SigningKey(PrivateKey key, VerifierKey verifier) {
        this.key = key;
        this.verifier = verifier;
    }

    /**
     * Makes a new key and its file, durably, before anything is signed with it. The file appears whole or not at all.
     * Throws {@link FileAlreadyExistsException} if there is one: a second key under one origin would be a second record.
     *
     * @param origin that it signs for, as {@link VerifierKey#name}
     */
    public static SigningKey create(Path file, String origin) throws IOException {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            SigningKey made = new SigningKey(pair.getPrivate(), VerifierKey.of(origin, pair.getPublic()));
            made.writeTo(file);
            return made;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java since 15 has Ed25519", e);
        }
    }

    /**
     * Reads the key from its file. Throws {@link FileSystemException} with the reason if others than the owner may read
     * or write it, if it is no plain file, or if it does not hold a key and the verifier key that belongs to it.
     */
    public static SigningKey open(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileSystemException(file.toString(), null, "the signing key is missing, or not a plain file");
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
        if (!OWNER_ONLY.containsAll(permissions)) {
            throw new FileSystemException(
                    file.toString(),
                    null,
                    "the signing key has mode " + PosixFilePermissions.toString(permissions)
                            + "; others may know it. If nobody can have read it: chmod 600");
        }
        try {
            return read(Files.readAllLines(file));
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            FileSystemException refusal =
                    new FileSystemException(file.toString(), null, "the file does not hold a signing key");
            refusal.initCause(e);
            throw refusal;
        }
    }

    public VerifierKey verifier() {
        return verifier;
    }

    byte[] sign(byte[] message) {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initSign(key);
            ed25519.update(message);
            return ed25519.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an Ed25519 key signs any message", e);
        }
    }

    private static SigningKey read(List<String> lines) throws GeneralSecurityException {
        if (lines.size() != 2) {
            throw new IllegalArgumentException("not two lines");
        }
        VerifierKey verifier = VerifierKey.parse(lines.get(1));
        String prefix = privatePrefix(verifier);
        if (!lines.get(0).startsWith(prefix)) {
            throw new IllegalArgumentException("the two lines are not of one key");
        }
        byte[] typed = Bytes.ofBase64(lines.get(0).substring(prefix.length()));
        if (typed.length != 33 || typed[0] != 1) {
            throw new IllegalArgumentException("not an Ed25519 key");
        }
        PrivateKey key = KeyFactory.getInstance("Ed25519")
                .generatePrivate(
                        new EdECPrivateKeySpec(NamedParameterSpec.ED25519, Arrays.copyOfRange(typed, 1, typed.length)));
        SigningKey signing = new SigningKey(key, verifier);
        byte[] probe = Bytes.ofText("bitacora key check");
        if (!verifier.verifies(probe, signing.sign(probe))) {
            throw new IllegalArgumentException("the two lines are not of one key");
        }
        return signing;
    }

    /** Of two processes that make the file at once, one does; it is there whole or not at all. */
    private void writeTo(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Path unfinished = Files.createTempFile(
                folder, file.getFileName() + ".", ".new", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        try {
            try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                ByteBuffer text = ByteBuffer.wrap(Bytes.ofText(text()));
                while (text.hasRemaining()) {
                    channel.write(text);
                }
                channel.force(true);
            }
            Files.createLink(file, unfinished);
        } finally {
            Files.deleteIfExists(unfinished);
        }
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    private String text() {
        byte[] seed = ((EdECPrivateKey) key).getBytes().orElseThrow();
        byte[] typed = new byte[1 + seed.length];
        typed[0] = 1;
        System.arraycopy(seed, 0, typed, 1, seed.length);
        return privatePrefix(verifier) + Bytes.toBase64(typed) + "\n" + verifier.text() + "\n";
    }

    private static String privatePrefix(VerifierKey verifier) {
        return PRIVATE + verifier.name() + "+" + HexFormat.of().formatHex(verifier.id()) + "+";
    }

    /** Shows the public half only. */
    @Override
    public String toString() {
        return "SigningKey[" + verifier + "]";
    }
}
