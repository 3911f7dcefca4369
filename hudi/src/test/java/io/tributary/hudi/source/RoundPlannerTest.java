package io.tributary.hudi.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.table.HudiTable;
import io.tributary.hudi.CountingFileSystem;
import io.tributary.hudi.HudiOptions;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hudi.common.model.HoodieCommitMetadata;
import org.apache.hudi.common.model.HoodieDeltaWriteStat;
import org.apache.hudi.configuration.FlinkOptions;
import org.apache.hudi.util.StreamerUtil;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which commits become rounds. The table is made of names: a planner opens no data file. */
class RoundPlannerTest {

  private static final String FILE_ID = "00000000-0000-0000-0000-000000000000";
  private static final RowType TYPE =
      RowType.of(new LogicalType[] {new BigIntType(false)}, new String[] {"id"});

  @TempDir Path directory;
  private Path timeline;
  private Configuration conf;
  private RoundPlanner planner;

  @BeforeEach
  void define() {
    timeline = directory.resolve("t/.hoodie");
    HudiTable table =
        new HudiTable(
            "shop", "t", "s3://test" + directory.resolve("t"), TYPE, List.of("id"), null, 1);
    conf =
        Configuration.fromMap(
            HudiOptions.of(
                table,
                Map.of(
                    "hadoop.fs.s3.impl",
                    Requests.class.getName(),
                    // Else it is another test's file system, if that ran before in this JVM.
                    "hadoop.fs.s3.impl.disable.cache",
                    "true")));
    conf.set(FlinkOptions.TABLE_NAME, "t");
    planner = new RoundPlanner(conf, TYPE);
  }

  private void makeTable() throws IOException {
    StreamerUtil.initTableIfNotExists(conf);
    Files.writeString(directory.resolve("t/.hoodie_partition_metadata"), "partitionDepth=0\n");
  }

  private void begin(String instant) throws IOException {
    Files.createFile(timeline.resolve(instant + ".deltacommit.requested"));
    Files.createFile(timeline.resolve(instant + ".deltacommit.inflight"));
  }

  private void complete(String instant) throws IOException {
    String log = "." + FILE_ID + "_001.log." + Integer.parseInt(instant) + "_0-0-0";
    Files.writeString(directory.resolve("t").resolve(log), "a log file");
    HoodieDeltaWriteStat stat = new HoodieDeltaWriteStat();
    stat.setPartitionPath("");
    stat.setFileId(FILE_ID);
    stat.setPath(log);
    HoodieCommitMetadata metadata = new HoodieCommitMetadata();
    metadata.addWriteStat("", stat);
    Files.writeString(timeline.resolve(instant + ".deltacommit"), metadata.toJsonString());
  }

  private void commit(String... instants) throws IOException {
    for (String instant : instants) {
      begin(instant);
      complete(instant);
    }
  }

  private Position at(String instant) {
    return new Position(1, false, instant);
  }

  private List<String> logs(Round round) {
    return round.splits().stream()
        .flatMap(split -> split.logFiles().stream())
        .map(file -> file.substring(file.indexOf(".log.") + 5, file.lastIndexOf('_')))
        .collect(Collectors.toList());
  }

  @Test
  void aTableThatDoesNotExistOrHasNoCommitGivesNothing() throws Exception {
    assertThat(planner.plan(Position.START, false)).isEmpty();
    makeTable();
    assertThat(planner.plan(Position.START, false)).isEmpty();
    begin("001");
    assertThat(planner.plan(Position.START, false)).isEmpty();
  }

  @Test
  void theFirstRoundShowsTheWholeTable() throws Exception {
    makeTable();
    commit("001", "002");
    begin("003");
    Round round = planner.plan(Position.START, false).orElseThrow();
    assertThat(round.to()).isEqualTo(new Position(1, false, "002"));
    assertThat(logs(round)).containsExactly("1", "2");
    assertThat(round.splits().get(0).instants()).isEmpty();
    assertThat(round.splits().get(0).latestInstant()).isEqualTo("002");
  }

