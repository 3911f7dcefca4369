package io.tributary.silver.source;

import io.tributary.common.bronze.BronzeFormat;
import io.tributary.common.change.Op;
import io.tributary.common.schema.TableSchema;
import io.tributary.silver.document.DocumentMapper;
import java.util.List;
import org.apache.flink.table.data.RowData;

/**
 * The images of a collection's documents.
 *
 * <p>Without pre- and post-images the server looks an updated document up when the event is read.
 * If it is gone by then, the update has no image, and says nothing: what silver has stays until the
 * delete comes, which is on its way.
 */
final class DocumentImages implements EventImages {

  private final DocumentMapper mapper;
  private final int key;
  private final int before;
  private final int after;

  DocumentImages(InputTable input) {
    this.mapper = input.documentMapper();
    List<String> names =
        BronzeFormat.silverRowType(TableSchema.ofDocuments(input.source().table())).getFieldNames();
    key = names.indexOf(BronzeFormat.KEY);
    before = names.indexOf(BronzeFormat.BEFORE);
    after = names.indexOf(BronzeFormat.AFTER);
  }

  @Override
  public void read(RowData event, Op op, Output out) {
    if (op == Op.DELETE) {
      int image = event.isNullAt(before) ? key : before;
      out.add(op, target -> mapper.map(event.getString(image).toString(), target));
    } else if (!event.isNullAt(after)) {
      out.add(op, target -> mapper.map(event.getString(after).toString(), target));
    }
  }
}
