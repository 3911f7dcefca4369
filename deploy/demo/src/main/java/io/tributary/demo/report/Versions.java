package io.tributary.demo.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Versions of what takes part in a demo, as the build knows them, and the machine. */
public final class Versions {

  private Versions() {}

  /** By name. */
  public static Map<String, String> all() {
    Properties built = new Properties();
    try (InputStream resource = Versions.class.getResourceAsStream("versions.properties")) {
      built.load(resource);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> versions = new TreeMap<>();
    built.forEach((name, version) -> versions.put((String) name, (String) version));
    versions.put("java", System.getProperty("java.runtime.version"));
    versions.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    versions.put("cpus", Integer.toString(Runtime.getRuntime().availableProcessors()));
    versions.put("heap_mb", Long.toString(Runtime.getRuntime().maxMemory() / (1024 * 1024)));
    return versions;
  }
}
