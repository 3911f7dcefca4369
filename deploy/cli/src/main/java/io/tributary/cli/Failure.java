package io.tributary.cli;

import io.tributary.cli.lake.LakeOptions;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says in one message why a command could not do what it was asked for. */
final class Failure implements IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, ParseResult arguments) {
    PrintWriter err = command.getErr();
    if (command.getParseResult().hasMatchedOption(LakeOptions.STACKTRACE)) {
      failure.printStackTrace(err);
    } else {
      err.println(Causes.message(failure));
    }
    return failure instanceof CommandException known ? known.exitCode() : 2;
  }
}
