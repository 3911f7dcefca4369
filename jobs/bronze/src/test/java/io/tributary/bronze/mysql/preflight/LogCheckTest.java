package io.tributary.bronze.mysql.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.bronze.preflight.Finding;
import io.tributary.bronze.preflight.Finding.Severity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LogCheckTest {

  @Test
  void aLogOfWholeRowsIsRight() {
    assertThat(LogCheck.ofVariables(with("log_bin", "ON"))).isEmpty();
  }

  @Test
  void theLogMustBeOn() {
    Finding finding = only(LogCheck.ofVariables(with("log_bin", "OFF")), Severity.ERROR);
    assertThat(finding.what()).contains("binary log is off");
    assertThat(finding.remedy()).contains("my.cnf").contains("log_bin = binlog");
  }

  @Test
  void theServerMustHaveAnId() {
    only(LogCheck.ofVariables(with("server_id", "0")), Severity.ERROR);
  }

  @Test
  void gtidsAreWanted() {
    only(LogCheck.ofVariables(with("gtid_mode", "OFF")), Severity.WARNING);
    only(LogCheck.ofVariables(with("gtid_mode", "ON_PERMISSIVE")), Severity.WARNING);
  }

  @Test
  void remediesFitTheServer() {
    assertThat(remedyOfStatementFormat("version", "8.0.33"))
        .isEqualTo("SET PERSIST binlog_format = 'ROW';");
    assertThat(remedyOfStatementFormat("version", "5.7.44-log"))
        .isEqualTo(
            "SET GLOBAL binlog_format = 'ROW'; and, in my.cnf under [mysqld]: binlog_format = ROW");
    assertThat(remedyOfStatementFormat("basedir", "/rdsdbbin/mysql-8.0.33/"))
        .isEqualTo("In the DB parameter group: binlog_format = ROW");
  }

  @Test
  void aDayOfRetentionIsEnough() {
    assertThat(LogCheck.ofRetention(with("binlog_expire_logs_seconds", "86400"))).isEmpty();
    Variables short_ = with("binlog_expire_logs_seconds", "86399");
    assertThat(only(LogCheck.ofRetention(short_), Severity.ERROR).what()).contains("86399 s");
  }

  @Test
  void filesKeptForEverAreFine() {
    assertThat(LogCheck.ofRetention(with("binlog_expire_logs_seconds", "0"))).isEmpty();
    assertThat(
            LogCheck.ofRetention(
                with("binlog_expire_logs_seconds", "60", "binlog_expire_logs_auto_purge", "OFF")))
        .isEmpty();
    assertThat(LogCheck.ofRetention(with("expire_logs_days", "1")))
        .as("MySQL 5.7, which counts in days")
        .isEmpty();
  }

  @Test
  void amazonRdsHasARetentionOfItsOwn() {
    assertThat(LogCheck.ofRdsRetention(Optional.of(24L))).isEmpty();
    assertThat(only(LogCheck.ofRdsRetention(Optional.of(0L)), Severity.ERROR).what())
        .contains("as soon as it can");
    only(LogCheck.ofRdsRetention(Optional.of(23L)), Severity.ERROR);
    only(LogCheck.ofRdsRetention(Optional.empty()), Severity.WARNING);
  }

  @Test
  void databasesLeftOutOfTheLogAreNamed() {
    Variables variables = with();
    Set<String> databases = Set.of("a");
    LogFilter all = new LogFilter(Set.of(), Set.of());
    assertThat(LogCheck.ofFilter(all, databases, variables)).isEmpty();
    LogFilter others = new LogFilter(Set.of("b"), Set.of());
    assertThat(only(LogCheck.ofFilter(others, databases, variables), Severity.ERROR).where())
        .isEqualTo("database a");
    LogFilter ignored = new LogFilter(Set.of(), Set.of("a"));
    assertThat(only(LogCheck.ofFilter(ignored, databases, variables), Severity.ERROR).what())
        .contains("binlog_ignore_db = a");
  }

  private static String remedyOfStatementFormat(String name, String value) {
    Variables variables = with("binlog_format", "STATEMENT", name, value);
    return only(LogCheck.ofVariables(variables), Severity.ERROR).remedy();
  }

  static Finding only(List<Finding> findings, Severity severity) {
    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).severity()).isEqualTo(severity);
    return findings.get(0);
  }

  /** Variables of a server set up for capture, but for names and values in turn. */
  static Variables with(String... namesAndValues) {
    Map<String, String> values =
        new TreeMap<>(
            Map.of(
                "version", "8.0.33",
                "log_bin", "ON",
                "binlog_format", "ROW",
                "binlog_row_image", "FULL",
                "server_id", "1",
                "gtid_mode", "ON"));
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return new Variables(values);
  }
}
