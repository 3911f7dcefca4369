package io.tributary.cli.deadletters;

import io.tributary.bronze.Captured;
import io.tributary.bronze.mongodb.MongoDbDeserializer;
import io.tributary.bronze.mysql.MySqlDeserializer;
import io.tributary.bronze.sink.BronzeSink;
import io.tributary.cli.lake.Lake;
import io.tributary.common.bronze.BronzeFormat;
import io.tributary.common.commitlog.CommitLogWriter;
import io.tributary.common.commitlog.CommittedFile;
import io.tributary.common.config.MongoDbSourceConfig;
import io.tributary.common.config.SourceConfig;
import io.tributary.common.deadletter.DeadLetter;
import io.tributary.common.deadletter.DeadLetters;
import io.tributary.common.parquet.RowParquet;
import io.tributary.common.storage.ObjectStore;
import io.tributary.common.storage.StorageAddress;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.core.fs.Path;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.parquet.hadoop.ParquetReader;

/** Gives dead letters to the jobs again, source by source. */
final class Replay {

  private static final RowType ORDER =
      RowType.of(
          new org.apache.flink.table.types.logical.LogicalType[] {
            DataTypes.STRING().notNull().getLogicalType(),
            DataTypes.TIMESTAMP_LTZ(3).getLogicalType()
          },
          new String[] {BronzeFormat.SEQ, BronzeFormat.SOURCE_TS});

  private final Lake lake;
  private final Map<String, String> failures = new LinkedHashMap<>();
  private int replayed;
  private int files;

  Replay(Lake lake) {
    this.lake = lake;
  }

  /** How many letters have been replayed. */
  int replayed() {
    return replayed;
  }

  /** How many bronze files have been named to readers. */
  int files() {
    return files;
  }

  /** Why letters could not be replayed, by their names. */
  Map<String, String> failures() {
    return Collections.unmodifiableMap(failures);
  }

  void run(List<StoredLetter> letters) throws IOException {
    Map<String, List<StoredLetter>> bySource =
        letters.stream()
            .collect(
                Collectors.groupingBy(StoredLetter::source, TreeMap::new, Collectors.toList()));
    for (Map.Entry<String, List<StoredLetter>> source : bySource.entrySet()) {
      StorageAddress root = lake.bronze(source.getKey());
      try (ObjectStore store = root.open()) {
        List<StoredLetter> done = new ArrayList<>();
        done.addAll(ofBronze(root, source.getKey(), source.getValue()));
        done.addAll(ofSilver(root, store, source.getValue()));
        DeadLetters ofSource = new DeadLetters(store);
        for (StoredLetter letter : done) {
          ofSource.markReplayed(letter.name(), letter.letter());
        }
        replayed += done.size();
      }
    }
  }

  /** Names the files that letters of silver are from to readers once more. */
  private List<StoredLetter> ofSilver(
      StorageAddress root, ObjectStore store, List<StoredLetter> letters) throws IOException {
    Map<String, CommittedFile> again = new LinkedHashMap<>();
    List<StoredLetter> done = new ArrayList<>();
    for (StoredLetter stored : letters) {
      DeadLetter letter = stored.letter();
      if (!letter.job().equals(DeadLetter.SILVER)) {
        continue;
      }
      try {
        if (!again.containsKey(letter.file())) {
          again.put(letter.file(), describe(root, letter));
        }
        done.add(stored);
      } catch (FileNotFoundException e) {
        failures.put(
            stored.name(),
            "its bronze file "
                + letter.file()
                + " is gone; what there is of the record is in the letter: dead-letters show");
      } catch (IOException | RuntimeException e) {
        failures.put(
            stored.name(), "its bronze file " + letter.file() + " cannot be read: " + root(e));
      }
    }
    if (!again.isEmpty()) {
      CommitLogWriter.insert(store, List.copyOf(again.values()));
      files += again.size();
    }
    return done;
  }

  /** Reads a file through, so that only one that is whole is named. */
  private static CommittedFile describe(StorageAddress root, DeadLetter letter) throws IOException {
    Path path = new Path(root.address() + "/" + letter.file());
    long bytes = path.getFileSystem().getFileStatus(path).getLen();
    long rows = 0;
    String min = null;
    String max = null;
    Long newest = null;
    try (ParquetReader<RowData> reader = RowParquet.reader(path, bytes, footer -> ORDER)) {
      RowData row;
      while ((row = reader.read()) != null) {
        rows++;
        String seq = row.getString(0).toString();
        min = min == null || seq.compareTo(min) < 0 ? seq : min;
        max = max == null || seq.compareTo(max) > 0 ? seq : max;
        if (!row.isNullAt(1)) {
          long at = row.getTimestamp(1, 3).getMillisecond();
          newest = newest == null ? at : Math.max(newest, at);
        }
      }
    }
    if (rows == 0) {
      throw new IOException("it has no events");
    }
    return new CommittedFile(letter.table(), letter.file(), rows, bytes, min, max, newest);
  }

  /** Decodes the records that letters of bronze hold, and writes what they say to bronze. */
  private List<StoredLetter> ofBronze(
      StorageAddress root, String source, List<StoredLetter> letters) throws IOException {
    SourceConfig config = lake.config().sources().get(source);
    List<Captured> captured = new ArrayList<>();
    List<StoredLetter> done = new ArrayList<>();
    for (StoredLetter stored : letters) {
      if (!stored.letter().job().equals(DeadLetter.BRONZE)) {
        continue;
      }
      List<Captured> read =
          config instanceof MongoDbSourceConfig
              ? MongoDbDeserializer.readAgain((MongoDbSourceConfig) config, stored.letter())
              : MySqlDeserializer.readAgain(stored.letter());
      DeadLetter still =
          read.stream()
              .map(Captured::deadLetter)
              .filter(java.util.Objects::nonNull)
              .findFirst()
              .orElse(null);
      if (still == null) {
        captured.addAll(read);
        done.add(stored);
      } else {
        failures.put(stored.name(), "this release cannot decode it either: " + still.failure());
      }
    }
    if (!captured.isEmpty()) {
      files += BronzeSink.append(root, captured).size();
    }
    return done;
  }

  private static String root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }
}
