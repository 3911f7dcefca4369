package io.tributary.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedMySqlIT {

  @TempDir Path directory;

  @Test
  void isSetUpForChangeCapture() throws SQLException {
    try (EmbeddedMySql mysql = EmbeddedMySql.start(directory, Progress.NONE);
        Connection root = mysql.connect()) {
      assertThat(query(root, "SELECT VERSION()")).isEqualTo("8.0.33");
      assertThat(query(root, "SELECT @@log_bin")).isEqualTo("1");
      assertThat(query(root, "SELECT @@binlog_format")).isEqualTo("ROW");
      assertThat(query(root, "SELECT @@binlog_row_image")).isEqualTo("FULL");
      assertThat(query(root, "SELECT @@gtid_mode")).isEqualTo("ON");
      assertThat(query(root, "SELECT @@server_id")).isEqualTo("1");
      assertThat(query(root, "SELECT @@time_zone")).isEqualTo("+00:00");
      assertThat(query(root, "SELECT @@innodb_doublewrite")).isEqualTo("ON");
      assertThat(query(root, "SELECT @@bind_address")).isEqualTo("127.0.0.1");
      // Starting the server changes nothing that a capture would see.
      assertThat(query(root, "SELECT @@gtid_executed")).isEmpty();
    }
  }

  private static String query(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
