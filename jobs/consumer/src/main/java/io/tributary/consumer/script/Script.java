package io.tributary.consumer.script;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** A SQL script that makes one result, or a few that belong together. */
public final class Script {

  private final String name;
  private final String text;

  /**
   * @param name the file's name without {@code .sql}: unique in a job, as it begins the uids of the
   *     script's operators
   * @param text the statements, each with a semicolon at its end
   */
  public Script(String name, String text) {
    this.name = name;
    this.text = text;
  }

  public String name() {
    return name;
  }

  /** The file's name. */
  public String file() {
    return name + ".sql";
  }

  public String text() {
    return text;
  }

  /**
   * The script's statements in order.
   *
   * @throws ScriptException if a quote or comment does not end
   */
  public List<Statement> statements() throws ScriptException {
    return StatementSplitter.split(text);
  }

  /**
   * Eight characters that change when the script says something else, not when a comment or the
   * layout changes.
   *
   * @throws ScriptException if a quote or comment does not end
   */
  public String fingerprint() throws ScriptException {
    byte[] essence = StatementSplitter.essence(text).getBytes(StandardCharsets.UTF_8);
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(essence);
      return String.format("%08x", ByteBuffer.wrap(digest).getInt());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return file();
  }
}
