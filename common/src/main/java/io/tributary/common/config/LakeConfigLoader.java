package io.tributary.common.config;

/** Reads and validates {@code lake.yaml}: every problem at once, as a {@link ConfigException}. */
public final class LakeConfigLoader {
  private LakeConfigLoader() {}

  /**
   * Reads the file named by the job's argument {@code config}.
   *
   * @throws ConfigException when the argument is missing, or as {@link #load(String)}
   */
  public static LakeConfig load(JobArguments arguments) {
    return load(arguments.require(JobArguments.CONFIG));
  }

  /**
   * Reads a file. Secrets are not looked up: see {@link LakeConfig#requireSecrets}.
   *
   * @param address a local path, {@code file:///path} or {@code s3://bucket/key}; S3 is reached
   *     with the AWS SDK's default region, credentials and endpoint
   * @throws ConfigException when there is nothing to read, or naming all that is wrong with it
   */
  public static LakeConfig load(String address) {
    return parse(new ConfigText().read(address), address, SecretResolver.standard());
  }

  /**
   * Validates a file's text.
   *
   * @param origin what to call the file in messages
   * @param secrets where {@link Secret#reveal()} looks
   * @throws ConfigException naming all that is wrong with it
   */
  public static LakeConfig parse(String yaml, String origin, SecretResolver secrets) {
    return new LakeParser(new Problems(origin), secrets).parse(yaml);
  }
}
