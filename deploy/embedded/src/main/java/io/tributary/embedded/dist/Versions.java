package io.tributary.embedded.dist;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The versions of what is downloaded, as the parent pom has them. */
public final class Versions {

  private static final Properties VERSIONS = read();

  private Versions() {}

  /** The version of {@code artifact}, a key of {@code versions.properties}. */
  public static String get(String artifact) {
    return VERSIONS.getProperty(artifact);
  }

  private static Properties read() {
    Properties properties = new Properties();
    try (InputStream in =
        Versions.class.getResourceAsStream("/io/tributary/embedded/versions.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }
}
