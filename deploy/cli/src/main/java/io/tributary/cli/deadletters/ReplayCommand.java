package io.tributary.cli.deadletters;

import io.tributary.cli.lake.Lake;
import io.tributary.cli.lake.LakeOptions;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tributary dead-letters replay}. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Gives dead letters to the jobs again, which may be running or not.",
      "",
      "Of silver's letters, the bronze files are named in the commit log once more: silver reads them"
          + " whole, and drops what it has already. Of bronze's, the records are decoded by this"
          + " release, and written to bronze. Nothing is done twice or out of order, for an event"
          + " that is older than its row changes nothing.",
      "",
      "What fails again comes back as a dead letter."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all are replayed",
      "1:some cannot be: each is named, with the reason",
      "2:the command or the lake's configuration is wrong"
    })
final class ReplayCommand implements Callable<Integer> {

  /** One of the ways to say which. */
  static final class Which {

    @Parameters(arity = "1..*", paramLabel = "NAME", description = "Letters' names, as listed.")
    private List<String> names;

    @Option(
        names = "--table",
        paramLabel = "DATABASE.TABLE",
        description = "All of one table that have not been replayed.")
    private String table;

    @Option(names = "--all", description = "All that have not been replayed.")
    private boolean all;
  }

  @Mixin private LakeOptions lakeOptions;
  @Spec private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private Which which;

  @Override
  public Integer call() throws Exception {
    Lake lake = Lake.open(lakeOptions.config());
    Letters letters = new Letters(lake);
    Replay replay = new Replay(lake);
    List<StoredLetter> chosen = new ArrayList<>();
    if (which.names == null) {
      chosen.addAll(
          letters.where(
              each ->
                  !each.isReplayed()
                      && (which.all || each.letter().table().name().equals(which.table))));
    } else {
      for (String name : which.names) {
        chosen.add(letters.named(name));
      }
    }
    replay.run(chosen);
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        replay.replayed()
            + " of "
            + chosen.size()
            + " dead letters replayed, by "
            + replay.files()
            + " bronze files.");
    replay
        .failures()
        .forEach((name, reason) -> spec.commandLine().getErr().println(name + ": " + reason));
    return replay.failures().isEmpty() ? 0 : 1;
  }
}
