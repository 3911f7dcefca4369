package io.tributary.common.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a secret is: {@code ${env:NAME}}, {@code ${file:/path}}, {@code ${secretsmanager:…}}. */
final class SecretReference {
  static final String MEND =
      "Keep the value elsewhere and write ${env:NAME}, ${file:/path} or"
          + " ${secretsmanager:name#key}.";

  private static final Pattern FORM =
      Pattern.compile("\\$\\{(env|file|secretsmanager):([^\\s${}]+)\\}");

  private final String kind;
  private final String name;

  private SecretReference(String kind, String name) {
    this.kind = kind;
    this.name = name;
  }

  /** Empty when the text as a whole is no reference. */
  static Optional<SecretReference> parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    SecretReference reference = new SecretReference(matcher.group(1), matcher.group(2));
    boolean complete =
        !reference.kind.equals("secretsmanager") || reference.name.matches("[^#]+(#[^#]+)?");
    return complete ? Optional.of(reference) : Optional.empty();
  }

  /** env, file or secretsmanager. */
  String kind() {
    return kind;
  }

  /** What the kind of place calls it: a variable, a path, {@code name#key}. */
  String name() {
    return name;
  }

  @Override
  public String toString() {
    return "${" + kind + ":" + name + "}";
  }
}
