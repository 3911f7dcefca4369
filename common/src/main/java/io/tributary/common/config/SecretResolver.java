package io.tributary.common.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Looks up what secret references stand for; made in {@code main}, or by a test. */
public final class SecretResolver {
  private final Map<String, Lookup> lookups;

  /** Finds the secret of a name in one kind of place. */
  @FunctionalInterface
  public interface Lookup {
    /**
     * @return the value; empty when there is none of this name
     * @throws IOException when it cannot be read, with a message that holds no secret
     */
    Optional<String> find(String name) throws IOException;
  }

  private SecretResolver(Map<String, Lookup> lookups) {
    this.lookups = lookups;
  }

  /**
   * Environment variables, local files, and AWS Secrets Manager with the platform's credentials.
   */
  public static SecretResolver standard() {
    return of(
        name -> Optional.ofNullable(System.getenv(name)),
        SecretResolver::readFile,
        new SecretsManagerLookup());
  }

  /** One lookup for each kind of reference: {@code env}, {@code file}, {@code secretsmanager}. */
  public static SecretResolver of(Lookup env, Lookup file, Lookup secretsManager) {
    return new SecretResolver(
        Map.of(
            "env", Objects.requireNonNull(env),
            "file", Objects.requireNonNull(file),
            "secretsmanager", Objects.requireNonNull(secretsManager)));
  }

  /**
   * @param origin the file that holds the reference, and path and line in it: for the message
   * @throws ConfigException when there is no such secret, it is empty, or cannot be read
   */
  String resolve(SecretReference reference, String origin, String path, int line) {
    String what;
    try {
      Optional<String> value = lookups.get(reference.kind()).find(reference.name());
      if (value.isPresent() && !value.get().isEmpty()) {
        return value.get();
      }
      what =
          value.isPresent()
              ? "refers to " + reference + ", which is empty."
              : "refers to " + reference + ", which does not exist.";
    } catch (IOException e) {
      // Not kept as the cause: a stack trace would print whatever it carries.
      what = "refers to " + reference + ", which cannot be read: " + e.getMessage() + ".";
    }
    throw new ConfigException(origin, List.of(new Problem(path, line, what, mend(reference))));
  }

  private static String mend(SecretReference reference) {
    switch (reference.kind()) {
      case "env":
        return "Set the variable where the job is started.";
      case "file":
        return "Put the secret into this file, readable to the job.";
      default:
        return "Check the name and key in the job's region, and that its role may call"
            + " secretsmanager:GetSecretValue on it.";
    }
  }

  /** A file's text without the line end that editors leave. */
  private static Optional<String> readFile(String name) throws IOException {
    Path path = Paths.get(name);
    try {
      return Optional.of(Files.readString(path).replaceFirst("\\r?\\n\\z", ""));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new IOException(Files.isDirectory(path) ? "it is a directory" : e.toString(), e);
    }
  }
}
