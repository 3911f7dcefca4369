package io.tributary.embedded;

import io.tributary.embedded.dist.MySqlDistribution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The option file of an embedded MySQL server. */
final class MySqlConfiguration {

  private final Map<String, String> options = new TreeMap<>();

  /** For a server of {@code distribution} that keeps its files in {@code directory}. */
  MySqlConfiguration(MySqlDistribution distribution, MySqlDirectory directory, int port) {
    options.put("basedir", distribution.base().toString());
    options.put("lc_messages_dir", distribution.base().resolve("share").toString());
    options.put("datadir", directory.data().toString());
    options.put("log_error", directory.log().toString());
    options.put("pid_file", "mysqld.pid");
    // Relative to the data directory: a socket's path may have 107 bytes only.
    options.put("socket", "mysqld.sock");
    options.put("bind_address", EmbeddedMySql.HOST);
    options.put("port", Integer.toString(port));
    if (System.getProperty("user.name").equals("root")) {
      options.put("user", "root"); // mysqld refuses to run as root unless told so
    }
    changeCapture();
    smallMachine();
    options.put("mysqlx", "OFF");
    options.put("default_time_zone", "+00:00");
    // Passwords cross the loopback encrypted with the server's RSA key; TLS would only cost time.
    options.put("auto_generate_certs", "OFF");
    options.put("caching_sha2_password_auto_generate_rsa_keys", "ON");
  }

  /** What change data capture needs, and what a production server would have. */
  private void changeCapture() {
    options.put("server_id", "1");
    options.put("log_bin", "binlog");
    options.put("binlog_format", "ROW");
    options.put("binlog_row_image", "FULL");
    options.put("binlog_expire_logs_seconds", "2592000"); // 30 days
    options.put("gtid_mode", "ON");
    options.put("enforce_gtid_consistency", "ON");
  }

  private void smallMachine() {
    options.put("innodb_buffer_pool_size", "256M");
    options.put("innodb_redo_log_capacity", "128M");
    options.put("innodb_use_native_aio", "OFF"); // see src/main/native/README.md
    options.put("performance_schema", "OFF");
    options.put("max_connections", "100");
    options.put("table_open_cache", "400");
    // For a demo and tests only: a commit is not forced to the disk. Commits survive the end of the
    // server, kill -9 included, but not that of the machine.
    options.put("innodb_flush_log_at_trx_commit", "2");
    options.put("sync_binlog", "0");
  }

  /** The option file's text. */
  String text() {
    List<String> lines = new ArrayList<>();
    lines.add("[mysqld]");
    options.forEach((name, value) -> lines.add(name + "=" + quoted(value)));
    return String.join("\n", lines) + "\n";
  }

  /** See "Using Option Files" in the MySQL 8.0 reference manual, 4.2.2.2. */
  private static String quoted(String value) {
    return '"' + value.replace("\\", "\\\\") + '"';
  }
}
