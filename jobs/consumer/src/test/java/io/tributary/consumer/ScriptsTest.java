package io.tributary.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tributary.common.config.ConfigException;
import io.tributary.common.config.Problem;
import io.tributary.common.table.HudiTable;
import io.tributary.consumer.script.Script;
import io.tributary.hudi.HudiSettings;
import io.tributary.hudi.catalog.LakeAccess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What scripts may say, what is told of those that say something else, and the uids they get. */
class ScriptsTest {

  private static final String TABLE =
      "CREATE TABLE payments.totals (merchant_id BIGINT, total DECIMAL(20, 2),\n"
          + "  PRIMARY KEY (merchant_id) NOT ENFORCED);\n";
  private static final String INSERT =
      "INSERT INTO payments.totals\n"
          + "SELECT merchant_id, CAST(SUM(amount) AS DECIMAL(20, 2))\n"
          + "FROM silver.payments.payments GROUP BY merchant_id;\n";

  @TempDir Path directory;

  private List<HudiTable> define(StreamExecutionEnvironment env, Script... scripts) {
    return ConsumerJob.define(
        env,
        List.of(scripts),
        new PaymentsLake(directory, 1).lake().silver(),
        "s3://consumer/results",
        LakeAccess.streaming(Map.of(), Duration.ofSeconds(1), HudiSettings.defaults()));
  }

  private List<Problem> problems(Script... scripts) {
    return catchThrowableOfType(
            ConfigException.class,
            () -> define(StreamExecutionEnvironment.createLocalEnvironment(), scripts))
        .problems();
  }

