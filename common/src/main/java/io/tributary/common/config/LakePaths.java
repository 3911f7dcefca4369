package io.tributary.common.config;

import java.io.Serializable;
import java.util.Objects;

/**
 * Where the three layers are: {@code s3://bucket/prefix} or {@code file:///directory} addresses
 * without a trailing slash, none inside another.
 */
public final class LakePaths implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String bronze;
  private final String silver;
  private final String consumer;

  public LakePaths(String bronze, String silver, String consumer) {
    this.bronze = withoutTrailingSlash(bronze);
    this.silver = withoutTrailingSlash(silver);
    this.consumer = withoutTrailingSlash(consumer);
  }

  public String bronze() {
    return bronze;
  }

  public String silver() {
    return silver;
  }

  public String consumer() {
    return consumer;
  }

  /** Where one table's Hudi files are: {@code <silver>/<database>/<table>}. */
  public String silverTable(String database, String table) {
    return silver + "/" + database + "/" + table;
  }

  private static String withoutTrailingSlash(String address) {
    int end = address.length();
    while (end > 0 && address.charAt(end - 1) == '/') {
      end--;
    }
    return address.substring(0, end);
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof LakePaths)) {
      return false;
    }
    LakePaths that = (LakePaths) other;
    return bronze.equals(that.bronze)
        && silver.equals(that.silver)
        && consumer.equals(that.consumer);
  }

  @Override
  public int hashCode() {
    return Objects.hash(bronze, silver, consumer);
  }

  @Override
  public String toString() {
    return "LakePaths{bronze=" + bronze + ", silver=" + silver + ", consumer=" + consumer + "}";
  }
}
