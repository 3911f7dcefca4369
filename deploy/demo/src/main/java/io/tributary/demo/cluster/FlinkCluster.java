package io.tributary.demo.cluster;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.plugin.DefaultPluginManager;
import org.apache.flink.core.plugin.DirectoryBasedPluginFinder;
import org.apache.flink.core.plugin.PluginManager;
import org.apache.flink.core.plugin.PluginUtils;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;

/**
 * A Flink session cluster in this JVM: one JobManager, one TaskManager, the REST interface and the
 * web UI. Jobs come to it as to any cluster: as jars over REST, each with a class loader of its
 * own.
 */
public final class FlinkCluster implements AutoCloseable {

  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(30);

  private final MiniCluster cluster;
  private final URI address;

  private FlinkCluster(MiniCluster cluster, URI address) {
    this.cluster = cluster;
    this.address = address;
  }

  /**
   * Starts a cluster and returns when it takes jobs.
   *
   * @throws IOException if it cannot be started, for instance because the REST port is taken
   */
  public static FlinkCluster start(ClusterSettings settings) throws IOException {
    for (String child : new String[] {"jars", "web", "tmp", "log"}) {
      Files.createDirectories(settings.directory().resolve(child));
    }
    Configuration configuration = settings.toConfiguration();
    PluginManager plugins = plugins(settings.plugins(), configuration);
    FileSystem.initialize(configuration, plugins);
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setPluginManager(plugins)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(settings.slots())
                .build());
    try {
      cluster.start();
      URI address = cluster.getRestAddress().get();
      new FlinkRest(address).awaitDispatcher();
      return new FlinkCluster(cluster, address);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while starting Flink", e);
    } catch (Exception e) {
      throw new IOException("Cannot start Flink: " + RootCause.of(e), e);
    }
  }

  private static PluginManager plugins(Path directory, Configuration configuration)
      throws IOException {
    if (directory == null) {
      return PluginUtils.createPluginManagerFromRootFolder(configuration);
    }
    // Not by the environment variable FLINK_PLUGINS_DIR, which a JVM cannot set for itself.
    return new DefaultPluginManager(
        new DirectoryBasedPluginFinder(directory).findPlugins(),
        CoreOptions.getPluginParentFirstLoaderPatterns(configuration));
  }

  /** Address of the REST interface and of the web UI. */
  public URI address() {
    return address;
  }

  /**
   * Ends the cluster; jobs that still run end with it, as if the machine had failed.
   *
   * @throws IOException if it does not end within half a minute: threads of it may then remain
   */
  @Override
  public void close() throws IOException {
    try {
      cluster.closeAsync().get(CLOSE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IOException("Flink has not ended within " + CLOSE_PATIENCE.toSeconds() + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while ending Flink", e);
    } catch (ExecutionException e) {
      throw new IOException("Flink did not end in order: " + RootCause.of(e), e);
    }
  }
}
