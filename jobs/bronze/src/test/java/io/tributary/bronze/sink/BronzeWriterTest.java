package io.tributary.bronze.sink;

import static io.tributary.bronze.Shop.NOTES;
import static io.tributary.bronze.Shop.ORDERS;
import static io.tributary.bronze.Shop.START;
import static io.tributary.bronze.Shop.WIDER_ORDERS;
import static io.tributary.bronze.Shop.change;
import static io.tributary.bronze.Shop.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tributary.bronze.Captured;
import io.tributary.common.bronze.BronzeFormat;
import io.tributary.common.change.ChangeEvent;
import io.tributary.common.change.Seq;
import io.tributary.common.commitlog.CommittedFile;
import io.tributary.common.deadletter.DeadLetter;
import io.tributary.common.deadletter.DeadLetterQueue;
import io.tributary.common.deadletter.DeadLetters;
import io.tributary.common.parquet.RowParquet;
import io.tributary.common.schema.SchemaChange;
import io.tributary.common.schema.SchemaHistory;
import io.tributary.common.schema.TableSchema;
import io.tributary.common.storage.ObjectStore;
import io.tributary.common.storage.StorageAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.table.data.RowData;
import org.apache.parquet.hadoop.ParquetReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BronzeWriterTest {

  @TempDir java.nio.file.Path directory;

  private final RecordedMetrics metrics = new RecordedMetrics();
  private StorageAddress root;
  private BronzeWriter writer;

  @BeforeEach
  void openWriter() throws IOException {
    root = new StorageAddress(directory.toUri() + "src", null);
    writer = newWriter(0);
  }

  @AfterEach
  void closeWriter() {
    writer.close();
  }

  @Test
  void aFileComesToBeWhenItIsCommittedAndNotBefore() throws IOException {
    write(change(ORDERS, 1, row(1L, 100L)));
    List<BronzeFile> files = flush();
    assertThat(onDisk()).isEmpty();

    commit(files);

    assertThat(onDisk()).containsExactly(files.get(0).description().path());
    assertThat(schemaOf(files.get(0)).rows).isEqualTo(1);
  }

  @Test
  void committingAgainChangesNothing() throws IOException {
    write(change(ORDERS, 1, row(1L, 100L)));
    List<BronzeFile> files = flush();

    commit(files);
    commit(files);

    assertThat(onDisk()).hasSize(1);
  }

  @Test
  void aFileIsDescribedByWhatIsInIt() throws IOException {
    for (int number : new int[] {9, 5, 13}) {
      write(change(ORDERS, number, row((long) number, 1L)));
    }
    List<BronzeFile> files = flush();
    commit(files);

    CommittedFile file = files.get(0).description();
    assertThat(file.table()).isEqualTo(ORDERS.table());
    assertThat(file.rows()).isEqualTo(3);
    assertThat(file.minSeq()).isEqualTo(Seq.ofBinlog(1, "binlog.000001", 5, 0));
    assertThat(file.maxSeq()).isEqualTo(Seq.ofBinlog(1, "binlog.000001", 13, 0));
    assertThat(file.newestSourceTs()).isEqualTo(change(ORDERS, 13, row(13L, 1L)).sourceTs());
    assertThat(file.bytes()).isEqualTo(Files.size(directory.resolve("src").resolve(file.path())));
  }

  @Test
  void aFileOfSnapshotRowsHasNoSourceTime() throws IOException {
    write(change(ORDERS, 4, row(4L, 1L)));

    assertThat(flush().get(0).description().newestSourceTs()).isNull();
  }

  @Test
  void eachTableHasAFileOfItsOwn() throws IOException {
    for (long number = 0; number < 20; number++) {
      write(
          number % 2 == 0
              ? change(ORDERS, number, row(number, 1L))
              : change(NOTES, number, row(number, "text")));
    }

    assertThat(flush())
        .extracting(file -> file.description().table())
        .containsExactlyInAnyOrder(ORDERS.table(), NOTES.table());
  }

  @Test
  void aFileHasOneSchemaAndCarriesItInItsFooter() throws IOException {
    // Two subtasks of a snapshot may see a change at different times: schemas may alternate.
    for (long number = 0; number < 20; number++) {
      write(
          number % 2 == 0
              ? change(ORDERS, number, row(number, 1L))
              : change(WIDER_ORDERS, number, row(number, 1L, "web")));
    }
    List<BronzeFile> files = flush();
    commit(files);

    assertThat(files).hasSize(2);
    List<Content> contents = new ArrayList<>();
    for (BronzeFile file : files) {
      contents.add(schemaOf(file));
    }
    assertThat(contents)
        .extracting(content -> content.schema)
        .containsExactlyInAnyOrder(ORDERS, WIDER_ORDERS);
    assertThat(contents).extracting(content -> content.rows).containsOnly(10);
  }

  @Test
  void equalSchemasShareAFileThoughTheyAreDifferentObjects() throws IOException {
    TableSchema equal = new TableSchema(ORDERS.table(), ORDERS.columns(), ORDERS.primaryKey());
    write(change(ORDERS, 1, row(1L, 1L)));
    write(change(equal, 2, row(2L, 1L)));
    write(change(ORDERS, 3, row(3L, 1L)));

    assertThat(flush()).hasSize(1);
  }

  @Test
  void aNewHourIsANewFileInItsOwnFolder() throws IOException {
    long hour = Duration.ofHours(1).toMillis();
    write(change(ORDERS, 1, START + hour - 1, row(1L, 1L)));
    write(change(ORDERS, 2, START + hour, row(2L, 1L)));
    write(change(ORDERS, 3, START + 3 * hour, row(3L, 1L)));

    assertThat(flush())
        .extracting(file -> folder(file.description().path()))
        .containsExactlyInAnyOrder(
            "shop/orders/dt=2026-11-22/hr=21",
            "shop/orders/dt=2026-11-22/hr=22",
            "shop/orders/dt=2026-11-23/hr=00");
  }

  @Test
  void withoutEventsThereIsNothingToCommit() throws IOException {
    assertThat(flush()).isEmpty();
    write(change(ORDERS, 1, row(1L, 1L)));
    flush();
    assertThat(flush()).isEmpty();
  }

  @Test
  void noTwoWritersEverGiveAFileTheSameName() throws IOException {
    List<String> paths = new ArrayList<>();
    for (int subtask : new int[] {0, 0, 1}) {
      try (BronzeWriter each = newWriter(subtask)) {
        for (long number = 0; number < 3; number++) {
          each.write(Captured.of(change(ORDERS, number, row(number, 1L))), null);
          each.prepareCommit().forEach(file -> paths.add(file.description().path()));
        }
      }
    }

    assertThat(paths).hasSize(9).doesNotHaveDuplicates();
  }

  @Test
  void aWriterThatIsClosedLeavesNoFile() throws IOException {
    try (BronzeWriter failing = newWriter(0)) {
      failing.write(Captured.of(change(ORDERS, 1, row(1L, 1L))), null);
    }

    assertThat(onDisk()).isEmpty();
  }

  @Test
  void schemaChangesAreRecorded() throws IOException {
    SchemaChange change =
        new SchemaChange(
            Seq.ofBinlog(1, "binlog.000001", 7, 0), 1L, "ALTER", List.of(WIDER_ORDERS));
    writer.write(Captured.of(change), null);
    writer.write(Captured.of(change), null);

    try (ObjectStore store = root.open()) {
      assertThat(new SchemaHistory(store).latest()).containsValue(WIDER_ORDERS).hasSize(1);
    }
    assertThat(flush()).isEmpty();
  }

  @Test
  void eventsAreCountedByTableAndKind() throws IOException {
    for (long number = 0; number < 11; number++) {
      write(change(ORDERS, number, row(number, 1L)));
    }
    write(change(NOTES, 1, row(1L, "text")));
    writer.write(
        Captured.of(
            new SchemaChange(
                Seq.ofBinlog(1, "binlog.000001", 7, 0), 1L, "ALTER", List.of(WIDER_ORDERS))),
        null);

    String orders = "kinesisanalytics.table.shop.orders.";
    assertThat(metrics.count(orders + "snapshot_rows")).isEqualTo(3);
    assertThat(metrics.count(orders + "inserts")).isEqualTo(3);
    assertThat(metrics.count(orders + "updates")).isEqualTo(3);
    assertThat(metrics.count(orders + "deletes")).isEqualTo(2);
    assertThat(metrics.count(orders + "schema_changes")).isEqualTo(1);
    assertThat(metrics.value(orders + "capture_lag_ms")).isEqualTo(1_500L);
    assertThat(metrics.count("kinesisanalytics.table.shop.notes.inserts")).isEqualTo(1);
  }

  @Test
  void whatWaitsForItsCommitSurvivesACheckpoint() throws IOException {
    write(change(ORDERS, 1, row(1L, 1L)));
    BronzeFile file = flush().get(0);
    BronzeFileSerializer serializer = new BronzeFileSerializer();

    BronzeFile restored =
        serializer.deserialize(serializer.getVersion(), serializer.serialize(file));
    writer.close();
    commit(List.of(restored));

    assertThat(restored.description()).isEqualTo(file.description());
    assertThat(onDisk()).containsExactly(file.description().path());
    assertThatThrownBy(() -> serializer.deserialize(2, new byte[0]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("version 2");
  }

  @Test
  void whatCannotBeDecodedIsKeptBesideTheEventsAndTooMuchOfItStopsTheJob() throws IOException {
    DeadLetter letter =
        DeadLetter.ofCapture(
            ORDERS.table(),
            "7",
            "binlog.1:4",
            JsonNodeFactory.instance.objectNode(),
            new IllegalStateException("cannot decode"));
    write(change(ORDERS, 1, row(1L, 1L)));
    writer.write(Captured.of(letter), null);
    write(change(ORDERS, 2, row(2L, 2L)));

    assertThat(flush().get(0).description().rows()).isEqualTo(2);
    assertThat(new DeadLetters(root.open()).names()).hasSize(1);
    assertThat(metrics.count("kinesisanalytics.table.shop.orders.dead_letters")).isEqualTo(1);
    assertThatThrownBy(
            () -> {
              // The second in a minute, or the third where a new minute began between.
              writer.write(Captured.of(letter), null);
              writer.write(Captured.of(letter), null);
            })
        .isInstanceOf(SuppressRestartsException.class);
  }

  private BronzeWriter newWriter(int subtask) throws IOException {
    return new BronzeWriter(
        new Path(root.address()),
        root.open(),
        subtask,
        new CaptureMetrics(metrics),
        new DeadLetterQueue(root, 1).open(metrics));
  }

  private void write(ChangeEvent event) throws IOException {
    writer.write(Captured.of(event), null);
  }

  private List<BronzeFile> flush() throws IOException {
    return List.copyOf(writer.prepareCommit());
  }

  private void commit(Collection<BronzeFile> files) throws IOException {
    BronzeCommitter committer = new BronzeCommitter(new Path(root.address()));
    committer.commit(files.stream().map(Request::new).collect(Collectors.toList()));
    committer.close();
  }

  private List<String> onDisk() throws IOException {
    java.nio.file.Path source = directory.resolve("src");
    try (Stream<java.nio.file.Path> files = Files.walk(source)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .map(file -> source.relativize(file).toString())
          .collect(Collectors.toList());
    }
  }

  private static String folder(String path) {
    return path.substring(0, path.lastIndexOf('/'));
  }

  private static final class Content {
    private TableSchema schema;
    private int rows;
  }

  private Content schemaOf(BronzeFile file) throws IOException {
    Content content = new Content();
    try (ParquetReader<RowData> reader =
        RowParquet.reader(
            new Path(root.address() + "/" + file.description().path()),
            -1,
            footer -> {
              content.schema = BronzeFormat.schema(footer);
              return BronzeFormat.rowType(content.schema);
            })) {
      while (reader.read() != null) {
        content.rows++;
      }
    }
    return content;
  }

  /** As Flink asks for a commit. */
  private static final class Request implements Committer.CommitRequest<BronzeFile> {

    private final BronzeFile file;

    Request(BronzeFile file) {
      this.file = file;
    }

    @Override
    public BronzeFile getCommittable() {
      return file;
    }

    @Override
    public int getNumberOfRetries() {
      return 0;
    }

    @Override
    public void signalFailedWithKnownReason(Throwable t) {
      throw new AssertionError(t);
    }

    @Override
    public void signalFailedWithUnknownReason(Throwable t) {
      throw new AssertionError(t);
    }

    @Override
    public void retryLater() {
      throw new AssertionError("retried");
    }

    @Override
    public void updateAndRetryLater(BronzeFile committable) {
      throw new AssertionError("retried");
    }

    @Override
    public void signalAlreadyCommitted() {}
  }
}
