package org.bitacora.record.proof;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Worked values for the tests of this package. */
final class Examples {
    /** The eight leaves of the test vectors in Google's certificate-transparency code, quoted by RFC 9162 tools. */
    static final List<byte[]> RFC_LEAVES = List.of(
                    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
            .stream()
            .map(HexFormat.of()::parseHex)
            .toList();

    private Examples() {}

    static Hash hex(String hex) {
        return Hash.of(HexFormat.of().parseHex(hex));
    }

    static List<Hash> leaves(int count) {
        List<Hash> leaves = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            leaves.add(Hash.ofLeaf(new byte[] {(byte) i, (byte) (i >> 8)}));
        }
        return leaves;
    }

    /** The definition of RFC 6962, 2.1, word for word; slow and plainly right. */
    static Hash bruteForceRoot(List<Hash> leaves) {
        if (leaves.isEmpty()) {
            return Hash.ofNothing();
        }
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        int split = Integer.highestOneBit(leaves.size() - 1);
        return Hash.ofChildren(
                bruteForceRoot(leaves.subList(0, split)), bruteForceRoot(leaves.subList(split, leaves.size())));
    }

    static Disclosure disclosure(Random random, int number) {
        String id = "01k9w3v6m2q8x4t7n5r1c%05d".formatted(number);
        return Disclosure.of(
                List.of("suggestion:" + id, "member:01k9w3v6m2q8x4t7n5r1c0d9bm", "command:" + number),
                Map.of("actor", "01k9w3v6m2q8x4t7n5r1c0d9bm", "capacity", "personal", "note", "línea\nsegunda \"ñ\""),
                "{\"title\":\"Propuesta %d\",\"body\":\"%s\"}".formatted(number, "á".repeat(random.nextInt(80))),
                new Salts(salt(random), salt(random), salt(random)));
    }

    static Entry entry(long position, Disclosure disclosure) {
        return new Entry(
                position,
                Instant.parse("2026-11-24T17:54:11.120Z").plusMillis(position / 3),
                "suggestions.SuggestionSubmitted",
                "1",
                "01k9w3v6m2q8x4t7n5r1e%05d".formatted(position),
                disclosure.commitments());
    }

    private static Salt salt(Random random) {
        byte[] bytes = new byte[Salt.LENGTH];
        random.nextBytes(bytes);
        return Salt.of(bytes);
    }
}
