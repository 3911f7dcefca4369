package io.tributary.cli.deadletters;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.tributary.cli.lake.Lake;
import io.tributary.cli.lake.LakeOptions;
import io.tributary.common.json.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tributary dead-letters show}. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description =
        "Shows a dead letter whole, as JSON: the record with all its values, the reason, and where"
            + " it came from.")
final class ShowCommand implements Callable<Integer> {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  @Mixin private LakeOptions lakeOptions;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "The letter's name, as listed.")
  private String name;

  @Override
  public Integer call() throws Exception {
    StoredLetter stored = new Letters(Lake.open(lakeOptions.config())).named(name);
    spec.commandLine()
        .getOut()
        .println(JSON.writeValueAsString(JSON.readTree(Json.write(stored.letter()))));
    return 0;
  }
}
