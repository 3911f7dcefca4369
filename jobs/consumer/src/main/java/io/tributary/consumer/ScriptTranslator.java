package io.tributary.consumer;

import io.tributary.common.config.Problem;
import io.tributary.consumer.script.Script;
import io.tributary.consumer.script.ScriptException;
import io.tributary.consumer.script.Statement;
import io.tributary.hudi.catalog.LakeCatalogs;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.bridge.java.StreamStatementSet;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.api.config.ExecutionConfigOptions;
import org.apache.flink.table.api.config.TableConfigOptions;
import org.apache.flink.table.api.internal.TableEnvironmentInternal;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.apache.flink.table.operations.Operation;
import org.apache.flink.table.operations.SinkModifyOperation;
import org.apache.flink.table.operations.command.SetOperation;
import org.apache.flink.table.operations.ddl.CreateTableOperation;
import org.apache.flink.table.operations.ddl.CreateViewOperation;

/**
 * Adds the operators of one script to a job.
 *
 * <p>A script has an environment, and so settings and temporary views, of its own; the catalogs it
 * shares with the others. Each of its inputs is a source of its own, even if another script reads
 * the same table: a script that is new in a job which is restored begins at the table's beginning,
 * while those that were there go on from where they were.
 */
final class ScriptTranslator {

  private static final Pattern LINE = Pattern.compile("\\bline (\\d+), column \\d+");
  private static final String MEND = "Mend it: nothing is started before every script is right.";

  private final Script script;
  private final StreamExecutionEnvironment env;
  private final StreamTableEnvironment tables;
  private final StreamStatementSet inserts;
  private final Set<ObjectIdentifier> created = new HashSet<>();
  private final Set<ObjectIdentifier> written = new HashSet<>();
  private final List<Problem> problems = new ArrayList<>();

  ScriptTranslator(Script script, StreamExecutionEnvironment env, LakeCatalogs catalogs) {
    this.script = script;
    this.env = env;
    this.tables = StreamTableEnvironment.create(env);
    // Silver's timestamps are UTC.
    tables.getConfig().set(TableConfigOptions.LOCAL_TIME_ZONE, "UTC");
    tables
        .getConfig()
        .set(
            ExecutionConfigOptions.TABLE_EXEC_UID_GENERATION,
            ExecutionConfigOptions.UidGeneration.DISABLED);
    catalogs.register(tables);
    this.inserts = tables.createStatementSet();
  }

  /** Every problem found; if there are any, the job cannot be run. */
  List<Problem> translate() {
    try {
      for (Statement statement : script.statements()) {
        if (!add(statement)) {
          return problems;
        }
      }
      if (problems.isEmpty()) {
        checkResults();
      }
      if (problems.isEmpty()) {
        attach();
      }
    } catch (ScriptException e) {
      report(e.line(), e.getMessage());
    }
    return problems;
  }

  /** Whether what follows can make sense: not if a table or view is missing now. */
  private boolean add(Statement statement) {
    Operation operation;
    try {
      operation = parser().getParser().parse(statement.textInPlace()).get(0);
    } catch (RuntimeException e) {
      report(statement, e);
      return !statement.text().regionMatches(true, 0, "CREATE", 0, "CREATE".length());
    }
    try {
      add(statement, operation);
      return true;
    } catch (ScriptException e) {
      report(e.line(), e.getMessage());
      return true;
    } catch (RuntimeException e) {
      report(statement, e);
      return false;
    }
  }

  private void add(Statement statement, Operation operation) throws ScriptException {
    if (operation instanceof SetOperation) {
      set(statement, (SetOperation) operation);
    } else if (operation instanceof CreateTableOperation) {
      create(statement, (CreateTableOperation) operation);
    } else if (operation instanceof CreateViewOperation) {
      require(
          ((CreateViewOperation) operation).isTemporary(),
          statement,
          "A view is seen by its own script only: CREATE TEMPORARY VIEW.");
      parser().executeInternal(operation);
    } else if (operation instanceof SinkModifyOperation) {
      insert(statement, (SinkModifyOperation) operation);
    } else {
      throw new ScriptException(
          statement.line(),
          "A script may SET, CREATE TABLE, CREATE TEMPORARY VIEW and INSERT INTO, not "
              + operation.asSummaryString()
              + ".");
    }
  }

  private void set(Statement statement, SetOperation set) throws ScriptException {
    require(
        set.getKey().isPresent()
            && set.getValue().isPresent()
            && set.getKey().get().startsWith("table."),
        statement,
        "A script may SET options that begin with 'table.', as the others are the whole job's.");
    tables.getConfig().set(set.getKey().get(), set.getValue().get());
  }

  private void create(Statement statement, CreateTableOperation create) throws ScriptException {
    ObjectIdentifier name = create.getTableIdentifier();
    require(
        !create.isTemporary() && name.getCatalogName().equals(LakeCatalogs.CONSUMER),
        statement,
        "A result is a table of the catalog " + LakeCatalogs.CONSUMER + ", and not temporary.");
    parser().executeInternal(create);
    created.add(name);
  }

  private void insert(Statement statement, SinkModifyOperation insert) throws ScriptException {
    ObjectIdentifier name = insert.getContextResolvedTable().getIdentifier();
    require(
        created.contains(name),
        statement,
        "A script writes what it has created itself, and " + name.asSummaryString() + " is not.");
    require(
        written.add(name),
        statement,
        name.asSummaryString() + " is written already: put both queries together by UNION ALL.");
    inserts.addInsertSql(statement.textInPlace());
  }

  private void checkResults() {
    if (created.isEmpty()) {
      report(1, "The script makes no result: CREATE TABLE it and INSERT INTO it.");
    }
    for (ObjectIdentifier name : created) {
      if (!written.contains(name)) {
        report(1, "Nothing is written to " + name.asSummaryString() + ": INSERT INTO it.");
      }
    }
  }

  private void attach() throws ScriptException {
    Set<Transformation<?>> before = new HashSet<>(env.getTransformations());
    try {
      inserts.attachAsDataStream();
    } catch (RuntimeException e) {
      report(1, message(e));
      return;
    }
    OperatorUids.assign(
        script.name() + "@" + script.fingerprint(), before, env.getTransformations());
  }

  private TableEnvironmentInternal parser() {
    return (TableEnvironmentInternal) tables;
  }

  private static void require(boolean holds, Statement statement, String problem)
      throws ScriptException {
    if (!holds) {
      throw new ScriptException(statement.line(), problem);
    }
  }

  private void report(Statement statement, RuntimeException failure) {
    String message = message(failure);
    Matcher line = LINE.matcher(message);
    report(line.find() ? Integer.parseInt(line.group(1)) : statement.line(), message);
  }

  private void report(int line, String what) {
    problems.add(new Problem(script.file(), line, what, MEND));
  }

  /** What the innermost exception of Flink's says, without the list of all that might have been. */
  private static String message(RuntimeException failure) {
    Throwable cause = failure;
    StringBuilder message = new StringBuilder(String.valueOf(cause.getMessage()));
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
      if (cause.getMessage() != null && message.indexOf(cause.getMessage()) < 0) {
        message.append(": ").append(cause.getMessage());
      }
    }
    int expectations = message.indexOf("\nWas expecting");
    return (expectations < 0 ? message.toString() : message.substring(0, expectations)).strip();
  }
}
