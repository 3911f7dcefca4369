package io.tributary.embedded;

/** An embedded server could not be had, started or ended. The message says what to do about it. */
public class EmbeddedServerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With a message for the person at the keyboard. */
  public EmbeddedServerException(String message) {
    super(message);
  }

  /** With a message for the person at the keyboard, and what led to it. */
  public EmbeddedServerException(String message, Throwable cause) {
    super(message, cause);
  }
}
