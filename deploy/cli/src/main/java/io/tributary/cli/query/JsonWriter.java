package io.tributary.cli.query;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;

/** One JSON array of objects, a row a line. */
final class JsonWriter implements RowWriter {

  private final PrintWriter out;
  private List<ResultColumn> columns;
  private JsonGenerator json;
  private boolean first = true;

  JsonWriter(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void begin(List<ResultColumn> columns) throws IOException {
    this.columns = columns;
    json =
        Cells.generator(out)
            .setPrettyPrinter(new MinimalPrettyPrinter(""))
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
    out.print('[');
  }

  @Override
  public void row(Object[] values) throws IOException {
    out.print(first ? "\n" : ",\n");
    first = false;
    json.writeStartObject();
    for (int i = 0; i < values.length; i++) {
      json.writeFieldName(columns.get(i).name());
      Cells.write(json, columns.get(i).type(), values[i]);
    }
    json.writeEndObject();
    json.flush();
  }

  @Override
  public void end() throws IOException {
    json.close();
    out.print("\n]\n");
    out.flush();
  }
}
