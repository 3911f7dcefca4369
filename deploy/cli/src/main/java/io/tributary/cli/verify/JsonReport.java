package io.tributary.cli.verify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tributary.cli.verify.RowDifference.ColumnDifference;
import io.tributary.cli.verify.RowDifference.Kind;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** One JSON object for programs. */
final class JsonReport implements VerifyReport {

  private final PrintWriter out;

  JsonReport(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void table(TableResult result) {}

  @Override
  public void end(List<TableResult> results) throws IOException {
    JsonGenerator json =
        new JsonFactory()
            .createGenerator(out)
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
    json.writeStartObject();
    json.writeArrayFieldStart("tables");
    for (TableResult result : results) {
      write(json, result);
    }
    json.writeEndArray();
    json.writeBooleanField("equal", results.stream().allMatch(TableResult::isEqual));
    json.writeEndObject();
    json.close();
    out.println();
  }

  private static void write(JsonGenerator json, TableResult result) throws IOException {
    json.writeStartObject();
    json.writeStringField("table", result.table());
    if (result.error() != null) {
      json.writeStringField("error", result.error());
      json.writeEndObject();
      return;
    }
    json.writeNumberField("source_rows", result.sourceRows());
    json.writeNumberField("silver_rows", result.silverRows());
    json.writeNumberField("differing_rows", result.differing());
    for (Kind kind : Kind.values()) {
      json.writeNumberField(name(kind), result.count(kind));
    }
    json.writeArrayFieldStart("not_compared");
    for (String column : result.ignored()) {
      json.writeString(column);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("examples");
    for (RowDifference example : result.examples()) {
      write(json, example);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, RowDifference row) throws IOException {
    json.writeStartObject();
    json.writeStringField("kind", name(row.kind()));
    json.writeStringField("key", row.key());
    json.writeArrayFieldStart("columns");
    for (ColumnDifference column : row.columns()) {
      json.writeStartObject();
      json.writeStringField("column", column.column());
      json.writeStringField("source", column.source());
      json.writeStringField("silver", column.silver());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static String name(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
