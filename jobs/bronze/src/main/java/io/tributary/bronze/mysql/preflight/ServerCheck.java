package io.tributary.bronze.mysql.preflight;

import static java.util.stream.Collectors.joining;

import io.tributary.bronze.preflight.Finding;
import java.util.ArrayList;
import java.util.List;

/** Whether the server is one that can be captured, and where it stands among others. */
final class ServerCheck {

  private static final String SERVER = "server";

  private ServerCheck() {}

  /** Version and make: MySQL 5.7 to 8.3, as Flink CDC 3.5 can read it. */
  static List<Finding> ofVersion(Variables variables) {
    String version = variables.get("version");
    if (variables.isMariaDb()) {
      return List.of(
          Finding.error(
              SERVER,
              "This is MariaDB "
                  + version
                  + ": its log differs from MySQL's, and its changes would come without order.",
              "Capture a MySQL 5.7 or 8.0 server."));
    }
    if (!variables.isAtLeast(5, 7, 0)) {
      return List.of(
          Finding.error(
              SERVER,
              "MySQL " + version + " is older than 5.7.",
              "Upgrade the server to MySQL 8.0, or replicate it into one and capture that."));
    }
    if (variables.isAtLeast(8, 4, 0)) {
      return List.of(
          Finding.error(
              SERVER,
              "MySQL "
                  + version
                  + " has no SHOW MASTER STATUS any more, which the CDC connector (Flink CDC 3.5)"
                  + " needs.",
              "Capture a MySQL 5.7 or 8.0 server."));
    }
    return List.of();
  }

  /** Whether the log of a replica holds what it replicates. */
  static List<Finding> ofReplica(boolean isReplica, Variables variables) {
    boolean logsReplicated =
        variables.isOn("log_replica_updates") || variables.isOn("log_slave_updates");
    if (!isReplica || logsReplicated || !variables.isOn("log_bin")) {
      return List.of();
    }
    String name = variables.isAtLeast(8, 0, 26) ? "log_replica_updates" : "log_slave_updates";
    return List.of(
        Finding.error(
            SERVER,
            "The server is a replica and does not log what it replicates ("
                + name
                + " is OFF): there are no changes to read.",
            variables.setAtStart(name + " = ON")));
  }

  /**
   * Whether the capture's server ids are free. Readers that do not register as replicas, such as
   * other captures, are not seen.
   */
  static List<Finding> ofServerIds(
      Requirements requirements, List<Long> replicas, Variables variables) {
    List<Long> taken = new ArrayList<>(replicas);
    taken.add(variables.number("server_id"));
    String clashes =
        taken.stream()
            .filter(id -> id >= requirements.firstServerId && id <= requirements.lastServerId)
            .distinct()
            .sorted()
            .map(String::valueOf)
            .collect(joining(", "));
    if (clashes.isEmpty()) {
      return List.of();
    }
    return List.of(
        Finding.warning(
            SERVER,
            "Server ids of the capture ("
                + requirements.firstServerId
                + "-"
                + requirements.lastServerId
                + ") are in use by the server or its replicas: "
                + clashes
                + ". Two readers of one id end each other's connection.",
            "In lake.yaml: server_ids, a range without them"));
  }
}
