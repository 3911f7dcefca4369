package io.tributary.bronze.mysql.preflight;

import io.tributary.bronze.mysql.MySqlServer;
import io.tributary.bronze.preflight.Finding;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;

/**
 * Why a connection failed. Numbers of errors are those of the MySQL 8.0 Error Message Reference;
 * where there is none, the driver did not get as far as the server's answer.
 */
final class LoginCheck {

  private static final int HOST_BLOCKED = 1129;
  private static final int HOST_NOT_ALLOWED = 1130;
  private static final int TOO_MANY_CONNECTIONS = 1040;
  private static final int TOO_MANY_OF_USER = 1203;
  private static final int ACCESS_DENIED = 1045;
  private static final int ACCESS_DENIED_WITHOUT_PASSWORD = 1698;
  private static final int PASSWORD_EXPIRED = 1820;
  private static final int PASSWORD_EXPIRED_AT_LOGIN = 1862;
  private static final int ACCOUNT_LOCKED = 3118;
  private static final int INSECURE_TRANSPORT = 3159;

  private LoginCheck() {}

  /** The failure as a problem of the server, the network or the user. Never holds the password. */
  static Finding of(SQLException failure, MySqlServer server) {
    String where = "server " + server;
    String user = "user " + Sql.string(server.user());
    String message = server.redact(String.valueOf(failure.getMessage()));
    switch (failure.getErrorCode()) {
      case ACCESS_DENIED:
      case ACCESS_DENIED_WITHOUT_PASSWORD:
        return Finding.error(
            user,
            "The server refuses the login: the password is wrong, or there is no such user for"
                + " this host. It says: "
                + message,
            "ALTER USER "
                + Sql.string(server.user())
                + "@'%' IDENTIFIED BY '…'; or correct user and password in lake.yaml");
      case HOST_NOT_ALLOWED:
      case HOST_BLOCKED:
        return Finding.error(
            where,
            "The server accepts no connection from this host. It says: " + message,
            failure.getErrorCode() == HOST_BLOCKED
                ? "FLUSH HOSTS;"
                : "CREATE USER " + Sql.string(server.user()) + "@'%' IDENTIFIED BY '…';");
      case TOO_MANY_CONNECTIONS:
      case TOO_MANY_OF_USER:
        return Finding.error(
            where,
            "The server has no connection left. It says: " + message,
            "End connections that nobody needs, or raise max_connections.");
      case PASSWORD_EXPIRED:
      case PASSWORD_EXPIRED_AT_LOGIN:
        return Finding.error(
            user,
            "The password has expired.",
            "ALTER USER " + Sql.string(server.user()) + "@'%' PASSWORD EXPIRE NEVER;");
      case ACCOUNT_LOCKED:
        return Finding.error(
            user,
            "The account is locked.",
            "ALTER USER " + Sql.string(server.user()) + "@'%' ACCOUNT UNLOCK;");
      case INSECURE_TRANSPORT:
        return Finding.error(
            where,
            "The server accepts only encrypted connections (require_secure_transport).",
            "In lake.yaml: tls: required");
      default:
        return ofNetwork(failure, where, user, message);
    }
  }

  private static Finding ofNetwork(
      SQLException failure, String where, String user, String message) {
    for (Throwable cause : causes(failure)) {
      if (cause instanceof UnknownHostException) {
        return Finding.error(
            where, "No such host: its name has no address.", "Correct host in lake.yaml.");
      }
      if (cause instanceof SocketTimeoutException) {
        return Finding.error(
            where,
            "The server does not answer within "
                + MySqlServer.CONNECT_TIMEOUT.getSeconds()
                + " s: something on the way drops the packets.",
            "Let this machine through firewalls, security groups and routes to the server.");
      }
      if (cause instanceof ConnectException) {
        return Finding.error(
            where,
            "Nothing accepts connections there: " + cause.getMessage() + ".",
            "Start the server, or correct host and port in lake.yaml.");
      }
      if (cause instanceof SSLException) {
        return Finding.error(
            where,
            "No encrypted connection came about: " + cause.getMessage() + ".",
            "Mend the server's certificate, or change tls in lake.yaml.");
      }
      if (String.valueOf(cause.getMessage()).contains("Public Key Retrieval is not allowed")) {
        return Finding.error(
            user,
            "The password can neither be sent over TLS nor be encrypted with the server's key.",
            "In lake.yaml: tls: required; or the JDBC property allowPublicKeyRetrieval=true");
      }
    }
    return Finding.error(
        where,
        "The server could not be asked: " + message,
        "See the server's log, and the MySQL Error Message Reference.");
  }

  private static List<Throwable> causes(Throwable failure) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable t = failure; t != null && !causes.contains(t); t = t.getCause()) {
      causes.add(t);
    }
    return causes;
  }
}
