package io.tributary.cli;

import io.tributary.common.config.ConfigException;

/** What went wrong, in the words of who noticed it first. */
public final class Causes {

  private Causes() {}

  /** The message of the innermost cause that has one, or of the outermost that is ours. */
  public static String message(Throwable failure) {
    String message = null;
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof CommandException || each instanceof ConfigException) {
        return each.getMessage();
      }
      if (each.getMessage() != null) {
        message =
            each.getMessage().contains(" ")
                ? each.getMessage()
                : each.getClass().getSimpleName() + ": " + each.getMessage();
      }
    }
    return message == null ? failure.toString() : message;
  }
}