  @Test
  void laterRoundsShowCommitsSince() throws Exception {
    makeTable();
    commit("001", "002", "003", "004");
    Round round = planner.plan(at("002"), false).orElseThrow();
    assertThat(round.to()).isEqualTo(new Position(2, false, "004"));
    assertThat(logs(round)).containsExactly("3", "4");
    assertThat(round.splits().get(0).instants()).containsExactly("003", "004");
    assertThat(planner.plan(round.to(), false)).isEmpty();
  }

  @Test
  void aCommitWaitsForThoseBeforeIt() throws Exception {
    makeTable();
    commit("001");
    begin("002");
    commit("003");
    assertThat(planner.plan(at("001"), false)).isEmpty();
    complete("002");
    assertThat(logs(planner.plan(at("001"), false).orElseThrow())).containsExactly("2", "3");
  }

  @Test
  void aCommitWhoseContentIsNotThereYetIsLeftForTheNextLook() throws Exception {
    makeTable();
    commit("001", "002");
    begin("003");
    Files.createFile(timeline.resolve("003.deltacommit"));
    Round round = planner.plan(at("001"), false).orElseThrow();
    assertThat(round.to().instant()).isEqualTo("002");
    assertThat(planner.plan(round.to(), false)).isEmpty();
    Files.delete(timeline.resolve("003.deltacommit"));
    complete("003");
    assertThat(logs(planner.plan(round.to(), false).orElseThrow())).containsExactly("3");
  }

  @Test
  void compactionsAreNoNews() throws Exception {
    makeTable();
    commit("001");
    Files.createFile(timeline.resolve("002.compaction.requested"));
    Files.createFile(timeline.resolve("002.compaction.inflight"));
    Files.writeString(
        timeline.resolve("002.commit"), new HoodieCommitMetadata(true).toJsonString());
    assertThat(planner.plan(at("001"), false)).isEmpty();
  }

  @Test
  void theTableIsShownAgainIfCommitsMayHaveBeenMissed() throws Exception {
    makeTable();
    commit("005", "006");
    Round archived = planner.plan(at("003"), false).orElseThrow();
    assertThat(archived.to()).isEqualTo(new Position(2, true, "006"));
    assertThat(logs(archived)).containsExactly("5", "6");
    assertThat(archived.splits().get(0).isRepair()).isTrue();
    Round missed = planner.plan(at("006"), true).orElseThrow();
    assertThat(missed.to()).isEqualTo(new Position(2, true, "006"));
    assertThat(logs(missed)).containsExactly("5", "6");
  }

  @Test
  void aLookAtATableWithoutNewsIsOneListingOfItsTimeline() throws Exception {
    makeTable();
    commit("001", "002");
    planner.plan(at("002"), false);
    Requests.MADE.clear();
    assertThat(planner.plan(at("002"), false)).isEmpty();
    assertThat(Requests.MADE).containsExactly("list .hoodie");
  }

  /** A local file system in the place of S3's. */
  public static final class Requests extends CountingFileSystem {

    private static final Queue<String> MADE = new ConcurrentLinkedQueue<>();
    private final ThreadLocal<Boolean> listing = ThreadLocal.withInitial(() -> false);

    @Override
    public FileStatus[] listStatus(org.apache.hadoop.fs.Path path)
        throws FileNotFoundException, IOException {
      // A local listing looks at each file; S3's does not.
      listing.set(true);
      try {
        return super.listStatus(path);
      } finally {
        listing.set(false);
        MADE.add("list " + path.getName());
      }
    }

    @Override
    public FSDataInputStream open(org.apache.hadoop.fs.Path path, int bufferSize)
        throws IOException {
      MADE.add("open " + path.getName());
      return super.open(path, bufferSize);
    }

    @Override
    public FileStatus getFileStatus(org.apache.hadoop.fs.Path path) throws IOException {
      if (!listing.get()) {
        MADE.add("head " + path.getName());
      }
      return super.getFileStatus(path);
    }
  }
}
