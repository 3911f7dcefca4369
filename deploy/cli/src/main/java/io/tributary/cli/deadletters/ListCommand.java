package io.tributary.cli.deadletters;

import io.tributary.cli.lake.Lake;
import io.tributary.cli.lake.LakeOptions;
import io.tributary.common.deadletter.DeadLetter;
import io.tributary.common.json.Json;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tributary dead-letters list}. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists dead letters: when, what, and why. Values of the rows are not shown.")
final class ListCommand implements Callable<Integer> {

  /** How the letters are written. */
  enum Format {
    TEXT,
    JSON
  }

  @Mixin private LakeOptions lakeOptions;
  @Spec private CommandSpec spec;

  @Option(
      names = "--table",
      paramLabel = "DATABASE.TABLE",
      description = "Only those of one table.")
  private String table;

  @Option(names = "--all", description = "Also those that have been replayed.")
  private boolean all;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text, or json: one object per line (default: ${DEFAULT-VALUE}).")
  private Format format;

  @Override
  public Integer call() throws Exception {
    List<StoredLetter> letters =
        new Letters(Lake.open(lakeOptions.config()))
            .where(
                each ->
                    (all || !each.isReplayed())
                        && (table == null || each.letter().table().name().equals(table)));
    PrintWriter out = spec.commandLine().getOut();
    if (format == Format.JSON) {
      letters.forEach(letter -> out.println(Json.write(summary(letter))));
    } else {
      letters.forEach(letter -> text(letter, out));
      out.println(letters.isEmpty() ? "No dead letters." : letters.size() + " dead letters.");
    }
    return 0;
  }

  private static Map<String, Object> summary(StoredLetter stored) {
    DeadLetter letter = stored.letter();
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("name", stored.name());
    summary.put("source", stored.source());
    summary.put("table", letter.table().name());
    summary.put("job", letter.job());
    summary.put("at", letter.at());
    summary.put("op", letter.op());
    summary.put("seq", letter.seq());
    summary.put("failure", letter.failure());
    summary.put("replayed", stored.isReplayed());
    return summary;
  }

  private static void text(StoredLetter stored, PrintWriter out) {
    DeadLetter letter = stored.letter();
    out.println(
        letter.at()
            + "  "
            + letter.table().name()
            + ", "
            + letter.job()
            + ": "
            + letter.failure()
            + (stored.isReplayed() ? " (replayed)" : ""));
    out.println("    " + stored.name());
  }
}
