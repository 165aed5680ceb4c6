package org.bitacora.record;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bitacora.record.proof.Disclosure;
import org.bitacora.record.proof.Frontier;
import org.bitacora.record.proof.Hash;
import org.bitacora.record.proof.Salt;
import org.bitacora.record.proof.Salts;
import org.bson.Document;
import org.bson.types.Binary;

/**
 * The form of a commit in MongoDB: {@code {_id, commit, keys, at, events: [{id, type, version, at, made, tags, metadata, payload, salts}], size,
 * root, frontier}}. The payload is the exact text that was hashed, never an object: a driver or a server may write numbers or the order of
 * fields in its own way.
 */
final class CommitDocument {
    private CommitDocument() {}

    static Document of(Commit commit) {
        return new Document("_id", commit.position())
                .append("commit", commit.id())
                .append("keys", List.copyOf(commit.keys()))
                .append("at", commit.events().getLast().recordedAt().toEpochMilli())
                .append(
                        "events",
                        commit.events().stream().map(CommitDocument::event).toList())
                .append("size", commit.after().size())
                .append("root", new Binary(commit.after().root().bytes()))
                .append(
                        "frontier",
                        commit.after().nodes().stream()
                                .map(node -> new Binary(node.bytes()))
                                .toList());
    }

    static Commit read(Document document) {
        long position = document.getLong("_id");
        List<StoredEvent> events = new ArrayList<>();
        for (Document event : document.getList("events", Document.class)) {
            events.add(new StoredEvent(
                    position++,
                    Instant.ofEpochMilli(event.getLong("at")),
                    Instant.ofEpochMilli(event.getLong("made")),
                    event.getString("type"),
                    event.getString("version"),
                    event.getString("id"),
                    Disclosure.of(
                            event.getList("tags", String.class),
                            strings(event.get("metadata", Document.class)),
                            event.getString("payload"),
                            salts(event.get("salts", Binary.class).getData()))));
        }
        List<Hash> nodes = document.getList("frontier", Binary.class).stream()
                .map(node -> Hash.of(node.getData()))
                .toList();
        return new Commit(document.getString("commit"), events, new Frontier(document.getLong("size"), nodes));
    }

    private static Document event(StoredEvent event) {
        Disclosure disclosure = event.disclosure();
        return new Document("id", event.id())
                .append("type", event.type())
                .append("version", event.version())
                .append("at", event.recordedAt().toEpochMilli())
                .append("made", event.madeAt().toEpochMilli())
                .append("tags", List.copyOf(disclosure.tags()))
                .append("metadata", new Document(new HashMap<>(disclosure.metadata())))
                .append("payload", disclosure.payload())
                .append("salts", new Binary(bytes(disclosure.salts())));
    }

    /** The three salts one after another: tags, metadata, payload. */
    private static byte[] bytes(Salts salts) {
        return ByteBuffer.allocate(3 * Salt.LENGTH)
                .put(salts.tags().bytes())
                .put(salts.metadata().bytes())
                .put(salts.payload().bytes())
                .array();
    }

    private static Salts salts(byte[] bytes) {
        return new Salts(salt(bytes, 0), salt(bytes, 1), salt(bytes, 2));
    }

    private static Salt salt(byte[] bytes, int index) {
        return Salt.of(Arrays.copyOfRange(bytes, index * Salt.LENGTH, (index + 1) * Salt.LENGTH));
    }

    private static Map<String, String> strings(Document document) {
        Map<String, String> strings = new HashMap<>();
        document.forEach((key, value) -> strings.put(key, (String) value));
        return strings;
    }
}
