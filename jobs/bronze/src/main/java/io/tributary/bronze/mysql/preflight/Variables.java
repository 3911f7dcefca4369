package io.tributary.bronze.mysql.preflight;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server's global variables, which also tell its version and who hosts it. */
final class Variables {

  private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+).*");

  private final Map<String, String> values;
  private final int version;

  /**
   * @param values the rows of {@code SHOW GLOBAL VARIABLES}
   */
  Variables(Map<String, String> values) {
    this.values = new TreeMap<>(values);
    Matcher matcher = VERSION.matcher(get("version"));
    this.version =
        matcher.matches()
            ? number(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)))
            : 0;
  }

  /** The value; empty if the server has no such variable. */
  String get(String name) {
    return values.getOrDefault(name, "");
  }

  boolean is(String name, String value) {
    return get(name).equalsIgnoreCase(value);
  }

  /** Whether the variable is on, as {@code SHOW VARIABLES} writes it. */
  boolean isOn(String name) {
    return is(name, "ON") || is(name, "1");
  }

  /** The value; -1 if the server has no such variable. */
  long number(String name) {
    String value = get(name);
    return value.isEmpty() ? -1 : Long.parseLong(value);
  }

  boolean isAtLeast(int major, int minor, int patch) {
    return version >= number(major, minor, patch);
  }

  boolean isMariaDb() {
    return (get("version") + get("version_comment")).toLowerCase(Locale.ROOT).contains("mariadb");
  }

  /** Whether the server is Amazon RDS or Aurora, which keep their own rules. */
  boolean isAmazonRds() {
    return get("basedir").startsWith("/rdsdbbin") || !get("aurora_version").isEmpty();
  }

  /** How to set a variable on this server for good. */
  String set(String name, String value) {
    if (isAmazonRds()) {
      return "In the DB parameter group: " + name + " = " + value;
    }
    String text = value.matches("\\d+") ? value : Sql.string(value);
    return isAtLeast(8, 0, 0)
        ? "SET PERSIST " + name + " = " + text + ";"
        : "SET GLOBAL "
            + name
            + " = "
            + text
            + "; and, in my.cnf under [mysqld]: "
            + name
            + " = "
            + value;
  }

  /** How to set a variable that is read only when the server starts. */
  String setAtStart(String line) {
    return isAmazonRds()
        ? "In the DB parameter group, and then restart: " + line
        : "In my.cnf under [mysqld], and then restart: " + line;
  }

  private static int number(int major, int minor, int patch) {
    return (major * 1_000 + minor) * 1_000 + patch;
  }
}
