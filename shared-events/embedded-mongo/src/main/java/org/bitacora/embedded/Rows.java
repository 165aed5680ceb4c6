package org.bitacora.embedded;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * One SQLite connection seen as numbered tables of byte keys in order.
 *
 * <p>Every row carries a CRC-32C over its table's number, its key and its value, checked at each read: SQLite has no
 * checksum in its main file, and a row misread is told, never returned.
 *
 * <p>Used by one thread at a time. At most {@value #STATEMENTS_MAX} statements are kept prepared.
 */
final class Rows implements AutoCloseable {
    /**
     * A table of documents, whose key is one column (ordinary, so that large values stay out of the key's tree), or of
     * index entries, whose key is a column for each field and the document's key behind them (one tree).
     */
    record Table(String name, int number, List<String> columns) {
        static Table ofDocuments(int number) {
            return new Table("d" + number, number, List.of("k"));
        }

        static Table ofIndex(int number, int fields) {
            List<String> columns = new ArrayList<>();
            IntStream.range(0, fields).forEach(field -> columns.add("c" + field));
            columns.add("k");
            return new Table("i" + number, number, List.copyOf(columns));
        }

        private String definition() {
            String key = String.join(",", columns);
            return name + "(" + key.replace(",", " blob not null,") + " blob not null, v blob not null"
                    + (name.startsWith("d") ? ", unique(k))" : ", primary key(" + key + ")) without rowid");
        }

        private String where() {
            return " where " + String.join("=? and ", columns) + "=?";
        }
    }

    private interface Use<T extends @Nullable Object> {
        T of(PreparedStatement statement) throws SQLException;
    }

    private static final int STATEMENTS_MAX = 500;
    private static final int CHECKSUM_BYTES = 4;

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    Rows(Connection connection) {
        this.connection = connection;
    }

    Connection connection() {
        return connection;
    }

    byte @Nullable [] get(Table table, byte[]... key) {
        return this.<byte @Nullable []>use(
                "select v from " + table.name + table.where(),
                statement -> {
                    try (ResultSet rows = statement.executeQuery()) {
                        return rows.next() ? checked(table, key, rows.getBytes(1)) : null;
                    }
                },
                key);
    }

    void put(Table table, byte[] value, byte[]... key) {
        byte[] stored = new byte[CHECKSUM_BYTES + value.length];
        System.arraycopy(value, 0, stored, CHECKSUM_BYTES, value.length);
        ByteBuffer.wrap(stored).putInt(0, checksum(table, key, stored));
        String columns = String.join(",", table.columns);
        use(
                "insert into " + table.name + "(" + columns + ",v) values(" + "?,".repeat(key.length)
                        + "?) on conflict(" + columns + ") do update set v=excluded.v",
                PreparedStatement::executeUpdate,
                Keys.with(key, stored));
    }

    void delete(Table table, byte[]... key) {
        use("delete from " + table.name + table.where(), PreparedStatement::executeUpdate, key);
    }

    void create(Table table) {
        execute("create table if not exists " + table.definition());
    }

    void drop(Table table) {
        closeStatements();
        execute("drop table if exists " + table.name);
    }

    /** How many rows a query has that selects nothing else than their number. */
    long count(String sql, byte[]... parameters) {
        return use(
                sql,
                statement -> {
                    try (ResultSet rows = statement.executeQuery()) {
                        return rows.next() ? rows.getLong(1) : 0;
                    }
                },
                parameters);
    }

    /** Sets or asks a setting of SQLite's, and returns what it is then. */
    String setting(String pragma) {
        return use("pragma " + pragma, statement -> {
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? String.valueOf(rows.getString(1)) : "";
            }
        });
    }

    /** A statement without results. */
    void execute(String sql) {
        use(sql, PreparedStatement::execute);
    }

    private <T extends @Nullable Object> T use(String sql, Use<T> use, byte[]... parameters) {
        try {
            PreparedStatement statement = statements.get(sql);
            if (statement == null) {
                if (statements.size() >= STATEMENTS_MAX) {
                    closeStatements();
                }
                statement = connection.prepareStatement(sql);
                statements.put(sql, statement);
            }
            for (int i = 0; i < parameters.length; i++) {
                statement.setBytes(i + 1, parameters[i]);
            }
            return use.of(statement);
        } catch (SQLException e) {
            // A statement that failed is not used again.
            closeStatements();
            throw new StorageFailure(e);
        }
    }

    /** The rows that a query finds; it selects the columns of the table's key, and {@code v}. */
    Scan scan(Table table, String sql, List<byte[]> parameters) {
        return new Scan(table, sql, parameters);
    }

    /** A place among the rows of one query. Holds a statement, and with it the snapshot, until it is closed. */
    final class Scan implements AutoCloseable {
        private final Table table;
        private final PreparedStatement statement;
        private final ResultSet rows;
        private byte @Nullable [][] key;

        private Scan(Table table, String sql, List<byte[]> parameters) {
            this.table = table;
            try {
                statement = connection.prepareStatement(sql);
                for (int i = 0; i < parameters.size(); i++) {
                    statement.setBytes(i + 1, parameters.get(i));
                }
                rows = statement.executeQuery();
            } catch (SQLException e) {
                throw new StorageFailure(e);
            }
        }

        /** Goes to the next row and returns its key, or null behind the last. */
        byte @Nullable [][] next() {
            try {
                key = null;
                if (rows.next()) {
                    byte[][] columns = new byte[table.columns.size()][];
                    for (int i = 0; i < columns.length; i++) {
                        columns[i] = rows.getBytes(i + 1);
                    }
                    key = columns;
                }
                return key;
            } catch (SQLException e) {
                throw new StorageFailure(e);
            }
        }

        /** The value of the row that {@link #next} went to last. */
        byte[] value() {
            byte[][] at = key;
            if (at == null) {
                throw new IllegalStateException("behind the last row");
            }
            try {
                return checked(table, at, rows.getBytes(at.length + 1));
            } catch (SQLException e) {
                throw new StorageFailure(e);
            }
        }

        @Override
        public void close() {
            try {
                statement.close();
            } catch (SQLException e) {
                throw new StorageFailure(e);
            }
        }
    }

    private static byte[] checked(Table table, byte[][] key, byte[] stored) {
        if (stored.length < CHECKSUM_BYTES || ByteBuffer.wrap(stored).getInt(0) != checksum(table, key, stored)) {
            throw new StorageFailure(
                    "a row of table " + table.name + " does not have the checksum it was written with");
        }
        byte[] value = new byte[stored.length - CHECKSUM_BYTES];
        System.arraycopy(stored, CHECKSUM_BYTES, value, 0, value.length);
        return value;
    }

    private static int checksum(Table table, byte[][] key, byte[] stored) {
        CRC32C sum = new CRC32C();
        sum.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, table.number));
        for (byte[] column : key) {
            sum.update(column);
        }
        sum.update(stored, CHECKSUM_BYTES, stored.length - CHECKSUM_BYTES);
        return (int) sum.getValue();
    }

    private void closeStatements() {
        try {
            for (PreparedStatement statement : statements.values()) {
                statement.close();
            }
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
        statements.clear();
    }

    @Override
    public void close() {
        closeStatements();
        try {
            connection.close();
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }
}
