package org.bitacora.record;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bitacora.record.proof.Frontier;
import org.bitacora.record.proof.Hash;
import org.bitacora.record.proof.Tile;
import org.bitacora.record.proof.TileSource;
import org.bitacora.record.proof.TiledTree;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/**
 * The tree over the record, in tiles. Full tiles never change, so each is computed once and kept in the collection {@code tiles}; they can be
 * thrown away at any time, for they follow from the events.
 */
public final class RecordTree implements TileSource {
    /** Enough for a record of 16 million events; beyond that they are computed anew. */
    private static final int ROOTS_MAX = 1 << 16;

    private final EventRecord record;
    private final MongoCollection<Document> tiles;

    /** Roots of full tiles, which never change: a tree of the past needs up to 255 of them, each of which was read anew. */
    private final Map<Tile, Hash> roots = new ConcurrentHashMap<>();

    public RecordTree(EventRecord record, MongoDatabase database) {
        this.record = record;
        this.tiles = database.getCollection("tiles").withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
    }

    /** The tree when it had this many leaves. */
    public TiledTree at(long size) {
        return new TiledTree(size, this);
    }

    /** Computes the full tiles that are new, so that nobody waits for them later. */
    public void keepUp() {
        long full = record.size() / Tile.WIDTH_MAX;
        for (int level = 0; full > 0; level++, full /= Tile.WIDTH_MAX) {
            for (long index = full - 1; index >= 0 && stored(level, index) == null; index--) {
                read(new Tile(level, index, Tile.WIDTH_MAX));
            }
        }
    }

    @Override
    public byte[] read(Tile tile) {
        boolean full = tile.width() == Tile.WIDTH_MAX;
        Document known = full ? stored(tile.level(), tile.index()) : null;
        if (known != null) return known.get("hashes", Binary.class).getData();
        byte[] hashes = tile.level() == 0 ? leaves(tile) : roots(tile);
        if (full) {
            String id = id(tile.level(), tile.index());
            tiles.replaceOne(
                    Filters.eq("_id", id),
                    new Document("_id", id).append("hashes", new Binary(hashes)),
                    new ReplaceOptions().upsert(true));
        }
        return hashes;
    }

    private byte[] leaves(Tile tile) {
        long from = tile.index() * Tile.WIDTH_MAX;
        ByteArrayOutputStream hashes = new ByteArrayOutputStream(tile.width() * Hash.LENGTH);
        for (StoredEvent event : record.at(from, from + tile.width())) {
            hashes.writeBytes(event.entry().leafHash().bytes());
        }
        return hashes.toByteArray();
    }

    /** The hashes of a tile above the leaves are the roots of the full tiles below it. */
    private byte[] roots(Tile tile) {
        ByteArrayOutputStream hashes = new ByteArrayOutputStream(tile.width() * Hash.LENGTH);
        for (int i = 0; i < tile.width(); i++) {
            hashes.writeBytes(root(new Tile(tile.level() - 1, tile.index() * Tile.WIDTH_MAX + i, Tile.WIDTH_MAX))
                    .bytes());
        }
        return hashes.toByteArray();
    }

    private Hash root(Tile full) {
        Hash known = roots.get(full);
        if (known != null) return known;
        byte[] below = read(full);
        Frontier frontier = Frontier.empty();
        for (int at = 0; at < below.length; at += Hash.LENGTH) {
            frontier = frontier.append(Hash.of(Arrays.copyOfRange(below, at, at + Hash.LENGTH)));
        }
        Hash root = frontier.root();
        if (roots.size() < ROOTS_MAX) roots.put(full, root);
        return root;
    }

    private @Nullable Document stored(int level, long index) {
        return tiles.find(Filters.eq("_id", id(level, index))).first();
    }

    private static String id(int level, long index) {
        return level + "/" + index;
    }
}
