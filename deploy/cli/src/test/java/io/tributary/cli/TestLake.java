package io.tributary.cli;

import io.tributary.bronze.mysql.MySqlCatalog;
import io.tributary.common.bronze.BronzeFormat;
import io.tributary.common.bronze.BronzePaths;
import io.tributary.common.commitlog.CommitLogWriter;
import io.tributary.common.commitlog.CommittedFile;
import io.tributary.common.config.LakeConfig;
import io.tributary.common.config.LakeConfigLoader;
import io.tributary.common.parquet.RowParquet;
import io.tributary.common.schema.SchemaChange;
import io.tributary.common.schema.SchemaHistory;
import io.tributary.common.schema.TableId;
import io.tributary.common.schema.TableSchema;
import io.tributary.common.storage.ObjectStore;
import io.tributary.common.storage.StorageAddress;
import io.tributary.common.table.HudiTable;
import io.tributary.common.table.Metadata;
import io.tributary.common.table.RegisteredTable;
import io.tributary.common.table.TableRegistry;
import io.tributary.embedded.EmbeddedMySql;
import io.tributary.hudi.HudiSettings;
import io.tributary.hudi.HudiSink;
import io.tributary.silver.clean.SilverTable;
import io.tributary.silver.clean.SilverTables;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.RowKind;
import org.apache.parquet.hadoop.ParquetWriter;

/** A lake in a directory, whose one source is a real server. */
public final class TestLake {

  /** What a command said, and what it ended with. */
  public record Outcome(int exitCode, String out, String err) {}

  private final Path directory;
  private final Path file;
  private final LakeConfig config;
  private final Map<String, SilverTable> silver = new HashMap<>();
  private long seq;

  /** A lake without a server behind its source. */
  public TestLake(Path directory, String tables) throws Exception {
    this(directory, "127.0.0.1", 3306, "none", ".*", tables);
  }

  /**
   * A lake of a server's tables.
   *
   * @param captured which tables, as a regular expression
   * @param tables the part of {@code lake.yaml} behind {@code tables:}
   */
  public TestLake(Path directory, EmbeddedMySql mysql, String captured, String tables)
      throws Exception {
    this(directory, mysql.host(), mysql.port(), mysql.rootPassword(), captured, tables);
  }

  private TestLake(
      Path directory, String host, int port, String password, String captured, String tables)
      throws Exception {
    this.directory = Files.createDirectories(directory);
    this.file = directory.resolve("lake.yaml");
    Path secret = directory.resolve("password");
    Files.writeString(secret, password);
    Files.writeString(
        file,
        """
        lake:
          bronze: file://%1$s/bronze
          silver: file://%1$s/silver
          consumer: file://%1$s/consumer
        sources:
          src:
            type: mysql
            host: %2$s
            port: %3$d
            user: root
            password: ${file:%4$s}
            tables: ['%5$s']
        tables:
        %6$s
        """
            .formatted(directory, host, port, secret, captured, tables.indent(2)));
    this.config = LakeConfigLoader.load(file.toString());
  }

  /** Makes silver's tables known, as the silver job does when it starts. */
  public TestLake register(EmbeddedMySql mysql) throws Exception {
    try (Connection connection = mysql.connect()) {
      return register(
          new MySqlCatalog(connection).tables("src", config.sources().get("src")::captures));
    }
  }

  /** Makes silver's tables known, given the source's. */
  public TestLake register(List<TableSchema> source) throws Exception {
    Map<TableId, TableSchema> schemas = new HashMap<>();
    source.forEach(schema -> schemas.put(schema.table(), schema));
    TableEnvironment environment =
        TableEnvironment.create(EnvironmentSettings.newInstance().inStreamingMode().build());
    try (ObjectStore store = new StorageAddress(config.lakePaths().silver(), null).open()) {
      TableRegistry registry = new TableRegistry(store);
      for (SilverTable table :
          SilverTables.resolve(environment, config, schemas, registry.tables())) {
        registry.register(table.registration());
        silver.put(table.table().fullName(), table);
      }
    }
    return this;
  }

  /** Makes a result known, as the consumer job does. */
  public HudiTable registerResult(String database, String name, RowType columns, String key)
      throws Exception {
    HudiTable table =
        new HudiTable(
            database,
            name,
            config.lakePaths().consumer() + "/" + database + "/" + name,
            columns,
            List.of(key),
            null,
            1);
    try (ObjectStore store = new StorageAddress(config.lakePaths().consumer(), null).open()) {
      new TableRegistry(store).register(new RegisteredTable(table, null));
    }
    return table;
  }

