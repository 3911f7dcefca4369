package io.tributary.cli.query;

import io.tributary.cli.lake.Lake;
import io.tributary.cli.lake.LakeOptions;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tributary query}: SQL on the lake's tables. */
@Command(
    name = "query",
    mixinStandardHelpOptions = true,
    description = {
      "Runs SQL on the lake's tables as they are now; without SQL, lists them.",
      "",
      "Tables are called LAYER.DATABASE.TABLE: silver.payments.orders has the current rows,"
          + " bronze.payments.orders every change, consumer.… the results of the SQL scripts."
          + " Without a layer, silver is meant. Where two sources have a database of the same name,"
          + " bronze calls them SOURCE_DATABASE.",
      "",
      "The SQL is Apache Flink's. Only SELECT, SHOW, DESCRIBE and EXPLAIN are possible."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the statement has run",
      "1:the statement is wrong, or has failed",
      "2:the command or the lake's configuration is wrong"
    })
public final class QueryCommand implements Callable<Integer> {

  private static final int CELL_AT_TERMINAL = 60;

  /** How rows are written. */
  enum Format {
    TABLE,
    JSON,
    CSV
  }

  @Mixin private LakeOptions lakeOptions;
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "SQL",
      description =
          "One statement, such as \"SELECT status, COUNT(*) FROM payments.orders"
              + " GROUP BY status\".")
  private String sql;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description =
          "table; json: one array, a row a line; or csv: RFC 4180 (default: ${DEFAULT-VALUE})."
              + " Times are ISO 8601, instants in UTC, decimals exact, nested rows JSON. In csv,"
              + " NULL is empty and empty text is \"\".")
  private Format format;

  @Option(
      names = "--max-cell",
      paramLabel = "N",
      description =
          "Cut cells of a table at N columns of the screen; 0 cuts none (default: "
              + CELL_AT_TERMINAL
              + " at a terminal, else 0).")
  private Integer maxCell;

  /** For picocli. */
  QueryCommand() {}

  @Override
  public Integer call() throws Exception {
    long started = System.nanoTime();
    PrintWriter out = spec.commandLine().getOut();
    ReadOnlyStatement statement = sql == null ? null : ReadOnlyStatement.parse(sql);
    QuerySession session = QuerySession.open(Lake.open(lakeOptions.config()));
    long rows =
        statement == null
            ? session.tables().write(writer(out))
            : session.run(
                statement,
                statement.yieldsText() && format == Format.TABLE
                    ? new TextWriter(out)
                    : writer(out),
                // Whoever reads along may have seen enough: query … | head
                () -> !out.checkError());
    double seconds = (System.nanoTime() - started) / (double) TimeUnit.SECONDS.toNanos(1);
    spec.commandLine()
        .getErr()
        .println(
            String.format(
                Locale.ROOT, "%,d %s in %.1f s", rows, rows == 1 ? "row" : "rows", seconds));
    return 0;
  }

  private RowWriter writer(PrintWriter out) {
    return switch (format) {
      case JSON -> new JsonWriter(out);
      case CSV -> new CsvWriter(out);
      case TABLE -> new TableWriter(out, longestCell());
    };
  }

  private int longestCell() {
    int columns = maxCell != null ? maxCell : System.console() != null ? CELL_AT_TERMINAL : 0;
    return columns > 0 ? columns : Integer.MAX_VALUE;
  }
}
