package io.tributary.common.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks the address of a layer: an S3 prefix or a local directory. */
final class LayerAddress {
  private static final Pattern S3 = Pattern.compile("s3://([^/]*)(/.*)?");
  private static final Pattern FILE = Pattern.compile("file:(?://)?(/[^/].*)");
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern UNFIT = Pattern.compile("[\\s?#%\\\\{}$*\"<>|:,@]");

  private LayerAddress() {}

  /** The address without trailing slashes; empty, and a problem, when it is none. */
  static Optional<String> parse(YamlNode where, String text, Problems problems) {
    String address = text.replaceAll("(?<![:/])/+$", "");
    Matcher s3 = S3.matcher(address);
    Matcher file = FILE.matcher(address);
    if (s3.matches()) {
      if (!BUCKET.matcher(s3.group(1)).matches()) {
        problems.add(
            where,
            "has no valid bucket name.",
            "Write s3://bucket/prefix; a bucket has 3 to 63 lower-case letters, digits, . and -.");
        return Optional.empty();
      }
      return path(where, address, s3.group(2) == null ? "" : s3.group(2), problems);
    }
    if (file.matches()) {
      return path(where, "file://" + file.group(1), file.group(1), problems);
    }
    reportScheme(where, text, problems);
    return Optional.empty();
  }

  private static Optional<String> path(
      YamlNode where, String address, String path, Problems problems) {
    Matcher unfit = UNFIT.matcher(path);
    if (unfit.find()) {
      problems.add(
          where,
          "holds a character that not every reader of the lake understands: '"
              + unfit.group()
              + "'.",
          "Use letters, digits, /, -, _, . and =.");
      return Optional.empty();
    }
    if ((path + "/").matches(".*/\\.{0,2}/.*")) {
      problems.add(
          where, "has an empty, '.' or '..' part in its path.", "Write the path without it.");
      return Optional.empty();
    }
    return Optional.of(address);
  }

  private static void reportScheme(YamlNode where, String text, Problems problems) {
    if (text.matches("s3[an]:.*")) {
      problems.add(
          where,
          "begins with " + text.substring(0, 3) + ":, Hadoop's name for S3.",
          "Write s3:// instead.");
    } else if (text.startsWith("file:")) {
      problems.add(where, "names no local directory.", "Write file:///directory.");
    } else {
      problems.add(
          where,
          "is not the address of an S3 prefix or a local directory.",
          text.startsWith("/")
              ? "Put file:// before the path."
              : "Write s3://bucket/prefix or file:///directory.");
    }
  }
}
