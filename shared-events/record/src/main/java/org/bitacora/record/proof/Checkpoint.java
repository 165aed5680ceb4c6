package org.bitacora.record.proof;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the record says of itself and signs: so many events, and this root. C2SP tlog-checkpoint, a signed note without
 * extension lines and with exactly one signature, the record's own under the origin as key name. Its text, in which
 * {@code —} is U+2014:
 *
 * <pre>
 * bitacora/01k9w3v6m2q8x4t7n5r1c0d9ba
 * 1204
 * 5KmqF3…=
 *
 * — bitacora/01k9w3v6m2q8x4t7n5r1c0d9ba Az3grl…=
 * </pre>
 *
 * @param origin the name of the record, unlike any other's
 * @param size number of events
 * @param root of the tree over their entries
 * @param signature canonical base64 of the key ID and the 64 bytes of the Ed25519 signature
 */
public record Checkpoint(String origin, long size, Hash root, String signature) {

    private static final Pattern TEXT =
            Pattern.compile("([^\n]+)\n(0|[1-9][0-9]{0,18})\n([^\n]{44})\n\n— ([^ \n]+) ([^ \n]+)\n");

    /** Signs a size and root. Sign only what can no longer be lost, and never two roots for one size. */
    public static Checkpoint sign(SigningKey key, long size, Hash root) {
        String origin = key.verifier().name();
        byte[] signature = key.sign(Bytes.ofText(body(origin, size, root)));
        byte[] id = key.verifier().id();
        byte[] line = Arrays.copyOf(id, id.length + signature.length);
        System.arraycopy(signature, 0, line, id.length, signature.length);
        return new Checkpoint(origin, size, root, Bytes.toBase64(line));
    }

    public static Checkpoint sign(SigningKey key, Frontier frontier) {
        return sign(key, frontier.size(), frontier.root());
    }

    /**
     * Reads {@link #text} strictly and checks the signature: throws {@link IllegalArgumentException} for anything that
     * {@link #sign} with this key did not write.
     */
    public static Checkpoint parse(String text, VerifierKey key) {
        Matcher lines = TEXT.matcher(text);
        if (!lines.matches()) {
            throw new IllegalArgumentException("not a checkpoint with one signature");
        }
        Checkpoint checkpoint = new Checkpoint(
                lines.group(1), Long.parseLong(lines.group(2)), Hash.ofBase64(lines.group(3)), lines.group(5));
        if (!checkpoint.origin.equals(key.name()) || !lines.group(4).equals(key.name())) {
            throw new IllegalArgumentException("the checkpoint is not of " + key.name());
        }
        byte[] line = Bytes.ofBase64(checkpoint.signature);
        int idLength = key.id().length;
        if (line.length < idLength || !Arrays.equals(Arrays.copyOf(line, idLength), key.id())) {
            throw new IllegalArgumentException("the checkpoint is signed with another key");
        }
        byte[] body = Bytes.ofText(body(checkpoint.origin, checkpoint.size, checkpoint.root));
        if (!key.verifies(body, Arrays.copyOfRange(line, idLength, line.length))) {
            throw new IllegalArgumentException("the checkpoint's signature is wrong");
        }
        return checkpoint;
    }

    public String text() {
        return body(origin, size, root) + "\n— " + origin + " " + signature + "\n";
    }

    private static String body(String origin, long size, Hash root) {
        return origin + "\n" + size + "\n" + root.base64() + "\n";
    }
}
