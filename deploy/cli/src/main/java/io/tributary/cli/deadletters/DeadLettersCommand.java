package io.tributary.cli.deadletters;

import picocli.CommandLine.Command;

/** {@code tributary dead-letters}: what the jobs could not process. */
@Command(
    name = "dead-letters",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "What the jobs could not process: records that bronze cannot decode, and rows and files of"
          + " bronze that silver cannot make rows of. Each is kept whole below its source's part of"
          + " bronze, while the jobs go on.",
      "",
      "Look at them, mend what is wrong (an expression of lake.yaml, a file; or start a release that"
          + " can), and replay them."
    },
    subcommands = {ListCommand.class, ShowCommand.class, ReplayCommand.class})
public final class DeadLettersCommand {

  /** For picocli. */
  DeadLettersCommand() {}
}
