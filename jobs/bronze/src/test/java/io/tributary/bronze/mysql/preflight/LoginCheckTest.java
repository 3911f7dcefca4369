package io.tributary.bronze.mysql.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.bronze.mysql.MySqlServer;
import io.tributary.bronze.preflight.Finding;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class LoginCheckTest {

  private static final MySqlServer SERVER =
      new MySqlServer("db", 3306, "o'hara", "tr0ub4dor", Map.of());

  @Test
  void tellsFailuresApart() {
    assertThat(ofError(1045).what()).contains("password is wrong");
    assertThat(ofError(1130).what()).contains("no connection from this host");
    assertThat(ofError(1040).what()).contains("no connection left");
    assertThat(ofError(1862).what()).contains("expired");
    assertThat(ofError(3118).what()).contains("locked");
    assertThat(ofError(3159).remedy()).isEqualTo("In lake.yaml: tls: required");
    assertThat(ofCause(new SocketTimeoutException()).what()).contains("within 10 s");
    assertThat(ofCause(new SSLHandshakeException("bad certificate")).what())
        .contains("No encrypted connection came about: bad certificate");
  }

  @Test
  void quotesTheUser() {
    assertThat(ofError(3118).where()).isEqualTo("user 'o''hara'");
    assertThat(ofError(3118).remedy()).isEqualTo("ALTER USER 'o''hara'@'%' ACCOUNT UNLOCK;");
  }

  @Test
  void neverPrintsThePassword() {
    SQLException failure = new SQLException("login with tr0ub4dor failed", "08S01");
    assertThat(LoginCheck.of(failure, SERVER).toString())
        .contains("login with *** failed")
        .doesNotContain("tr0ub4dor");
  }

  private static Finding ofError(int number) {
    return LoginCheck.of(new SQLException("as the server says", "28000", number), SERVER);
  }

  private static Finding ofCause(Exception cause) {
    return LoginCheck.of(
        new SQLException("Communications link failure", "08S01", 0, new RuntimeException(cause)),
        SERVER);
  }
}
