package io.tributary.embedded;

import io.tributary.embedded.dist.CacheDirectory;
import io.tributary.embedded.dist.Versions;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The class loader of s3proxy: of the application it sees nothing, as s3proxy brings its own AWS
 * SDK, Guava and logging. One for this JVM, as classes are dear to load.
 */
final class S3ProxyClasses extends URLClassLoader {

  static {
    registerAsParallelCapable();
  }

  private static final String LOGGING = "logback.xml";

  private static S3ProxyClasses loader;

  private S3ProxyClasses(URL jar) {
    super("s3proxy", new URL[] {jar}, ClassLoader.getPlatformClassLoader());
  }

  /** The loader; made by the first call. */
  static synchronized ClassLoader loader() throws IOException, InterruptedException {
    if (loader == null) {
      loader = new S3ProxyClasses(jar().toUri().toURL());
    }
    return loader;
  }

  /** Puts our logging configuration in the place of s3proxy's. */
  @Override
  public URL findResource(String name) {
    return name.equals(LOGGING)
        ? S3ProxyClasses.class.getResource("s3proxy-logback.xml")
        : super.findResource(name);
  }

  /** The build puts s3proxy's jar among our classes; from inside of a jar it has to come out. */
  private static Path jar() throws IOException, InterruptedException {
    URL resource = S3ProxyClasses.class.getResource("s3proxy.jar");
    if (resource == null) {
      throw new EmbeddedServerException(
          "s3proxy.jar is not on the classpath: the build of deploy/embedded puts it into"
              + " target/classes in phase process-resources");
    }
    if (resource.getProtocol().equals("file")) {
      try {
        return Path.of(resource.toURI());
      } catch (URISyntaxException e) {
        throw new IOException(e);
      }
    }
    return CacheDirectory.ofUser()
        .get(
            "s3proxy-" + Versions.get("s3proxy") + ".jar",
            (target, scratch) -> {
              try (InputStream in = resource.openStream()) {
                Files.copy(in, target);
              }
            });
  }
}
