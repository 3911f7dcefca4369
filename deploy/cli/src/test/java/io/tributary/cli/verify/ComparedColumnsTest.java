package io.tributary.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.config.TableConfig;
import io.tributary.common.schema.Column;
import io.tributary.common.schema.TableId;
import io.tributary.common.schema.TableSchema;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.table.api.DataTypes;
import org.junit.jupiter.api.Test;

class ComparedColumnsTest {

  @Test
  void whatTheSourceCannotTellIsNotCompared() {
    ComparedColumns columns =
        ComparedColumns.of(
            TableConfig.builder("src", "shop", "orders")
                .columns(
                    Map.of(
                        "taken_in", "CAST(_ingest_ts AS DATE)",
                        "doc", "UPPER(doc)",
                        "my_seq", "id + 1"))
                .partitionBy("DATE_FORMAT(`_source_ts`, 'yyyy')")
                .build(),
            schema("id int", "doc json", "settings json", "gone int"),
            schema("id int", "doc json", "settings json", "added int"));
    assertThat(columns.ignored()).containsExactly("_partition", "gone", "taken_in");
    assertThat(columns.json()).containsExactly("settings");
  }

  private static TableSchema schema(String... columns) {
    return new TableSchema(
        new TableId("src", "shop", "orders"),
        Stream.of(columns)
            .map(column -> column.split(" "))
            .map(parts -> new Column(parts[0], parts[1], DataTypes.STRING().getLogicalType()))
            .toList(),
        List.of("id"));
  }
}
