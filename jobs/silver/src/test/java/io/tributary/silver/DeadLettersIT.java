package io.tributary.silver;

import static io.tributary.silver.Bronze.event;
import static io.tributary.silver.Bronze.row;
import static io.tributary.silver.SilverRuns.await;
import static io.tributary.silver.SilverRuns.query;
import static io.tributary.silver.SilverRuns.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.common.change.Op;
import io.tributary.common.change.Seq;
import io.tributary.common.commitlog.CommitLogReader;
import io.tributary.common.commitlog.CommitLogWriter;
import io.tributary.common.commitlog.CommittedFile;
import io.tributary.common.config.LakeConfig;
import io.tributary.common.config.LakePaths;
import io.tributary.common.config.TableConfig;
import io.tributary.common.deadletter.DeadLetter;
import io.tributary.common.deadletter.DeadLetters;
import io.tributary.common.schema.Column;
import io.tributary.common.schema.TableId;
import io.tributary.common.schema.TableSchema;
import io.tributary.common.storage.ObjectStore;
import io.tributary.common.storage.StorageAddress;
import io.tributary.silver.clean.SilverTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.RowData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows and files that silver cannot process: each is accounted for, and the job goes on. */
class DeadLettersIT {

  private static final TableId ORDERS = new TableId("shop", "shop", "orders");
  private static final TableSchema SCHEMA =
      new TableSchema(
          ORDERS,
          List.of(
              new Column("id", "int", DataTypes.INT().getLogicalType()),
              new Column("amount", "text", DataTypes.STRING().getLogicalType())),
          List.of("id"));
  private static final String ROWS = "SELECT id, amount FROM t ORDER BY id";

  @TempDir Path directory;

  private StorageAddress root;

  @BeforeEach
  void address() {
    root = new StorageAddress("file://" + directory.resolve("bronze/shop"), null);
  }

  @Test
  void whatCannotBeProcessedIsKeptAndReplayedOnceItCanBe() throws Exception {
    try (Bronze bronze = new Bronze(root);
        ObjectStore store = root.open()) {
      bronze
          .write(
              SCHEMA,
              event(Op.INSERT, 1, null, row(1, "10")),
              event(Op.INSERT, 2, null, row(2, "twenty")),
              event(Op.INSERT, 3, null, row(null, "30")),
              event(Op.INSERT, 4, null, row(4, "40")))
          .commit();
      String broken = bronze.write(SCHEMA, event(Op.INSERT, 5, null, row(5, "50"))).commit();
      CommittedFile file = new CommitLogReader(store).read(broken).files().get(0);
      Path onDisk = directory.resolve("bronze/shop").resolve(file.path());
      byte[] whole = Files.readAllBytes(onDisk);
      Files.write(onDisk, new byte[whole.length]);
      bronze.write(SCHEMA, event(Op.INSERT, 6, null, row(6, "60"))).commit();

      List<SilverTable> silver = new ArrayList<>();
      JobClient job = start(config("CAST(amount AS INT)"), Map.of(ORDERS, SCHEMA), bronze, silver);
      List<String> good = List.of("+I[1, 10]", "+I[4, 40]", "+I[6, 60]");
      try {
        await(job, () -> query(silver.get(0), ROWS).equals(good));
        Map<String, DeadLetter> letters = letters(store);
        assertThat(letters).hasSize(3);
        DeadLetter row = letter(letters, seq(2));
        assertThat(row.job()).isEqualTo(DeadLetter.SILVER);
        assertThat(row.table()).isEqualTo(ORDERS);
        assertThat(row.op()).isEqualTo("c");
        assertThat(row.reason()).contains("twenty");
        assertThat(row.record().path("amount").asText()).isEqualTo("twenty");
        assertThat(store.read(row.file())).isNotEmpty();
        assertThat(letter(letters, seq(3)).reason()).contains("key's column id");
        DeadLetter unreadable = letter(letters, null);
        assertThat(unreadable.file()).isEqualTo(file.path());
        assertThat(unreadable.position()).isEqualTo("after 0 events");

        Files.write(onDisk, whole);
        CommitLogWriter.insert(store, List.of(file));
        await(
            job,
            () ->
                query(silver.get(0), ROWS)
                    .equals(List.of("+I[1, 10]", "+I[4, 40]", "+I[5, 50]", "+I[6, 60]")));
      } finally {
        job.cancel().get();
      }
    }
  }

  @Test
  void aMappingThatDivertsATableStopsTheJob() throws Exception {
    try (Bronze bronze = new Bronze(root);
        ObjectStore store = root.open()) {
      // Enough in one reader for the limit to be passed also where a new minute begins in between.
      int limit = SilverRuns.DEAD_LETTERS_PER_MINUTE;
      RowData[] poison = new RowData[3 * limit];
      for (int i = 0; i < poison.length; i++) {
        poison[i] = event(Op.INSERT, i, null, row(i, "none"));
      }
      bronze.write(SCHEMA, poison).commit();

      JobClient job =
          start(config("CAST(amount AS INT)"), Map.of(ORDERS, SCHEMA), bronze, new ArrayList<>());

      assertThatThrownBy(() -> job.getJobExecutionResult().get())
          .hasStackTraceContaining("More than " + limit)
          .hasStackTraceContaining("tributary dead-letters list");
      assertThat(letters(store)).hasSizeBetween(limit + 1, 2 * limit + 1);
    }
  }

  private LakeConfig config(String amount) {
    return new LakeConfig(
        new LakePaths(uri("bronze"), uri("silver"), uri("consumer")),
        null,
        Map.of(),
        List.of(
            TableConfig.builder("shop", "shop", "orders")
                .columns(Map.of("amount", amount))
                .build()));
  }

  private String uri(String layer) {
    return "file://" + directory.resolve(layer);
  }

  private static String seq(long position) {
    return Seq.ofBinlog(Seq.FIRST_EPOCH, "binlog.000001", position, 0);
  }

  private static Map<String, DeadLetter> letters(ObjectStore store) throws IOException {
    DeadLetters all = new DeadLetters(store);
    Map<String, DeadLetter> letters = new TreeMap<>();
    for (String name : all.names()) {
      letters.put(name, all.read(name));
    }
    return letters;
  }

  private static DeadLetter letter(Map<String, DeadLetter> letters, String seq) {
    return letters.values().stream()
        .filter(letter -> java.util.Objects.equals(letter.seq(), seq))
        .findFirst()
        .orElseThrow();
  }
}
