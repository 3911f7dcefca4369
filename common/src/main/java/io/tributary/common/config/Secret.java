package io.tributary.common.config;

import java.util.Objects;
import java.util.function.Supplier;

/**
 * A secret that never prints itself. Reading the configuration checks only that the reference is
 * well formed; the value is looked up at the first {@link #reveal()} and kept, so that a job needs
 * access to the secrets it uses and to no others.
 *
 * <p>Deliberately not {@link java.io.Serializable}: a secret captured by an operator would end in
 * the job graph; Java serialization refuses it instead. Whoever needs the value in an operator (the
 * CDC source keeps its own) reveals it in {@code main}.
 */
public final class Secret {
  private final String reference;
  private final Supplier<String> lookup;
  private String value;

  Secret(String reference, Supplier<String> lookup) {
    this.reference = Objects.requireNonNull(reference);
    this.lookup = Objects.requireNonNull(lookup);
  }

  /** A secret whose value is known already, for configurations made by code. */
  public static Secret of(String value) {
    Objects.requireNonNull(value);
    Secret secret = new Secret("", () -> value);
    secret.value = value;
    return secret;
  }

  /**
   * The value, looked up at the first call.
   *
   * @throws ConfigException when the reference leads nowhere, with its path in the file
   */
  public synchronized String reveal() {
    if (value == null) {
      value = lookup.get();
    }
    return value;
  }

  /** The reference as in the file, such as {@code ${env:NAME}}; empty when made by {@link #of}. */
  public String reference() {
    return reference;
  }

  /** Equal references are equal, without a lookup; secrets made by {@link #of} by value. */
  @Override
  public boolean equals(Object other) {
    if (!(other instanceof Secret)) {
      return false;
    }
    Secret that = (Secret) other;
    return reference.equals(that.reference)
        && (!reference.isEmpty() || reveal().equals(that.reveal()));
  }

  @Override
  public int hashCode() {
    return reference.hashCode();
  }

  @Override
  public String toString() {
    return "******";
  }
}
