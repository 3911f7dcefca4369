package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cli.TestLake.Commands;
import io.tributary.cli.TestLake.Outcome;
import org.junit.jupiter.api.Test;

class MainTest {

  @Test
  void wrongUsageIsTwo() {
    assertThat(Commands.run().exitCode()).isEqualTo(2);
    assertThat(Commands.run("nothing").exitCode()).isEqualTo(2);
    assertThat(Commands.run("verify", "--format", "xml").err()).contains("--format", "xml");
    assertThat(Commands.run("query", "--help").out()).contains("Exit codes:");
  }

  @Test
  void aLakeThatIsNotThereIsSaidInOneMessage() {
    Outcome outcome = Commands.run("verify", "--config", "/no/such/lake.yaml");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains("/no/such/lake.yaml").doesNotContain("\tat ");
    assertThat(Commands.run("verify", "--config", "/no/such/lake.yaml", "--stacktrace").err())
        .contains("\tat ");
  }
}
