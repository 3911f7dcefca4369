package io.tributary.bronze.mysql.preflight;

import io.tributary.bronze.preflight.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether the binary log holds every change, with the whole row before and after, for long enough
 * (MySQL 8.0 Reference Manual, 17.1.6.4, "Binary Logging Options and Variables").
 */
final class LogCheck {

  private static final Duration LEAST_RETENTION = Duration.ofDays(1);
  private static final String THREE_DAYS = "259200";
  private static final String SERVER = "server";

  private LogCheck() {}

  static List<Finding> ofVariables(Variables variables) {
    List<Finding> findings = new ArrayList<>();
    if (!variables.isOn("log_bin")) {
      findings.add(
          Finding.error(
              SERVER,
              "The binary log is off (log_bin): there are no changes to read.",
              variables.isAmazonRds()
                  ? "Turn automated backups on: Amazon RDS then writes a binary log."
                  : variables.setAtStart("log_bin = binlog, and server_id = 1")));
    }
    if (!variables.is("binlog_format", "ROW")) {
      findings.add(
          Finding.error(
              SERVER,
              "binlog_format is "
                  + variables.get("binlog_format")
                  + ": the log holds statements instead of rows.",
              variables.set("binlog_format", "ROW")));
    }
    if (!variables.is("binlog_row_image", "FULL")) {
      findings.add(
          Finding.error(
              SERVER,
              "binlog_row_image is "
                  + variables.get("binlog_row_image")
                  + ": the log holds only some columns of a changed row.",
              variables.set("binlog_row_image", "FULL")));
    }
    if (!variables.get("binlog_row_value_options").isEmpty()) {
      findings.add(
          Finding.error(
              SERVER,
              "binlog_row_value_options is "
                  + variables.get("binlog_row_value_options")
                  + ": the log holds only the changed parts of JSON values.",
              variables.set("binlog_row_value_options", "")));
    }
    if (variables.isOn("binlog_transaction_compression")) {
      findings.add(
          Finding.error(
              SERVER,
              "binlog_transaction_compression is ON: the CDC connector skips compressed"
                  + " transactions without a word, and their changes would be lost.",
              variables.set("binlog_transaction_compression", "OFF")));
    }
    if (variables.number("server_id") == 0) {
      findings.add(
          Finding.error(
              SERVER,
              "server_id is 0: the server refuses everyone who wants to read its log.",
              variables.set("server_id", "1")));
    }
    if (!variables.is("gtid_mode", "ON")) {
      findings.add(
          Finding.warning(
              SERVER,
              "gtid_mode is "
                  + (variables.get("gtid_mode").isEmpty() ? "OFF" : variables.get("gtid_mode"))
                  + ": after a failover a capture cannot find its place in the log of another"
                  + " server, and has to begin anew.",
              variables.setAtStart("gtid_mode = ON and enforce_gtid_consistency = ON")));
    }
    return findings;
  }

  /** Of a server that is not Amazon RDS. {@code expire_logs_days} knows no less than a day. */
  static List<Finding> ofRetention(Variables variables) {
    long seconds = variables.number("binlog_expire_logs_seconds");
    boolean purges =
        variables.get("binlog_expire_logs_auto_purge").isEmpty()
            || variables.isOn("binlog_expire_logs_auto_purge");
    if (!purges || seconds <= 0 || seconds >= LEAST_RETENTION.getSeconds()) {
      return List.of();
    }
    return List.of(
        Finding.error(
            SERVER,
            "Binlog files are removed after "
                + seconds
                + " s (binlog_expire_logs_seconds), less than a day: a capture that reads a large"
                + " table or stands still for longer loses its place, and changes.",
            variables.set("binlog_expire_logs_seconds", THREE_DAYS)));
  }

  /**
   * Of Amazon RDS, which minds its own setting instead of MySQL's.
   *
   * @param hours 0 if RDS removes files as soon as it does not need them; empty if unknown
   */
  static List<Finding> ofRdsRetention(Optional<Long> hours) {
    String remedy = "CALL mysql.rds_set_configuration('binlog retention hours', 72);";
    if (hours.isEmpty()) {
      return List.of(
          Finding.warning(
              SERVER,
              "The user may not see for how long Amazon RDS keeps binlog files; unless told"
                  + " otherwise it removes them as soon as it can.",
              "As the admin user: CALL mysql.rds_show_configuration; and if the binlog retention"
                  + " is less than 24 hours: "
                  + remedy));
    }
    if (hours.get() >= LEAST_RETENTION.toHours()) {
      return List.of();
    }
    return List.of(
        Finding.error(
            SERVER,
            "Amazon RDS removes binlog files "
                + (hours.get() == 0 ? "as soon as it can" : "after " + hours.get() + " h")
                + ", less than a day: a capture that reads a large table or stands still for longer"
                + " loses its place, and changes.",
            remedy));
  }

  /**
   * @param databases those with captured tables
   */
  static List<Finding> ofFilter(LogFilter filter, Set<String> databases, Variables variables) {
    List<Finding> findings = new ArrayList<>();
    for (String database : databases) {
      if (!filter.logs(database)) {
        findings.add(
            Finding.error(
                "database " + database,
                "Its changes are not in the binary log ("
                    + filter.lineAgainst(database)
                    + " in the server's configuration).",
                variables.setAtStart("without " + filter.lineAgainst(database))));
      }
    }
    return findings;
  }
}
