package io.tributary.cli.plan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tributary.cli.plan.TablePlan.ChangedColumn;
import io.tributary.cli.plan.TablePlan.NewColumn;
import io.tributary.common.config.Problem;
import io.tributary.common.schema.Column;
import io.tributary.common.schema.SchemaChange;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** One JSON object for programs. */
final class JsonReport implements PlanReport {

  private final PrintWriter out;

  JsonReport(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void write(Plan plan) throws IOException {
    JsonGenerator json =
        new JsonFactory()
            .createGenerator(out)
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
    json.writeStartObject();
    json.writeBooleanField("can_start", plan.canStart());
    json.writeArrayFieldStart("sources");
    for (SourcePlan source : plan.sources()) {
      json.writeStartObject();
      json.writeStringField("source", source.name());
      json.writeNumberField("captured", source.captured());
      names(json, "not_in_silver", source.withoutTable());
      names(json, "captured_no_longer", source.leaving());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("tables");
    for (TablePlan table : plan.tables()) {
      write(json, table);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("problems");
    for (Problem problem : plan.problems()) {
      json.writeStartObject();
      json.writeStringField("path", problem.path());
      json.writeStringField("what", problem.what());
      json.writeStringField("mend", problem.mend());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.close();
    out.println();
  }

  private static void write(JsonGenerator json, TablePlan table) throws IOException {
    json.writeStartObject();
    json.writeStringField("table", table.name());
    json.writeStringField("source", table.source());
    json.writeStringField("action", table.action().name().toLowerCase(Locale.ROOT));
    json.writeArrayFieldStart("added");
    for (NewColumn column : table.added()) {
      json.writeStartObject();
      json.writeStringField("column", column.name());
      json.writeStringField("type", column.type());
      json.writeEndObject();
    }
    json.writeEndArray();
    columns(json, "rescued", table.differences().rescued());
    json.writeArrayFieldStart("changed");
    for (ChangedColumn column : table.differences().changed()) {
      json.writeStartObject();
      json.writeStringField("column", column.known().name());
      json.writeStringField("known_source_type", column.known().sourceType());
      json.writeStringField("source_type", column.now().sourceType());
      json.writeEndObject();
    }
    json.writeEndArray();
    columns(json, "gone", table.differences().gone());
    change(json, "dropped", table.dropped());
    change(json, "renamed_into", table.renamedInto());
    json.writeEndObject();
  }

  /** Of a change that is null, nothing. */
  private static void change(JsonGenerator json, String name, SchemaChange change)
      throws IOException {
    if (change == null) {
      return;
    }
    json.writeObjectFieldStart(name);
    json.writeStringField("seq", change.seq());
    json.writeStringField("at", Instant.ofEpochMilli(change.sourceTs()).toString());
    if (change.formerName().isPresent()) {
      json.writeStringField("from", change.formerName().get().name());
      json.writeStringField("to", change.tables().get(0).table().name());
    }
    json.writeEndObject();
  }

  private static void columns(JsonGenerator json, String name, List<Column> columns)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (Column column : columns) {
      json.writeStartObject();
      json.writeStringField("column", column.name());
      json.writeStringField("source_type", column.sourceType());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void names(JsonGenerator json, String name, List<String> names)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String each : names) {
      json.writeString(each);
    }
    json.writeEndArray();
  }
}
