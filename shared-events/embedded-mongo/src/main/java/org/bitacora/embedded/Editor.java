package org.bitacora.embedded;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.AbstractMongoCollection;
import de.bwaldvogel.mongo.backend.AbstractMongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an update makes of one document: mongo-java-server's update operators, applied in a collection of at most one
 * document that is nowhere but here. Used once.
 */
final class Editor extends AbstractMongoCollection<Integer> {
    private static final Integer ONLY = 0;

    private @Nullable Document document;

    private Editor(@Nullable Document document) {
        super(new Nowhere(), "edited", CollectionOptions.withDefaults(), new CursorRegistry());
        this.document = document;
    }

    /**
     * The document after an update.
     *
     * @param filter what it was found by; names the element that a {@code $} in a path stands for
     */
    static Document edited(Document document, Document filter, Document update, @Nullable Object arrayFilters) {
        if (isReplacement(update)) {
            Object id = document.get("_id");
            if (update.containsKey("_id") && !java.util.Arrays.equals(Keys.of(update.get("_id")), Keys.of(id))) {
                throw new de.bwaldvogel.mongo.exception.MongoServerError(
                        66, "ImmutableField", "the (immutable) field '_id' was found to have been altered");
            }
            Document replacement = new Document("_id", id);
            update.forEach((field, value) -> {
                if (!field.equals("_id")) {
                    replacement.put(field, value);
                }
            });
            return replacement;
        }
        Editor editor = new Editor(document.cloneDeeply());
        editor.edit(filter, update, arrayFilters);
        return editor.result();
    }

    /** The document that an update inserts where nothing matched the filter. */
    static Document upserted(Document filter, Document update, @Nullable Object arrayFilters) {
        Editor editor = new Editor(null);
        editor.edit(filter, update, arrayFilters);
        return editor.result();
    }

    static boolean isReplacement(Document update) {
        return update.keySet().stream().noneMatch(key -> key.startsWith("$"));
    }

    private void edit(Document filter, Document update, @Nullable Object arrayFilters) {
        Document command =
                new Document("query", filter).append("update", update).append("upsert", true);
        if (arrayFilters != null) {
            command.append("arrayFilters", arrayFilters);
        }
        findAndModify(command);
    }

    private Document result() {
        if (document == null) {
            throw new IllegalStateException("the update made nothing");
        }
        return document;
    }

    @Override
    protected QueryResult queryDocuments(
            Document query, @Nullable Document orderBy, int skip, int limit, int batchSize, @Nullable Document fields) {
        return new QueryResult(document == null ? List.of() : List.of(document));
    }

    @Override
    protected QueryResult matchDocuments(
            Document query, Document orderBy, int skip, int limit, int batchSize, Document fields) {
        throw new UnsupportedOperationException();
    }

    @Override
    protected Integer findDocumentPosition(Document searched) {
        return ONLY;
    }

    @Override
    protected void handleUpdate(Integer position, Document before, Document after) {
        document = after;
    }

    @Override
    public void addDocument(Document added) {
        document = added;
    }

    @Override
    protected boolean tracksDataSize() {
        return false;
    }

    @Override
    protected Document getDocument(Integer position) {
        return result();
    }

    @Override
    protected Integer addDocumentInternal(Document added) {
        throw new UnsupportedOperationException();
    }

    @Override
    protected void removeDocument(Integer position) {
        throw new UnsupportedOperationException();
    }

    @Override
    protected Stream<DocumentWithPosition<Integer>> streamAllDocumentsWithPosition() {
        throw new UnsupportedOperationException();
    }

    @Override
    protected void updateDataSize(int sizeDelta) {
        throw new UnsupportedOperationException();
    }

    @Override
    protected int getDataSize() {
        return 0;
    }

    @Override
    public int count() {
        return document == null ? 0 : 1;
    }

    /** The database that a collection must belong to. */
    private static final class Nowhere extends AbstractMongoDatabase<Integer> {
        Nowhere() {
            super("nowhere", new CursorRegistry());
        }

        @Override
        protected Index<Integer> openOrCreateUniqueIndex(
                String collection, String index, List<IndexKey> keys, boolean sparse) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected MongoCollection<Integer> openOrCreateCollection(String collection, CollectionOptions options) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected long getFileSize() {
            return 0;
        }

        @Override
        protected long getStorageSize() {
            return 0;
        }
    }
}
