package io.tributary.bronze.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.debezium.connector.mysql.MySqlPartition;
import io.debezium.jdbc.JdbcConnection;
import io.debezium.relational.TableId;
import io.tributary.embedded.EmbeddedMySql;
import io.tributary.embedded.Progress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.cdc.connectors.mysql.debezium.DebeziumUtils;
import org.apache.flink.cdc.connectors.mysql.schema.MySqlSchema;
import org.apache.flink.cdc.connectors.mysql.source.assigners.MySqlChunkSplitter;
import org.apache.flink.cdc.connectors.mysql.source.config.MySqlSourceConfig;
import org.apache.flink.cdc.connectors.mysql.source.config.MySqlSourceConfigFactory;
import org.apache.flink.cdc.connectors.mysql.source.split.MySqlSnapshotSplit;
import org.apache.flink.cdc.connectors.mysql.source.utils.StatementUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The chunks of a table's snapshot have each of its rows once, whatever the type of its key. */
class ChunkKeysIT {

  private static final int ROWS = 500;
  private static final int CHUNK_ROWS = 60;

  /** An end to it, should dividing go round in circles. */
  private static final int MAX_CHUNKS = 5 * ROWS / CHUNK_ROWS;

  @TempDir static Path directory;
  private static EmbeddedMySql mysql;

  @BeforeAll
  static void startServer() {
    mysql =
        EmbeddedMySql.start(
            directory.resolve("mysql"), Progress.NONE, List.of("--default-time-zone=-03:30"));
  }

  @AfterAll
  static void stopServer() {
    mysql.close();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "INT                 | n * 1000 - 1000",
        "INT                 | n",
        "TINYINT(1)          | n % 100",
        "BIGINT UNSIGNED     | 18446744073709551615 - n * 100000000000000",
        "BIGINT UNSIGNED     | 18446744073709551000 + n",
        "DECIMAL(40,10)      | n * 12345678901234567.1234567891 - 1e20",
        "FLOAT               | n / 7",
        "BIT(12)             | n",
        "VARBINARY(16)       | UNHEX(MD5(n))",
        "BINARY(8)           | IF(n % 100 < 99, 'a', 'b')",
        "VARCHAR(40)         | CONCAT(ELT(1 + n % 4, 'a', 'B', 'ü', '😀'), n)",
        "CHAR(1)             | ELT(1 + n % 4, 'a', 'A', 'b', 'ä')",
        "ENUM('z', 'b', 'a') | 1 + n % 3",
        "DATE                | DATE_ADD('1000-01-01', INTERVAL n DAY)",
        "DATE                | ELT(1 + n % 3, '2024-02-31', '0000-00-00', '2024-01-01')",
        "DATETIME(6)         | DATE_ADD('2024-03-30 20:00:00', INTERVAL n * 100000003 MICROSECOND)",
        "DATETIME            | IF(n = 7, '2024-02-31', '2024-01-01')",
        "TIMESTAMP(3)        | DATE_ADD('2024-03-30 20:00:00', INTERVAL n * 100000000 MICROSECOND)",
        "TIME                | SEC_TO_TIME(n * 10000 - 2500000)",
        "YEAR                | 1901 + n % 200",
      })
  void everyRowIsInOneChunk(String type, String key) throws Exception {
    execute(
        "DROP DATABASE IF EXISTS chunks",
        "CREATE DATABASE chunks",
        "CREATE TABLE chunks.`k'ey` (`k y` " + type + ", n INT, PRIMARY KEY (`k y`, n))",
        "INSERT INTO chunks.`k'ey` WITH RECURSIVE numbers AS"
            + " (SELECT 1 AS n UNION ALL SELECT n + 1 FROM numbers WHERE n < "
            + ROWS
            + ") SELECT "
            + key
            + ", n FROM numbers",
        "ANALYZE TABLE chunks.`k'ey`");
    MySqlSourceConfig config = config();
    List<Integer> read = new ArrayList<>();
    try (JdbcConnection connection = DebeziumUtils.openJdbcConnection(config)) {
      for (MySqlSnapshotSplit chunk : chunks(config)) {
        read.addAll(numbers(connection, chunk));
      }
    }

    assertThat(read)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, ROWS).boxed().collect(Collectors.toList()));
  }

  private static List<MySqlSnapshotSplit> chunks(MySqlSourceConfig config) throws Exception {
    MySqlPartition partition = new MySqlPartition("mysql");
    TableId table = new TableId("chunks", null, "k'ey");
    MySqlChunkSplitter splitter = new MySqlChunkSplitter(new MySqlSchema(config, true), config);
    splitter.open();
    try {
      List<MySqlSnapshotSplit> chunks = new ArrayList<>();
      do {
        chunks.addAll(splitter.splitChunks(partition, table));
        assertThat(chunks).hasSizeLessThan(MAX_CHUNKS);
      } while (splitter.hasNextChunk());
      return chunks;
    } finally {
      splitter.close();
    }
  }

  private static List<Integer> numbers(JdbcConnection connection, MySqlSnapshotSplit chunk)
      throws Exception {
    boolean first = chunk.getSplitStart() == null;
    boolean last = chunk.getSplitEnd() == null;
    String sql =
        StatementUtils.buildSplitScanQuery(
            chunk.getTableId(), chunk.getSplitKeyType(), first, last);
    List<Integer> numbers = new ArrayList<>();
    try (PreparedStatement statement =
            StatementUtils.readTableSplitDataStatement(
                connection,
                sql,
                first,
                last,
                chunk.getSplitStart(),
                chunk.getSplitEnd(),
                1,
                Integer.MIN_VALUE);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        numbers.add(rows.getInt("n"));
      }
    }
    return numbers;
  }

  private static MySqlSourceConfig config() {
    Properties jdbc = new Properties();
    jdbc.setProperty("allowPublicKeyRetrieval", "true");
    jdbc.setProperty("sslMode", "DISABLED");
    jdbc.putAll(MySqlCapture.sessionProperties());
    return new MySqlSourceConfigFactory()
        .hostname(mysql.host())
        .port(mysql.port())
        .username("root")
        .password(mysql.rootPassword())
        .databaseList("chunks")
        .tableList("chunks\\..*")
        .serverTimeZone("UTC")
        .splitSize(CHUNK_ROWS)
        .jdbcProperties(jdbc)
        .createConfig(0);
  }

  private static void execute(String... statements) throws Exception {
    try (Connection connection = mysql.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("SET SESSION sql_mode = 'ALLOW_INVALID_DATES'");
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
