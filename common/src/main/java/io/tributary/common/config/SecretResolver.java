package io.tributary.common.config;

import java.io.IOException;
import java.util.Optional;

/** Looks up what secret references stand for; made in {@code main}, or by a test. */
public final class SecretResolver {

  /** Finds the secret of a name in one kind of place. */
  @FunctionalInterface
  public interface Lookup {
    /**
     * @return the value; empty when there is none of this name
     * @throws IOException when it cannot be read, with a message that holds no secret
     */
    Optional<String> find(String name) throws IOException;
  }

  private SecretResolver() {}

  /**
   * Environment variables, local files, and AWS Secrets Manager with the platform's credentials.
   */
  public static SecretResolver standard() {
    return new SecretResolver();
  }

  /** One lookup for each kind of reference: {@code env}, {@code file}, {@code secretsmanager}. */
  public static SecretResolver of(Lookup env, Lookup file, Lookup secretsManager) {
    throw new UnsupportedOperationException("not built yet");
  }
}