  /** Records a schema of a source's table, as the bronze job does. */
  public void recordSchema(String seq, TableSchema schema) throws Exception {
    try (ObjectStore store = bronze().open()) {
      new SchemaHistory(store).record(new SchemaChange(seq, null, null, List.of(schema)));
    }
  }

  /** Records what a statement did, as the bronze job does. */
  public void record(SchemaChange change) throws Exception {
    try (ObjectStore store = bronze().open()) {
      new SchemaHistory(store).record(change);
    }
  }

  /** Writes a bronze file and names it in the commit log; returns its path. */
  public String writeBronze(TableSchema schema, RowData... events) throws Exception {
    String path = BronzePaths.hour(schema.table(), 0) + "/" + UUID.randomUUID() + ".parquet";
    org.apache.flink.core.fs.Path file =
        new org.apache.flink.core.fs.Path(bronze().address() + "/" + path);
    long bytes;
    try (FSDataOutputStream out =
        file.getFileSystem().create(file, FileSystem.WriteMode.NO_OVERWRITE)) {
      ParquetWriter<RowData> writer =
          RowParquet.writer(out, BronzeFormat.rowType(schema), BronzeFormat.footer(schema));
      for (RowData event : events) {
        writer.write(event);
      }
      writer.close();
      bytes = out.getPos();
    }
    CommittedFile committed =
        new CommittedFile(schema.table(), path, events.length, bytes, "-", "-", null);
    try (ObjectStore store = bronze().open()) {
      // Named twice, as after a restore.
      CommitLogWriter log = CommitLogWriter.begin(store);
      log.append(1, List.of(committed));
      log.append(2, List.of(committed));
    }
    return path;
  }

  /** The source's part of bronze. */
  public StorageAddress bronze() {
    return new StorageAddress(BronzePaths.source(config.lakePaths().bronze(), "src"), null);
  }

  public LakeConfig config() {
    return config;
  }

  public HudiTable table(String name) {
    return silver.get(name).table();
  }

  /**
   * A row of a silver table.
   *
   * @param values of its columns in order, metadata left out; text may be Java's
   */
  public RowData row(String table, Object... values) {
    return rescued(table, null, values);
  }

  /** A row with rescued values. */
  public RowData rescued(String table, String rescued, Object... values) {
    List<String> names = table(table).rowType().getFieldNames();
    GenericRowData row = new GenericRowData(RowKind.INSERT, names.size());
    int next = 0;
    for (int i = 0; i < names.size(); i++) {
      row.setField(
          i,
          switch (names.get(i)) {
            case Metadata.SEQ -> StringData.fromString("%016d".formatted(++seq));
            case Metadata.OP -> StringData.fromString("c");
            case Metadata.SOURCE_TS, Metadata.INGEST_TS -> TimestampData.fromEpochMillis(seq);
            case Metadata.RESCUED -> StringData.fromString(rescued);
            default ->
                values[next] instanceof String text ? StringData.fromString(text) : values[next];
          });
      next += Metadata.ALWAYS.contains(names.get(i)) ? 0 : 1;
    }
    return row;
  }

  /** Writes rows into a silver table in one delta commit. */
  public void write(String table, RowData... rows) throws Exception {
    write(table(table), Arrays.asList(rows));
  }

  /** Writes rows into a table in one delta commit. */
  public void write(HudiTable table, List<RowData> rows) throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY, directory.resolve("ck").toUri().toString());
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(1, configuration);
    env.enableCheckpointing(60_000);
    HudiSink.append(
        env.fromData(InternalTypeInfo.of(table.rowType()), rows.toArray(new RowData[0])),
        table,
        Map.of(),
        HudiSettings.defaults(),
        "silver-" + table.fullName());
    env.execute();
  }

  /** Runs a command on this lake. */
  public Outcome run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--config");
    all.add(file.toString());
    return Commands.run(all.toArray(new String[0]));
  }

  /** Runs statements on a server. */
  public static void execute(EmbeddedMySql mysql, String... statements) throws Exception {
    try (Connection connection = mysql.connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** Runs commands as the launcher does. */
  public static final class Commands {

    private Commands() {}

    /** Runs a command. */
    public static Outcome run(String... arguments) {
      StringWriter out = new StringWriter();
      StringWriter err = new StringWriter();
      int code = Main.run(new PrintWriter(out), new PrintWriter(err, true), arguments);
      return new Outcome(code, out.toString(), err.toString());
    }
  }
}
