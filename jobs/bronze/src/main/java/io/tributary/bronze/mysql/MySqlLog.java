package io.tributary.bronze.mysql;

import io.debezium.connector.mysql.MySqlConnection;
import io.tributary.bronze.LogAccess;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.cdc.connectors.mysql.debezium.DebeziumUtils;
import org.apache.flink.cdc.connectors.mysql.source.config.MySqlSourceConfig;
import org.apache.flink.cdc.connectors.mysql.source.config.MySqlSourceConfigFactory;
import org.apache.flink.cdc.connectors.mysql.source.offset.BinlogOffset;
import org.apache.flink.cdc.connectors.mysql.source.split.MySqlSplit;
import org.apache.flink.util.ExceptionUtils;

/** The binlog of a MySQL server. */
final class MySqlLog implements LogAccess<MySqlSplit> {

  private static final long serialVersionUID = 1L;

  /**
   * What Flink CDC says before it reads, and the server while it is read: its error 1236 stands for
   * other things, too.
   */
  private static final List<String> LOST =
      List.of(
          "no longer available on the server",
          "Could not find first log file name in binary log index file",
          "purged required binary logs",
          "impossible position");

  private static final Pattern UNKNOWN_TABLE =
      Pattern.compile("change event for table (\\S+) whose schema isn't known");

  private final String source;
  private final MySqlSourceConfigFactory factory;
  private final LogStart start;

  /**
   * @param source the source's name in the lake
   */
  MySqlLog(String source, MySqlSourceConfigFactory factory, LogStart start) {
    this.source = source;
    this.factory = factory;
    this.start = start;
  }

  @Override
  public MySqlSplit toRead(MySqlSplit split) {
    return start.apply(split);
  }

  @Override
  public Optional<String> explainLoss(Throwable failure, List<MySqlSplit> reading) {
    if (LOST.stream().anyMatch(words -> says(failure, words))) {
      return Optional.of(explanation(reading));
    }
    return ExceptionUtils.findThrowable(failure, e -> unknownTable(e).find())
        .map(e -> unknownTable(e).results().findFirst().orElseThrow().group(1))
        .map(this::explanation);
  }

  private static Matcher unknownTable(Throwable e) {
    return UNKNOWN_TABLE.matcher(String.valueOf(e.getMessage()));
  }

  private String explanation(String table) {
    return String.join(
        " ",
        "The binlog of source " + source + " has rows of " + table + ", whose columns are not",
        "known: it was renamed into the capture, and renamed again or dropped before the capture",
        "could ask the server for them. The capture cannot pass them over without losing rows, so",
        "it ends. To go on, start the bronze job without a savepoint: it takes a snapshot of every",
        "table, and then follows the log as it is now; the silver job goes on as it is. Rows that",
        "were deleted in between stay in silver: tributary verify names them.");
  }

  private static boolean says(Throwable failure, String words) {
    return ExceptionUtils.findThrowableWithMessage(failure, words).isPresent();
  }

  private String explanation(List<MySqlSplit> reading) {
    MySqlSourceConfig config = factory.createConfig(0);
    String positions =
        reading.stream()
            .filter(MySqlSplit::isBinlogSplit)
            .map(split -> text(split.asBinlogSplit().getStartingOffset()))
            .collect(Collectors.joining(", "));
    return String.join(
        " ",
        "The binlog of source " + source + " at " + config.getHostname() + ":" + config.getPort(),
        "has been purged, or begun anew: the capture is to go on from " + positions + ", and",
        oldest(config)
            + ". The changes in between are lost to it, so it ends instead of trying again. To go on, start the bronze job without a savepoint: it",
        "takes a snapshot of every table, and then follows the log as it is now; the silver job",
        "goes on as it is. Rows that were deleted in between stay in silver: tributary verify",
        "names them. After RESET MASTER, or on another server, positions begin anew: give the",
        "lake new bronze and silver addresses, too. To keep it from happening, have the server",
        "keep its binlog for longer than bronze may stand still, for a week say: SET PERSIST",
        "binlog_expire_logs_seconds = 604800, or on Amazon RDS CALL",
        "mysql.rds_set_configuration('binlog retention hours', 168).");
  }

  private static String text(BinlogOffset offset) {
    String position = offset.getFilename() + ":" + offset.getPosition();
    return offset.getGtidSet() == null
        ? position
        : position + " (GTIDs " + offset.getGtidSet() + ")";
  }

  private static String oldest(MySqlSourceConfig config) {
    try (MySqlConnection connection = DebeziumUtils.createMySqlConnection(config)) {
      List<String> files = connection.availableBinlogFiles();
      return Stream.concat(files.stream(), Stream.of("none"))
          .findFirst()
          .map(file -> "the oldest file that the server has is " + file)
          .orElseThrow();
    } catch (Exception e) {
      return "what the server still has could not be read (" + e.getMessage() + ")";
    }
  }
}
