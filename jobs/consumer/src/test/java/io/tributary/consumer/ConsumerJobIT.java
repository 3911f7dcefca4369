package io.tributary.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.consumer.script.Script;
import io.tributary.consumer.script.ScriptFiles;
import io.tributary.hudi.HudiSettings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Results equal what the same query gives over the tables as they are, whatever happens to them.
 */
class ConsumerJobIT {

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(6)
              .build());

  private static final long SEED = Long.getLong("seed", System.nanoTime());

  @TempDir Path directory;

  private PaymentsLake payments;
  private TestLake lake;

  @BeforeEach
  void makeLake() {
    System.out.println("-Dseed=" + SEED);
    payments = new PaymentsLake(directory, SEED);
    lake = payments.lake();
  }

  @AfterEach
  void stop() throws Exception {
    lake.stop();
  }

  private static List<Script> scripts() {
    return List.of(
        TestLake.projectScript("revenue_by_merchant_day"),
        TestLake.projectScript("payment_funnel_by_hour"),
        TestLake.projectScript("customers_at_risk_by_merchant"),
        ScriptFiles.read("src/test/resources/orders_by_day.sql", null).get(0));
  }

  @Test
  void resultsFollowUpsertsDeletesMovesAndCompactionsThroughRestarts() throws Exception {
    lake.startWriter(HudiSettings.defaults().withCompactionDeltaCommits(3));
    lake.startConsumer(scripts(), 2, null);
    for (int step = 0; step < 6; step++) {
      payments.change(20);
    }
    payments.awaitResults();
    for (int step = 0; step < 4; step++) {
      payments.change(20);
    }
    String checkpoint = lake.killConsumer();
    payments.change(20);
    lake.startConsumer(scripts(), 2, checkpoint);
    payments.change(20);
    payments.awaitResults();
    payments.deleteEverything();
    payments.awaitResults();
  }

  @Test
  void tablesThatComeLaterAreWaitedFor() throws Exception {
    lake.startConsumer(scripts(), 2, null);
    lake.startWriter(HudiSettings.defaults());
    payments.change(20);
    payments.change(20);
    payments.awaitResults();
  }

  @Test
  void aScriptThatJoinsLaterBeginsAtTheBeginningAndTheOthersGoOnAtAnotherParallelism()
      throws Exception {
    lake.startWriter(HudiSettings.defaults().withCompactionDeltaCommits(2));
    lake.startConsumer(scripts().subList(0, 1), 1, null);
    for (int step = 0; step < 4; step++) {
      payments.change(20);
    }
    payments.awaitRevenue();
    String checkpoint = lake.killConsumer();
    payments.change(20);
    lake.startConsumer(scripts(), 3, checkpoint);
    payments.change(20);
    payments.awaitResults();
  }

  @Test
  void commitsThatAreCleanedBeforeTheyAreReadAreMadeUpForDeletesIncluded() throws Exception {
    lake.startWriter(HudiSettings.defaults().withCompactionDeltaCommits(1));
    lake.startConsumer(scripts(), 2, null);
    payments.change(30);
    payments.awaitResults();
    String checkpoint = lake.killConsumer();
    Instant stopped = Instant.now();
    for (String table : List.of("payments", "refunds", "orders")) {
      TestLake.await(
          () -> {
            payments.change(10);
            return lake.clean(table, stopped) > 0;
          },
          "a compaction of " + table);
    }
    // The cleaner never takes what the newest commit has written; this one has left it alone now.
    payments.change(10);
    lake.startConsumer(scripts(), 2, checkpoint);
    payments.awaitResults();
    payments.change(20);
    payments.awaitResults();
  }

  @Test
  void aResultThatDoesNotChangeIsNotCommitted() throws Exception {
    lake.startWriter(HudiSettings.defaults());
    lake.startConsumer(scripts(), 2, null);
    payments.change(20);
    payments.awaitResults();
    long commits = lake.commits("revenue_by_merchant_day");
    for (int step = 0; step < 3; step++) {
      payments.changeOrders(20);
      payments.awaitResults();
    }
    assertThat(lake.commits("revenue_by_merchant_day")).isEqualTo(commits);
  }
}
