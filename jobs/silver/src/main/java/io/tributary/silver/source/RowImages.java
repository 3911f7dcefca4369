package io.tributary.silver.source;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.common.bronze.BronzeFormat;
import io.tributary.common.change.Op;
import io.tributary.common.json.Json;
import io.tributary.common.schema.TableSchema;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.table.data.RowData;

/** The images of a table's rows. */
final class RowImages implements EventImages {

  private final InputTable input;
  private final ImageMapper mapper;
  private final int columns;
  private final int before;
  private final int after;
  private final int rescued;

  RowImages(TableSchema file, InputTable input) {
    if (input.failsOnNewColumns()) {
      refuseNewColumns(file, input);
    }
    this.input = input;
    this.mapper = new ImageMapper(file, input);
    this.columns = file.columns().size();
    List<String> names = BronzeFormat.silverRowType(file).getFieldNames();
    before = names.indexOf(BronzeFormat.BEFORE);
    after = names.indexOf(BronzeFormat.AFTER);
    rescued = names.indexOf(BronzeFormat.RESCUED);
  }

  /** The job is not tried again: it would find the same file. */
  private static void refuseNewColumns(TableSchema file, InputTable input) {
    Set<String> unknown = new TreeSet<>();
    file.columns().forEach(column -> unknown.add(column.name()));
    input.source().columns().forEach(column -> unknown.remove(column.name()));
    unknown.removeAll(input.dropped());
    if (!unknown.isEmpty()) {
      throw new SuppressRestartsException(
          new IllegalStateException(
              "The source's table "
                  + file.table().name()
                  + " has gained the columns "
                  + unknown
                  + ", and on_schema_change is fail. Start the job with evolve to make them columns"
                  + " of silver, or with rescue to keep their values in _rescued."));
    }
  }

  @Override
  public void read(RowData event, Op op, Output out) {
    if (op == Op.DELETE) {
      out.add(op, image(event, before, BronzeFormat.BEFORE));
      return;
    }
    out.add(op, image(event, after, BronzeFormat.AFTER));
    if (op == Op.UPDATE && input.deletesOldKeys()) {
      out.add(Op.DELETE, image(event, before, BronzeFormat.BEFORE));
    }
  }

  private Image image(RowData event, int position, String name) {
    return target -> mapper.map(event.getRow(position, columns), rescued(event, name), target);
  }

  /** What bronze itself could not type; null if there is nothing. */
  private ObjectNode rescued(RowData event, String image) {
    return event.isNullAt(rescued)
        ? null
        : (ObjectNode) Json.read(event.getString(rescued).toString(), ObjectNode.class).get(image);
  }
}
