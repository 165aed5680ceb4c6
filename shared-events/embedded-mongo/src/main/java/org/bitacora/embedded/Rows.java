package org.bitacora.embedded;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * One SQLite connection seen as numbered tables of byte keys in order.
 *
 * <p>Every row carries a CRC-32C over its table's number, its key and its value, checked at each read: SQLite has no
 * checksum in its main file, and a row misread is told, never returned.
 *
 * <p>Used by one thread at a time. At most {@value #STATEMENTS_MAX} statements are kept prepared. Whatever SQLite
 * refuses is thrown as a {@link StorageFailure}.
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
            Stream<String> columns = IntStream.range(0, fields).mapToObj(field -> "c" + field);
            return new Table(
                    "i" + number, number, Stream.concat(columns, Stream.of("k")).toList());
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

    byte @Nullable [] get(Table table, byte[]... key) {
        return this.<byte @Nullable []>first(
                "select v from " + table.name + table.where(),
                rows -> checked(table, key, rows.getBytes(1)),
                null,
                key);
    }

    void put(Table table, byte[] value, byte[]... key) {
        String columns = String.join(",", table.columns);
        byte[] stored = ByteBuffer.allocate(CHECKSUM_BYTES + value.length)
                .putInt(checksum(table, key, value, 0))
                .put(value)
                .array();
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

    /** The number that a query's only row holds. */
    long count(String sql, byte[]... parameters) {
        return first(sql, rows -> rows.getLong(1), 0L, parameters);
    }

    /** Sets or asks a setting of SQLite's, and returns what it is then. */
    String setting(String pragma) {
        return first("pragma " + pragma, rows -> String.valueOf(rows.getString(1)), "");
    }

    /** A statement without results. */
    void execute(String sql) {
        use(sql, PreparedStatement::execute);
    }

    private interface Column<T extends @Nullable Object> {
        T of(ResultSet rows) throws SQLException;
    }

    private <T extends @Nullable Object> T first(String sql, Column<T> column, T none, byte[]... parameters) {
        return this.<T>use(
                sql,
                statement -> {
                    try (ResultSet rows = statement.executeQuery()) {
                        return rows.next() ? column.of(rows) : none;
                    }
                },
                parameters);
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
            bind(statement, List.of(parameters));
            return use.of(statement);
        } catch (SQLException e) {
            // A statement that failed is not used again.
            closeStatements();
            throw new StorageFailure(e);
        }
    }

    /**
     * Offers the rows that a query finds to the taker, key and value, until it returns false. The snapshot is held
     * meanwhile.
     *
     * @param sql selects the columns of the table's key, and {@code v}
     * @return whether there are more rows behind the one at which the taker stopped
     */
    boolean scan(Table table, String sql, List<byte[]> parameters, BiPredicate<byte[][], byte[]> taker) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    byte[][] key = new byte[table.columns.size()][];
                    for (int i = 0; i < key.length; i++) {
                        key[i] = rows.getBytes(i + 1);
                    }
                    if (!taker.test(key, checked(table, key, rows.getBytes(key.length + 1)))) {
                        return rows.next();
                    }
                }
                return false;
            }
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    private static void bind(PreparedStatement statement, List<byte[]> parameters) throws SQLException {
        for (int i = 0; i < parameters.size(); i++) {
            statement.setBytes(i + 1, parameters.get(i));
        }
    }

    private static byte[] checked(Table table, byte[][] key, byte[] stored) {
        if (stored.length < CHECKSUM_BYTES
                || ByteBuffer.wrap(stored).getInt(0) != checksum(table, key, stored, CHECKSUM_BYTES)) {
            throw new StorageFailure(
                    "a row of table " + table.name + " does not have the checksum it was written with");
        }
        return Arrays.copyOfRange(stored, CHECKSUM_BYTES, stored.length);
    }

    private static int checksum(Table table, byte[][] key, byte[] bytes, int valueFrom) {
        CRC32C sum = new CRC32C();
        sum.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, table.number));
        for (byte[] column : key) {
            sum.update(column);
        }
        sum.update(bytes, valueFrom, bytes.length - valueFrom);
        return (int) sum.getValue();
    }

    private void closeStatements() {
        try {
            for (PreparedStatement statement : statements.values()) {
                statement.close();
            }
            statements.clear();
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }
}
