package io.tributary.common.config;

/** Reads and validates {@code lake.yaml}: every problem at once, as a {@link ConfigException}. */
public final class LakeConfigLoader {
  private LakeConfigLoader() {}

  /** Reads the file named by the job's argument {@code config}. */
  public static LakeConfig load(JobArguments arguments) {
    return load(arguments.require("config"));
  }

  /**
   * @param address a local path, {@code file://…} or {@code s3://bucket/key}
   */
  public static LakeConfig load(String address) {
    throw new UnsupportedOperationException("not built yet");
  }

  /**
   * @param yaml the file's text
   * @param origin what to call it in messages
   */
  public static LakeConfig parse(String yaml, String origin, SecretResolver secrets) {
    throw new UnsupportedOperationException("not built yet");
  }
}
