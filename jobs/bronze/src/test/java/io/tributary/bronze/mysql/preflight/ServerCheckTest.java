package io.tributary.bronze.mysql.preflight;

import static io.tributary.bronze.mysql.preflight.LogCheckTest.only;
import static io.tributary.bronze.mysql.preflight.LogCheckTest.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.bronze.preflight.Finding.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerCheckTest {

  @Test
  void mySqlFrom57To83CanBeCaptured() {
    for (String version : List.of("5.7.44-log", "8.0.33", "8.0.33-25.1", "8.3.0")) {
      assertThat(ServerCheck.ofVersion(with("version", version))).as(version).isEmpty();
    }
    for (String version : List.of("5.6.51", "8.4.0", "9.1.0", "unheard of")) {
      only(ServerCheck.ofVersion(with("version", version)), Severity.ERROR);
    }
  }

  @Test
  void mariaDbCannot() {
    Variables variables = with("version", "10.11.6-MariaDB-1:10.11.6+maria~ubu2204");
    assertThat(only(ServerCheck.ofVersion(variables), Severity.ERROR).what())
        .startsWith("This is MariaDB");
  }

  @Test
  void aReplicaMustLogWhatItReplicates() {
    Variables silent = with("version", "5.7.44", "log_slave_updates", "OFF");
    assertThat(only(ServerCheck.ofReplica(true, silent), Severity.ERROR).remedy())
        .contains("log_slave_updates = ON");
    assertThat(ServerCheck.ofReplica(false, silent)).isEmpty();
    assertThat(ServerCheck.ofReplica(true, with("log_replica_updates", "ON"))).isEmpty();
  }

  @Test
  void serverIdsMustBeFree() {
    Requirements requirements = requirements();
    assertThat(ServerCheck.ofServerIds(requirements, List.of(99L, 201L), with())).isEmpty();
    assertThat(
            only(
                    ServerCheck.ofServerIds(requirements, List.of(200L, 100L, 99L), with()),
                    Severity.WARNING)
                .what())
        .contains(": 100, 200.");
  }

  private static Requirements requirements() {
    return new Requirements(List.of(), (d, t) -> true, (d, t) -> false, 100, 200);
  }
}
