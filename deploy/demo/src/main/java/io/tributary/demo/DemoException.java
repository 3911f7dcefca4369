package io.tributary.demo;

/** The demo cannot go on; the message says why, to the person who started it. */
public final class DemoException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** A message that stands alone. */
  public DemoException(String message) {
    super(message);
  }

  /** The same, with what it comes from for the log. */
  public DemoException(String message, Throwable cause) {
    super(message, cause);
  }
}
