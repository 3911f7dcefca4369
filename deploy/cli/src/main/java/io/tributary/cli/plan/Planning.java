package io.tributary.cli.plan;

import io.tributary.cli.lake.Lake;
import io.tributary.cli.plan.TablePlan.Action;
import io.tributary.cli.plan.TablePlan.Differences;
import io.tributary.cli.plan.TablePlan.NewColumn;
import io.tributary.common.config.ConfigException;
import io.tributary.common.config.LakeConfig;
import io.tributary.common.config.Problem;
import io.tributary.common.config.SchemaChangePolicy;
import io.tributary.common.config.SourceConfig;
import io.tributary.common.config.TableConfig;
import io.tributary.common.schema.SchemaChange;
import io.tributary.common.schema.SchemaHistory;
import io.tributary.common.schema.TableHistory;
import io.tributary.common.schema.TableId;
import io.tributary.common.schema.TableSchema;
import io.tributary.common.storage.ObjectStore;
import io.tributary.common.table.HudiTable;
import io.tributary.common.table.RegisteredTable;
import io.tributary.silver.clean.SilverTable;
import io.tributary.silver.clean.SilverTables;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;

/** Works out what the silver job would do at its next start, by what it would be told then. */
final class Planning {

  private static final Pattern TABLE = Pattern.compile("tables\\[(\\d+)].*");

  private final LakeConfig config;
  private final Map<TableId, TableSchema> schemas;
  private final Map<TableId, SchemaChange> dropped;
  private final Map<TableId, SchemaChange> renamedInto;
  private final Map<String, RegisteredTable> registered;

  private Planning(
      LakeConfig config,
      Map<TableId, TableSchema> schemas,
      Map<TableId, SchemaChange> dropped,
      Map<TableId, SchemaChange> renamedInto,
      Map<String, RegisteredTable> registered) {
    this.config = config;
    this.schemas = schemas;
    this.dropped = dropped;
    this.renamedInto = renamedInto;
    this.registered = registered;
  }

  /** Reads what the lake's layers say they have; writes nothing. */
  static Plan of(Lake lake) throws IOException {
    Map<TableId, TableSchema> schemas = new TreeMap<>();
    Map<TableId, SchemaChange> dropped = new TreeMap<>();
    Map<TableId, SchemaChange> renamedInto = new TreeMap<>();
    for (String source : lake.config().sources().keySet()) {
      try (ObjectStore store = lake.bronze(source).open()) {
        TableHistory history = new SchemaHistory(store).read();
        schemas.putAll(history.latest());
        dropped.putAll(history.dropped());
        renamedInto.putAll(history.renamedInto());
      }
    }
    return new Planning(lake.config(), schemas, dropped, renamedInto, lake.silverTables()).plan();
  }

  private Plan plan() {
    List<Problem> problems = new ArrayList<>();
    Map<String, SilverTable> resolved = resolve(problems);
    List<TablePlan> tables = new ArrayList<>();
    for (TableConfig table : config.tables()) {
      SilverTable silver = resolved.get(table.qualifiedName());
      tables.add(
          silver == null
              ? new TablePlan(
                  table.qualifiedName(),
                  table.source(),
                  Action.PROBLEM,
                  List.of(),
                  Differences.NONE)
              : plan(table, silver, problems));
    }
    tables.addAll(leftTables());
    return new Plan(
        config.sources().values().stream().map(this::plan).collect(Collectors.toList()),
        tables,
        problems);
  }

  /** The tables that can be made, by name; notes why others cannot. */
  private Map<String, SilverTable> resolve(List<Problem> problems) {
    TableEnvironment environment = TableEnvironment.create(EnvironmentSettings.inStreamingMode());
    environment.getConfig().setLocalTimeZone(ZoneOffset.UTC);
    Map<String, SilverTable> tables = new HashMap<>();
    List<SilverTable> resolved;
    try {
      resolved = SilverTables.resolve(environment, config, schemas, registered);
    } catch (ConfigException e) {
      problems.addAll(e.problems());
      resolved = SilverTables.resolve(environment, without(e.problems()), schemas, registered);
    }
    resolved.forEach(table -> tables.put(table.table().fullName(), table));
    return tables;
  }

  /** The lake without the tables that have problems. */
  private LakeConfig without(List<Problem> problems) {
    Set<Integer> wrong = new TreeSet<>();
    for (Problem problem : problems) {
      Matcher table = TABLE.matcher(problem.path());
      if (table.matches()) {
        wrong.add(Integer.valueOf(table.group(1)));
      }
    }
    return new LakeConfig(
        config.lakePaths(),
        config.s3().orElse(null),
        config.sources(),
        IntStream.range(0, config.tables().size())
            .filter(i -> !wrong.contains(i))
            .mapToObj(config.tables()::get)
            .collect(Collectors.toList()));
  }

  private TablePlan plan(TableConfig table, SilverTable silver, List<Problem> problems) {
    TableSchema known = silver.input().source();
    TableSchema now = schemas.getOrDefault(known.table(), known);
    RegisteredTable existing = registered.get(table.qualifiedName());
    List<NewColumn> added = added(silver.table(), existing);
    Differences differences = SourceDifferences.of(known, now, table.drop());
    Action action =
        existing == null ? Action.CREATE : added.isEmpty() ? Action.UNCHANGED : Action.CHANGE;
    if (table.onSchemaChange() == SchemaChangePolicy.FAIL && !differences.rescued().isEmpty()) {
      problems.add(
          new Problem(
              "tables[" + config.tables().indexOf(table) + "].on_schema_change",
              0,
              "the source has gained columns, at which the job is to fail",
              "write evolve to make them columns of silver, or rescue to keep them in _rescued"));
      action = Action.PROBLEM;
    }
    return new TablePlan(
        table.qualifiedName(),
        table.source(),
        action,
        added,
        differences,
        dropped.get(known.table()),
        renamedInto.get(known.table()));
  }

  private static List<NewColumn> added(HudiTable wanted, RegisteredTable existing) {
    return wanted.rowType().getFields().stream()
        .filter(
            field ->
                existing == null || existing.table().rowType().getFieldIndex(field.getName()) < 0)
        .map(field -> new NewColumn(field.getName(), field.getType().asSummaryString()))
        .collect(Collectors.toList());
  }

  private List<TablePlan> leftTables() {
    Set<String> configured =
        config.tables().stream().map(TableConfig::qualifiedName).collect(Collectors.toSet());
    return registered.entrySet().stream()
        .filter(table -> !configured.contains(table.getKey()))
        .map(
            table ->
                new TablePlan(
                    table.getKey(),
                    table.getValue().source().table().source(),
                    Action.LEAVE,
                    List.of(),
                    Differences.NONE))
        .collect(Collectors.toList());
  }

  private SourcePlan plan(SourceConfig source) {
    Set<String> configured =
        config.tablesOf(source.name()).stream()
            .map(TableConfig::qualifiedName)
            .collect(Collectors.toSet());
    List<TableId> captured =
        schemas.keySet().stream()
            .filter(table -> table.source().equals(source.name()))
            .collect(Collectors.toList());
    return new SourcePlan(
        source.name(),
        captured.size(),
        captured.stream()
            .filter(table -> source.captures(table.database(), table.table()))
            .filter(table -> !dropped.containsKey(table))
            .map(TableId::name)
            .filter(table -> !configured.contains(table))
            .collect(Collectors.toList()),
        captured.stream()
            .filter(table -> !source.captures(table.database(), table.table()))
            .map(TableId::name)
            .collect(Collectors.toList()));
  }
}