  private void assertProblem(String text, int line, String... words) {
    List<Problem> problems = problems(new Script("totals", text));
    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).path()).isEqualTo("totals.sql");
    assertThat(problems.get(0).line()).hasValue(line);
    assertThat(problems.get(0).what()).contains(words);
  }

  @Test
  void theProjectsScriptsMakeTheirTables() {
    List<HudiTable> results =
        define(
            StreamExecutionEnvironment.createLocalEnvironment(),
            TestLake.projectScript("revenue_by_merchant_day"),
            TestLake.projectScript("payment_funnel_by_hour"),
            TestLake.projectScript("customers_at_risk_by_merchant"));
    assertThat(results)
        .extracting(HudiTable::path)
        .containsExactly(
            "s3://consumer/results/payments/revenue_by_merchant_day",
            "s3://consumer/results/payments/payment_funnel_by_hour",
            "s3://consumer/results/crm/customers_at_risk_by_merchant");
    assertThat(results.get(0).key()).containsExactly("merchant_id", "revenue_date", "currency");
  }

  @Test
  void aScriptMaySetOptionsOfTablesAndMakeViews() {
    assertThat(
            define(
                StreamExecutionEnvironment.createLocalEnvironment(),
                new Script(
                    "totals",
                    "SET 'table.exec.mini-batch.enabled' = 'false';\n"
                        + "CREATE TEMPORARY VIEW big AS SELECT * FROM silver.payments.payments;\n"
                        + TABLE
                        + INSERT.replace("silver.payments.payments", "big"))))
        .hasSize(1);
  }

  @Test
  void problemsOfAllScriptsAreToldAtOnceWithFileAndLine() {
    List<Problem> problems =
        problems(
            new Script("first", TABLE.replace("total DEC", "merchant DEC") + "SELEC 1;\n" + INSERT),
            new Script("second", TABLE.replace("totals", "sums") + "\nINSERT INTO\n 'x"),
            new Script("third", "-- nothing but this"),
            new Script(
                "fourth",
                TABLE.replace("totals", "fourth")
                    + INSERT.replace("totals", "fourth").replace("amount", "amoun")));
    assertThat(problems)
        .extracting(problem -> problem.path() + ":" + problem.line().getAsInt())
        .containsExactly("first.sql:3", "second.sql:5", "third.sql:1", "fourth.sql:4");
    assertThat(problems.get(3).what()).contains("amoun").doesNotContain("Was expecting");
  }

  @Test
  void aResultIsCheckedAsATable() {
    assertProblem(
        "\n" + TABLE.replace(",\n  PRIMARY KEY (merchant_id) NOT ENFORCED", "") + INSERT,
        2,
        "payments.totals needs a PRIMARY KEY");
    assertProblem(
        TABLE.replace(");", ") PARTITIONED BY (merchant_id);") + INSERT,
        1,
        "partition column merchant_id",
        "must be its last column");
    assertProblem(TABLE.replace(");", ") PARTITIONED BY (total);") + INSERT, 1, "must be a STRING");
    assertProblem(
        TABLE
                .replace("total DECIMAL(20, 2)", "total STRING")
                .replace(");", ") PARTITIONED BY (total);")
            + INSERT,
        1,
        "must be part of the primary key");
    assertProblem(
        TABLE.replace("DECIMAL(20, 2),", "MAP<STRING, INT>,") + INSERT, 1, "Column total", "cast");
    assertProblem(
        TABLE.replace(");", ") WITH ('connector' = 'hudi');") + INSERT, 1, "no option 'connector'");
    assertProblem(TABLE.replace(");", ") WITH ('buckets' = 'two');") + INSERT, 1, "whole number");
  }

  @Test
  void aScriptKeepsToItsOwnResult() {
    assertProblem(TABLE, 1, "Nothing is written to", "payments.totals");
    assertProblem(TABLE + INSERT + INSERT, 6, "written already");
    assertProblem(
        TABLE
            + INSERT
            + "INSERT INTO silver.payments.refunds SELECT * FROM silver.payments.refunds;",
        6,
        "silver.payments.refunds");
    assertProblem(
        "SET 'execution.runtime-mode' = 'batch';\n" + TABLE + INSERT, 1, "begin with 'table.'");
    assertProblem(TABLE + INSERT + "DROP TABLE payments.totals;", 6, "may SET, CREATE TABLE");
    assertProblem("CREATE VIEW v AS SELECT 1 AS a;\n" + TABLE + INSERT, 1, "CREATE TEMPORARY VIEW");
    assertProblem(
        "CREATE TABLE silver.payments.t (a INT, PRIMARY KEY (a) NOT ENFORCED);\n" + TABLE + INSERT,
        1,
        "table of the catalog consumer");
    assertThat(problems(new Script("a", TABLE + INSERT), new Script("b", TABLE + INSERT)))
        .hasSize(1)
        .allSatisfy(problem -> assertThat(problem.toString()).contains("b.sql (line 1)", "exists"));
  }

  @Test
  void operatorsKeepTheirUidsWhateverOtherScriptsAreThere() throws Exception {
    Script revenue = TestLake.projectScript("revenue_by_merchant_day");
    Script funnel = TestLake.projectScript("payment_funnel_by_hour");
    String name = "revenue_by_merchant_day@" + revenue.fingerprint();
    Set<String> alone = uids(revenue);
    assertThat(alone)
        .contains(
            name + "/payments.payments-changes",
            name + "/payments.payments-rows",
            name + "/payments.refunds-changes",
            name + "/payments.refunds-rows",
            name + "/ChangelogNormalize",
            name + "/ChangelogNormalize-2",
            name + "/GroupAggregate",
            "consumer-payments.revenue_by_merchant_day-write");
    Set<String> both = new TreeSet<>(alone);
    both.addAll(uids(funnel));
    assertThat(uids(revenue, funnel)).isEqualTo(both);
    assertThat(uids(funnel, revenue)).isEqualTo(both);
  }

  @Test
  void operatorsGetOtherUidsWhenTheScriptSaysSomethingElse() {
    Set<String> before = uids(new Script("totals", TABLE + INSERT));
    assertThat(uids(new Script("totals", "-- Totals\n" + TABLE + "\n" + INSERT))).isEqualTo(before);
    Set<String> after =
        uids(new Script("totals", TABLE + INSERT.replace("GROUP", "WHERE amount > 1 GROUP")));
    after.retainAll(before);
    assertThat(after)
        .containsExactly("consumer-payments.totals-compaction", "consumer-payments.totals-write");
  }

  /** The uids of a job; fails if an operator has none. */
  private Set<String> uids(Script... scripts) {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment();
    define(env, scripts);
    StreamGraph graph = env.getStreamGraph();
    List<String> uids = new ArrayList<>();
    for (StreamNode node : graph.getStreamNodes()) {
      assertThat(node.getTransformationUID()).as(node.getOperatorName()).isNotNull();
      uids.add(node.getTransformationUID());
    }
    assertThat(uids).doesNotHaveDuplicates();
    return new TreeSet<>(uids);
  }
}
