package org.bitacora.embedded;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * One SQLite connection seen as numbered tables of ordered byte keys.
 *
 * <p>Every row carries a CRC-32C over its table's number, its key and its value, checked at each read: SQLite has no
 * checksum in its main file, and a row misread is told, never returned. Table 0 is the catalog. A data table is an
 * ordinary table with a unique key (large values stay out of the key's tree); an index table is one tree of keys.
 *
 * <p>Used by one thread at a time. A statement in use by an open {@link Scan} is not shared; at most
 * {@value #STATEMENTS_MAX} idle ones are kept.
 */
final class Rows implements AutoCloseable {
    /** What a table is for; told by the catalog, and by the first letter of its name. */
    enum Kind {
        DATA("d", "(k blob not null unique, v blob not null)"),
        INDEX("i", "(k blob not null primary key, v blob not null) without rowid");

        private final String letter;
        private final String columns;

        Kind(String letter, String columns) {
            this.letter = letter;
            this.columns = columns;
        }

        String table(int number) {
            return letter + number;
        }
    }

    private static final int STATEMENTS_MAX = 500;
    private static final int CHECKSUM_BYTES = 4;

    private final Connection connection;
    private final Map<String, Deque<PreparedStatement>> idle = new HashMap<>();
    private int idleCount;

    Rows(Connection connection) {
        this.connection = connection;
    }

    Connection connection() {
        return connection;
    }

    byte @Nullable [] get(Kind kind, int table, byte[] key) {
        String sql = "select v from " + kind.table(table) + " where k=?";
        PreparedStatement statement = null;
        try {
            statement = take(sql);
            statement.setBytes(1, key);
            byte[] stored;
            try (ResultSet rows = statement.executeQuery()) {
                stored = rows.next() ? rows.getBytes(1) : null;
            }
            give(sql, statement);
            return stored == null ? null : checked(table, key, stored);
        } catch (SQLException e) {
            throw failed(statement, e);
        }
    }

    void put(Kind kind, int table, byte[] key, byte[] value) {
        CRC32C sum = new CRC32C();
        byte[] stored = new byte[CHECKSUM_BYTES + value.length];
        System.arraycopy(value, 0, stored, CHECKSUM_BYTES, value.length);
        ByteBuffer.wrap(stored).putInt(0, checksum(sum, table, key, stored));
        update(
                "insert into " + kind.table(table) + "(k,v) values(?,?) on conflict(k) do update set v=excluded.v",
                key,
                stored);
    }

    /** A statement without results: the beginning or the end of a transaction. */
    void command(String sql) {
        update(sql);
    }

    void delete(Kind kind, int table, byte[] key) {
        update("delete from " + kind.table(table) + " where k=?", key);
    }

    private void update(String sql, byte[]... parameters) {
        PreparedStatement statement = null;
        try {
            statement = take(sql);
            for (int i = 0; i < parameters.length; i++) {
                statement.setBytes(i + 1, parameters[i]);
            }
            statement.executeUpdate();
            give(sql, statement);
        } catch (SQLException e) {
            throw failed(statement, e);
        }
    }

    /** A statement that failed is not used again. */
    private static StorageFailure failed(@Nullable PreparedStatement statement, SQLException cause) {
        if (statement != null) {
            try {
                statement.close();
            } catch (SQLException e) {
                cause.addSuppressed(e);
            }
        }
        return new StorageFailure(cause);
    }

    void create(Kind kind, int table) {
        execute("create table if not exists " + kind.table(table) + kind.columns);
    }

    void drop(Kind kind, int table) {
        closeIdle();
        execute("drop table if exists " + kind.table(table));
    }

    long count(Kind kind, int table) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from " + kind.table(table))) {
            return rows.next() ? rows.getLong(1) : 0;
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    /** Sets or asks a setting of SQLite's, and returns what it is then. */
    String setting(String pragma) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("pragma " + pragma)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    /** The rows of a table from {@code from} (inclusive) to {@code to} (exclusive), in order or in reverse. */
    Scan scan(Kind kind, int table, byte[] from, byte[] to, boolean descending) {
        return new Scan(kind, table, from, to, descending);
    }

    /** A place among the rows of one table. Holds a statement, and with it the snapshot, until it is closed. */
    final class Scan implements AutoCloseable {
        private final int table;
        private final String sql;
        private final PreparedStatement statement;
        private final ResultSet rows;
        private byte @Nullable [] key;

        private Scan(Kind kind, int table, byte[] from, byte[] to, boolean descending) {
            this.table = table;
            sql = "select k,v from " + kind.table(table) + " where k>=? and k<? order by k"
                    + (descending ? " desc" : "");
            try {
                statement = take(sql);
                statement.setBytes(1, from);
                statement.setBytes(2, to);
                rows = statement.executeQuery();
            } catch (SQLException e) {
                throw new StorageFailure(e);
            }
        }

        /** Goes to the next key and returns it, or null behind the last. */
        byte @Nullable [] next() {
            try {
                key = rows.next() ? rows.getBytes(1) : null;
                return key;
            } catch (SQLException e) {
                throw new StorageFailure(e);
            }
        }

        /** The value of the key that {@link #next} returned last. */
        byte[] value() {
            byte[] at = key;
            if (at == null) {
                throw new IllegalStateException("behind the last row");
            }
            try {
                return checked(table, at, rows.getBytes(2));
            } catch (SQLException e) {
                throw new StorageFailure(e);
            }
        }

        @Override
        public void close() {
            try {
                rows.close();
                give(sql, statement);
            } catch (SQLException e) {
                throw new StorageFailure(e);
            }
        }
    }

    private static byte[] checked(int table, byte[] key, byte[] stored) {
        if (stored.length < CHECKSUM_BYTES
                || ByteBuffer.wrap(stored).getInt(0) != checksum(new CRC32C(), table, key, stored)) {
            throw new StorageFailure("a row of table " + table + " does not have the checksum it was written with");
        }
        byte[] value = new byte[stored.length - CHECKSUM_BYTES];
        System.arraycopy(stored, CHECKSUM_BYTES, value, 0, value.length);
        return value;
    }

    private static int checksum(CRC32C sum, int table, byte[] key, byte[] stored) {
        sum.update(table >>> 24);
        sum.update(table >>> 16);
        sum.update(table >>> 8);
        sum.update(table);
        sum.update(key);
        sum.update(stored, CHECKSUM_BYTES, stored.length - CHECKSUM_BYTES);
        return (int) sum.getValue();
    }

    private PreparedStatement take(String sql) throws SQLException {
        Deque<PreparedStatement> free = idle.get(sql);
        if (free == null || free.isEmpty()) {
            return connection.prepareStatement(sql);
        }
        idleCount--;
        return free.pop();
    }

    private void give(String sql, PreparedStatement statement) {
        if (idleCount >= STATEMENTS_MAX) {
            closeIdle();
        }
        idle.computeIfAbsent(sql, unseen -> new ArrayDeque<>()).push(statement);
        idleCount++;
    }

    private void closeIdle() {
        try {
            for (Deque<PreparedStatement> statements : idle.values()) {
                for (PreparedStatement statement : statements) {
                    statement.close();
                }
            }
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
        idle.clear();
        idleCount = 0;
    }

    @Override
    public void close() {
        closeIdle();
        try {
            connection.close();
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }
}
