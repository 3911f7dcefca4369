package io.tributary.silver.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.schema.BsonType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.types.logical.utils.LogicalTypeParser;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Mapping does what the type table says. */
class BsonTypesTest {

  private static final Map<String, String> COLUMNS =
      Map.ofEntries(
          Map.entry("STRING", "STRING"),
          Map.entry("BOOLEAN", "BOOLEAN"),
          Map.entry("INT", "INT"),
          Map.entry("BIGINT", "BIGINT"),
          Map.entry("FLOAT", "FLOAT"),
          Map.entry("DOUBLE", "DOUBLE"),
          Map.entry("DECIMAL", "DECIMAL(38, 9)"),
          Map.entry("DATE", "DATE"),
          Map.entry("TIMESTAMP", "TIMESTAMP(3)"),
          Map.entry("BYTES", "BYTES"),
          Map.entry("ARRAY", "ARRAY<INT>"),
          Map.entry("MAP", "MAP<STRING, INT>"),
          Map.entry("ROW", "ROW<a INT>"));

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NULL")
  void theTypesOfARowTakeItsValuesAndNoOthersDo(BsonType type) {
    BsonValue value = BsonDocument.parse("{\"v\": " + type.example() + "}").get("v");
    List<String> taking = new ArrayList<>();
    COLUMNS.forEach(
        (name, column) -> {
          BsonFit fit =
              BsonFit.of(LogicalTypeParser.parse(column, BsonTypesTest.class.getClassLoader()));
          if (!fit.take(value).isNone()) {
            taking.add(name);
          }
        });

    assertThat(taking).containsExactlyInAnyOrderElementsOf(type.silver());
  }

  @Test
  void everyTypeOfBsonHasARow() {
    assertThat(
            Arrays.stream(BsonType.values())
                .map(
                    type ->
                        BsonDocument.parse("{\"v\": " + type.example() + "}")
                            .get("v")
                            .getBsonType()))
        .contains(
            Arrays.stream(org.bson.BsonType.values())
                .filter(type -> type != org.bson.BsonType.END_OF_DOCUMENT)
                .toArray(org.bson.BsonType[]::new));
  }
}
