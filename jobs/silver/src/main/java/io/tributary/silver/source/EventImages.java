package io.tributary.silver.source;

import io.tributary.common.change.Op;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;

/** Says which images of an event silver is to have, each as an event of its own. */
interface EventImages {

  /**
   * @param event a row of {@link io.tributary.common.bronze.BronzeFormat#silverRowType}
   */
  void read(RowData event, Op op, Output out);

  /** Takes the images in the order in which they count. */
  interface Output {
    void add(Op op, Image image);
  }

  /** One image of a row or document. */
  interface Image {

    /**
     * Fills in the columns that silver declares.
     *
     * @param target takes them from position 0
     * @return what no column has taken, as a JSON object; null if nothing is left
     */
    StringData fill(GenericRowData target);
  }
}
