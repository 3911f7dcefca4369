package io.tributary.cli.infer;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import io.tributary.bronze.mongodb.MongoDbServer;
import io.tributary.cli.CommandException;
import io.tributary.cli.lake.LakeOptions;
import io.tributary.common.config.LakeConfigLoader;
import io.tributary.common.config.MongoDbSourceConfig;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tributary infer}: what to write into {@code lake.yaml} for a MongoDB collection. */
@Command(
    name = "infer",
    mixinStandardHelpOptions = true,
    description = {
      "Reads documents of a MongoDB collection and proposes its entry under tables: of lake.yaml:"
          + " a type for each path that leads to a value.",
      "",
      "The proposal is tried on the documents read by silver's own mapping. A type is proposed if"
          + " at least 95 %% of a path's values fit it; what does not is kept in _rescued. Where no"
          + " type does, it is JSON, which takes everything as text.",
      "",
      "Values are never shown, only names, types and how frequent they are."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the proposal is written",
      "2:the command or the lake's configuration is wrong, or no document could be read"
    })
public final class InferCommand implements Callable<Integer> {

  /** How the proposal is written. */
  enum Format {
    TEXT,
    YAML,
    JSON
  }

  @Mixin private LakeOptions lakeOptions;
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "DATABASE.COLLECTION",
      description = "The collection. It need not be under tables: yet.")
  private String collection;

  @Option(
      names = "--source",
      paramLabel = "NAME",
      description =
          "The source that has the collection; needed only if several of lake.yaml's might.")
  private String source;

  @Option(
      names = "--sample",
      paramLabel = "N",
      defaultValue = "10000",
      description = "Read up to N documents, at random (default: ${DEFAULT-VALUE}).")
  private int sample;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description =
          "text: YAML with what was found as comments; yaml: without comments; or json: one object"
              + " (default: ${DEFAULT-VALUE}).")
  private Format format;

  /** For picocli. */
  InferCommand() {}

  @Override
  public Integer call() throws Exception {
    String[] names = collection.split("\\.", -1);
    if (names.length != 2 || names[0].isEmpty() || names[1].isEmpty()) {
      throw wrong(collection + " is not DATABASE.COLLECTION, with one dot");
    }
    if (sample < 1) {
      throw wrong("--sample: at least one document is needed");
    }
    MongoDbSourceConfig config =
        source(LakeConfigLoader.load(lakeOptions.config()).mongoDbSources(), names[0], names[1]);
    CollectionSample read = read(config, names[0], names[1]);
    if (read.documents().isEmpty()) {
      throw new CommandException(
          2, collection + " of source " + config.name() + " has no documents", null);
    }
    report().write(config.name(), collection, read, Proposal.of(read.documents()));
    return 0;
  }

  private CollectionSample read(MongoDbSourceConfig config, String database, String name) {
    try (MongoClient client = MongoDbServer.of(config).connect()) {
      return CollectionSample.read(client.getDatabase(database).getCollection(name), sample);
    } catch (MongoException e) {
      throw new CommandException(
          2,
          "Cannot read " + collection + " from source " + config.name() + ": " + e.getMessage(),
          e);
    }
  }

  /** The source that is named; else the one that captures the collection; else the only one. */
  private MongoDbSourceConfig source(
      List<MongoDbSourceConfig> sources, String database, String name) {
    if (sources.isEmpty()) {
      throw wrong(lakeOptions.config() + " has no source of type mongodb");
    }
    List<MongoDbSourceConfig> meant =
        sources.stream()
            .filter(
                each -> source == null ? each.captures(database, name) : each.name().equals(source))
            .collect(Collectors.toList());
    if (meant.isEmpty() && source == null && sources.size() == 1) {
      meant = sources;
      spec.commandLine()
          .getErr()
          .println(
              "No pattern of source "
                  + sources.get(0).name()
                  + " captures "
                  + collection
                  + " yet: add one to its collections.");
    }
    if (meant.size() != 1) {
      throw wrong(
          "--source: name one of lake.yaml's sources of type mongodb, which are "
              + sources.stream().map(MongoDbSourceConfig::name).collect(Collectors.joining(", ")));
    }
    return meant.get(0);
  }

  private CommandLine.ParameterException wrong(String message) {
    return new CommandLine.ParameterException(spec.commandLine(), message);
  }

  private InferReport report() {
    PrintWriter out = spec.commandLine().getOut();
    return format == Format.JSON ? new JsonReport(out) : new YamlReport(out, format == Format.TEXT);
  }
}
