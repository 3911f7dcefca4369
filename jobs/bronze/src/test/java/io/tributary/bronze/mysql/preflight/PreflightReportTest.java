package io.tributary.bronze.mysql.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.bronze.preflight.Finding;
import io.tributary.bronze.preflight.PreflightReport;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreflightReportTest {

  @Test
  void rendersErrorsFirst() {
    PreflightReport report =
        new PreflightReport(
            "MySQL server db:3306",
            List.of(
                Finding.warning("table d.t", "It is odd.", "Mend it."),
                Finding.error("server", "It is broken.", "SET PERSIST a = 1;")));
    assertThat(report.hasErrors()).isTrue();
    assertThat(report)
        .hasToString(
            "MySQL server db:3306: cannot be captured as it is; 1 error, 1 warning.\n"
                + "\n"
                + "ERROR    server\n"
                + "         It is broken.\n"
                + "         Remedy: SET PERSIST a = 1;\n"
                + "\n"
                + "WARNING  table d.t\n"
                + "         It is odd.\n"
                + "         Remedy: Mend it.\n");
  }

  @Test
  void saysSoWhenAllIsWell() {
    PreflightReport report = new PreflightReport("MySQL server db:3306", List.of());
    assertThat(report.hasErrors()).isFalse();
    assertThat(report).hasToString("MySQL server db:3306: ready to be captured.\n");
  }
}
