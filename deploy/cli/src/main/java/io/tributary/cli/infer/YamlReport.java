package io.tributary.cli.infer;

import io.tributary.cli.infer.Proposal.LeftOut;
import io.tributary.cli.infer.Proposal.Path;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The table as {@code lake.yaml} has it under {@code tables:}; what is known of it as comments. */
final class YamlReport implements InferReport {

  private static final int LONGEST_ALIGNED = 48;

  private final PrintWriter out;
  private final boolean comments;

  YamlReport(PrintWriter out, boolean comments) {
    this.out = out;
    this.comments = comments;
  }

  @Override
  public void write(String source, String collection, CollectionSample sample, Proposal proposal) {
    comment("  # " + collection + " of source " + source + ": " + read(sample) + ".");
    comment("  # Behind each path: how many of them have it, and what its values are.");
    out.println("  - table: " + Yaml.key(collection));
    out.println("    source: " + source);
    out.println("    document:");
    List<Path> paths = proposal.paths();
    int width =
        paths.stream()
            .mapToInt(path -> line(path).length())
            .filter(length -> length <= LONGEST_ALIGNED)
            .max()
            .orElse(0);
    for (Path path : paths) {
      out.println(
          comments
              ? String.format(
                  "%-" + Math.max(width, 1) + "s  # %s", line(path), known(path, proposal))
              : line(path));
    }
    for (LeftOut left : proposal.leftOut()) {
      comment(
          "    # To _rescued: "
              + Yaml.key(left.path())
              + " of "
              + Share.of(left.documents(), proposal.documents())
              + ": "
              + left.why());
    }
    comment(
        "    # Silver's mapping rescues something of "
            + Share.of(proposal.rescued(), proposal.documents())
            + " of the documents read.");
    out.flush();
  }

  private static String read(CollectionSample sample) {
    String documents = number(sample.documents().size());
    return sample.choice() == CollectionSample.Choice.ALL
        ? "all " + documents + " documents read"
        : documents
            + " of about "
            + number(sample.inCollection())
            + " documents read, "
            + sample.choice().words();
  }

  private void comment(String line) {
    if (comments) {
      out.println(line);
    }
  }

  private static String line(Path path) {
    return "      " + Yaml.key(path.path()) + ": " + path.choice().type();
  }

  private static String known(Path path, Proposal proposal) {
    Profile seen = path.seen();
    StringBuilder text =
        new StringBuilder(Share.of(seen.count(), proposal.documents()))
            .append(": ")
            .append(kinds(seen));
    seen.elements()
        .filter(elements -> elements.count() > 0)
        .ifPresent(elements -> text.append(" of ").append(kinds(elements)));
    if (path.rescued() > 0) {
      text.append("; rescued: ").append(Share.of(path.rescued(), seen.count()));
    }
    if (path.choice().isJson()) {
      text.append("; JSON: ").append(path.choice().reason());
    }
    return text.toString();
  }

  private static String kinds(Profile seen) {
    Map<Kind, Long> kinds = seen.kinds();
    if (kinds.size() == 1) {
      return kinds.keySet().iterator().next().word();
    }
    return kinds.entrySet().stream()
        .map(kind -> kind.getKey().word() + " " + Share.of(kind.getValue(), seen.count()))
        .collect(Collectors.joining(", "));
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
