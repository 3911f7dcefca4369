package io.tributary.cli.lake;

import io.tributary.common.bronze.BronzePaths;
import io.tributary.common.config.LakeConfig;
import io.tributary.common.config.LakeConfigLoader;
import io.tributary.common.storage.ObjectStore;
import io.tributary.common.storage.StorageAddress;
import io.tributary.common.table.RegisteredTable;
import io.tributary.common.table.TableRegistry;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.FileSystem;

/** A lake that exists: its configuration, and what its layers say they have. */
public final class Lake {

  private static final String HADOOP = "hadoop.";

  private final LakeConfig config;

  private Lake(LakeConfig config) {
    this.config = config;
  }

  /**
   * Reads {@code lake.yaml} and makes the lake's storage known to this JVM's file systems.
   *
   * @param address path or address of the file
   * @throws io.tributary.common.config.ConfigException if it cannot be read or is wrong
   */
  public static Lake open(String address) {
    LakeConfig config = LakeConfigLoader.load(address);
    config.requireSecrets(List.of());
    Lake lake = new Lake(config);
    FileSystem.initialize(lake.fileSystems(), null);
    return lake;
  }

  /** What {@code lake.yaml} says. */
  public LakeConfig config() {
    return config;
  }

  /** Silver's tables by their full name; empty if the silver job has never run. */
  public Map<String, RegisteredTable> silverTables() throws IOException {
    return registered(config.lakePaths().silver());
  }

  /** The results that the consumer job has made, by their full name. */
  public Map<String, RegisteredTable> consumerTables() throws IOException {
    return registered(config.lakePaths().consumer());
  }

  private Map<String, RegisteredTable> registered(String layer) throws IOException {
    try (ObjectStore store = at(layer).open()) {
      return new TableRegistry(store).tables();
    }
  }

  /** A source's part of bronze. */
  public StorageAddress bronze(String source) {
    return at(BronzePaths.source(config.lakePaths().bronze(), source));
  }

  /** How Hudi reaches the lake's storage: Hadoop's options, each with the prefix hadoop. */
  public Map<String, String> hadoopOptions() {
    return at(config.lakePaths().silver()).hadoopOptions();
  }

  /** How Flink's own file systems reach the lake's storage. */
  public Configuration fileSystems() {
    Configuration configuration = new Configuration();
    hadoopOptions()
        .forEach((name, value) -> configuration.setString(name.substring(HADOOP.length()), value));
    return configuration;
  }

  private StorageAddress at(String address) {
    return new StorageAddress(address, config.s3().orElse(null));
  }
}
