package io.tributary.silver.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.MapData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every value goes to its column exactly, or is rescued; nothing else. */
class DocumentMapperTest {

  private Object value;
  private String rescued;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "STRING | \"text\" | text",
        "STRING | \"\" | ''",
        "STRING | {\"$symbol\": \"s\"} | s",
        "STRING | {\"$oid\": \"65a1b2c3d4e5f60718293a4b\"} | 65a1b2c3d4e5f60718293a4b",
        "STRING | {\"$uuid\": \"00112233-4455-6677-8899-aabbccddeeff\"} |"
            + " 00112233-4455-6677-8899-aabbccddeeff",
        "BOOLEAN | true | true",
        "INT | {\"$numberInt\": \"-2147483648\"} | -2147483648",
        "INT | {\"$numberLong\": \"7\"} | 7",
        "INT | {\"$numberDouble\": \"7.0\"} | 7",
        "INT | {\"$numberDecimal\": \"7.00\"} | 7",
        "BIGINT | {\"$numberInt\": \"7\"} | 7",
        "BIGINT | {\"$numberLong\": \"9223372036854775807\"} | 9223372036854775807",
        "BIGINT | {\"$numberDouble\": \"1E15\"} | 1000000000000000",
        "DOUBLE | {\"$numberDouble\": \"0.1\"} | 0.1",
        "DOUBLE | {\"$numberDouble\": \"-0.0\"} | -0.0",
        "DOUBLE | {\"$numberDouble\": \"NaN\"} | NaN",
        "DOUBLE | {\"$numberDouble\": \"-Infinity\"} | -Infinity",
        "DOUBLE | {\"$numberInt\": \"7\"} | 7.0",
        "DOUBLE | {\"$numberLong\": \"9007199254740992\"} | 9.007199254740992E15",
        "DOUBLE | {\"$numberDecimal\": \"0.5\"} | 0.5",
        "FLOAT | {\"$numberDouble\": \"0.5\"} | 0.5",
        "'DECIMAL(6, 2)' | {\"$numberDecimal\": \"1234.5\"} | 1234.50",
        "'DECIMAL(6, 2)' | {\"$numberDecimal\": \"1234.500\"} | 1234.50",
        "'DECIMAL(6, 2)' | {\"$numberDouble\": \"19.99\"} | 19.99",
        "'DECIMAL(6, 2)' | {\"$numberInt\": \"-3\"} | -3.00",
        "'DECIMAL(38, 0)' | {\"$numberDecimal\": \"1E+33\"} |"
            + " 1000000000000000000000000000000000",
        "TIMESTAMP(3) | {\"$date\": {\"$numberLong\": \"-1\"}} | 1969-12-31T23:59:59.999",
        "TIMESTAMP(6) | {\"$date\": {\"$numberLong\": \"1704067200123\"}} |"
            + " 2024-01-01T00:00:00.123",
        "DATE | {\"$date\": {\"$numberLong\": \"-86400000\"}} | -1",
        "JSON | {\"$numberLong\": \"7\"} | {\"$numberLong\": \"7\"}",
        "JSON | null | null",
        "JSON | [1, {\"a\": \"b\"}] | [{\"$numberInt\": \"1\"}, {\"a\": \"b\"}]",
      })
  void aValueThatFitsIsInItsColumnAlone(String type, String json, String expected) {
    map(type, json);

    assertThat(value).hasToString(expected);
    assertThat(rescued).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "STRING | {\"$numberInt\": \"1\"}",
        "STRING | [\"a\"]",
        "STRING | {\"a\": \"b\"}",
        "STRING | {\"$binary\": {\"base64\": \"AAE=\", \"subType\": \"04\"}}",
        "BOOLEAN | {\"$numberInt\": \"1\"}",
        "INT | {\"$numberLong\": \"2147483648\"}",
        "INT | {\"$numberDouble\": \"1.5\"}",
        "INT | {\"$numberDouble\": \"NaN\"}",
        "INT | {\"$numberDouble\": \"-0.0\"}",
        "INT | \"1\"",
        "BIGINT | {\"$numberDouble\": \"1.0E19\"}",
        "BIGINT | {\"$numberDecimal\": \"1E+6000\"}",
        "DOUBLE | {\"$numberLong\": \"9007199254740993\"}",
        "DOUBLE | {\"$numberDecimal\": \"0.1\"}",
        "DOUBLE | {\"$numberDecimal\": \"1E+6000\"}",
        "FLOAT | {\"$numberDouble\": \"0.1\"}",
        "'DECIMAL(6, 2)' | {\"$numberDecimal\": \"0.001\"}",
        "'DECIMAL(6, 2)' | {\"$numberDecimal\": \"10000\"}",
        "'DECIMAL(6, 2)' | {\"$numberDecimal\": \"NaN\"}",
        "'DECIMAL(6, 2)' | {\"$numberDecimal\": \"-0\"}",
        "TIMESTAMP(3) | {\"$date\": {\"$numberLong\": \"9223372036854775807\"}}",
        "TIMESTAMP(3) | {\"$timestamp\": {\"t\": 1, \"i\": 1}}",
        "TIMESTAMP(3) | \"2024-01-01\"",
        "DATE | {\"$date\": {\"$numberLong\": \"1\"}}",
        "BYTES | {\"$binary\": {\"base64\": \"AAE=\", \"subType\": \"80\"}}",
        "ARRAY<INT> | [{\"$numberInt\": \"1\"}, \"two\"]",
        "ARRAY<INT> | {\"$numberInt\": \"1\"}",
        "ROW<a INT> | [{\"$numberInt\": \"1\"}]",
        "INT | {\"$minKey\": 1}",
        "INT | {\"$undefined\": true}",
        "STRING | {\"$code\": \"f()\"}",
        "STRING | {\"$regularExpression\": {\"pattern\": \"a\", \"options\": \"\"}}",
      })
  void aValueThatDoesNotFitIsRescuedAsItWas(String type, String json) {
    map(type, json);

    assertThat(value).isNull();
    assertThat(rescued).isEqualTo("{\"v\": " + json + "}");
  }

  @Test
  void bytesAreKept() {
    map("BYTES", "{\"$binary\": {\"base64\": \"AAE=\", \"subType\": \"00\"}}");
    assertThat((byte[]) value).containsExactly(0, 1);
    assertThat(rescued).isNull();
  }

  @Test
  void nullAndMissingAreNull() {
    GenericRowData row = new GenericRowData(2);
    DocumentMapper mapper = mapper(Map.of("a", "INT"), Set.of());
    assertThat(mapper.map("{\"a\": null}", row)).isNull();
    assertThat(row.isNullAt(0)).isTrue();
    assertThat(mapper(Map.of("a", "JSON"), Set.of()).map("{}", row)).isNull();
    assertThat(row.isNullAt(0)).isTrue();
  }

  @Test
  void collectionsKeepTheirElements() {
    map("ARRAY<INT>", "[1, null, {\"$numberLong\": \"3\"}]");
    ArrayData array = (ArrayData) value;
    assertThat(array.size()).isEqualTo(3);
    assertThat(array.getInt(0)).isEqualTo(1);
    assertThat(array.isNullAt(1)).isTrue();
    assertThat(array.getInt(2)).isEqualTo(3);

    map("MAP<STRING, INT>", "{\"x\": 1, \"y\": \"no\"}");
    assertThat(((MapData) value).size()).isEqualTo(1);
    assertThat(rescued).isEqualTo("{\"v\": {\"y\": \"no\"}}");

    map("ROW<a INT, b ROW<c STRING>>", "{\"a\": 1, \"b\": {\"c\": \"x\", \"d\": true}, \"e\": []}");
    RowData row = (RowData) value;
    assertThat(row.getInt(0)).isEqualTo(1);
    assertThat(row.getRow(1, 1).getString(0)).hasToString("x");
    assertThat(rescued).isEqualTo("{\"v\": {\"b\": {\"d\": true}, \"e\": []}}");
  }

  @Test
  void anArrayOfDocumentsWithMoreFieldsIsAlsoRescuedWhole() {
    map("ARRAY<ROW<a INT>>", "[{\"a\": 1, \"b\": true}]");
    assertThat(((ArrayData) value).getRow(0, 1).getInt(0)).isEqualTo(1);
    assertThat(rescued).isEqualTo("{\"v\": [{\"a\": {\"$numberInt\": \"1\"}, \"b\": true}]}");
  }

  @Test
  void pathsLeadIntoDocumentsAndTheRestIsRescuedInItsPlace() {
    Map<String, String> types = new LinkedHashMap<>();
    types.put("_id", "STRING");
    types.put("address.city", "STRING");
    types.put("address.geo.lat", "DOUBLE");
    GenericRowData row = new GenericRowData(3);

    StringData rest =
        mapper(types, Set.of())
            .map(
                "{\"_id\": \"a\", \"address\": {\"city\": \"Paris\", \"zip\": \"75\", \"geo\":"
                    + " {\"lat\": 1.5}}, \"x.y\": 1, \"note\": \"n\"}",
                row);

    assertThat(row.getString(0)).hasToString("a");
    assertThat(row.getString(1)).hasToString("Paris");
    assertThat(row.getDouble(2)).isEqualTo(1.5);
    assertThat(rest)
        .hasToString(
            "{\"address\": {\"zip\": \"75\"}, \"x.y\": {\"$numberInt\": \"1\"}, \"note\": \"n\"}");
  }

  @Test
  void aPathThroughWhatIsNoDocumentFindsNothingAndLosesNothing() {
    GenericRowData row = new GenericRowData(1);
    DocumentMapper mapper = mapper(Map.of("address.city", "STRING"), Set.of());
    assertThat(mapper.map("{\"address\": \"Paris\"}", row)).hasToString("{\"address\": \"Paris\"}");
    assertThat(mapper.map("{\"address\": {}}", row)).hasToString("{\"address\": {}}");
    assertThat(mapper.map("{\"address\": null}", row)).isNull();
    assertThat(mapper.map("{\"address\": [{\"city\": \"x\"}]}", row))
        .hasToString("{\"address\": [{\"city\": \"x\"}]}");
    assertThat(row.isNullAt(0)).isTrue();
  }

  @Test
  void aWholeAndItsPartsMayBothBeColumns() {
    Map<String, String> types = new LinkedHashMap<>();
    types.put("address", "JSON");
    types.put("address.city", "STRING");
    GenericRowData row = new GenericRowData(2);
    assertThat(
            mapper(types, Set.of())
                .map("{\"address\": {\"city\": \"Paris\", \"zip\": \"75\"}}", row))
        .isNull();
    assertThat(row.getString(0)).hasToString("{\"city\": \"Paris\", \"zip\": \"75\"}");
    assertThat(row.getString(1)).hasToString("Paris");
  }

  @Test
  void whatIsDroppedIsNeverRescued() {
    GenericRowData row = new GenericRowData(1);
    DocumentMapper mapper = mapper(Map.of("ssn", "INT"), Set.of("ssn", "card.number"));
    assertThat(mapper.map("{\"ssn\": \"no\", \"card\": {\"number\": 1, \"kind\": \"v\"}}", row))
        .hasToString("{\"card\": {\"kind\": \"v\"}}");
  }

  @Test
  void columnsAreNamedByTheirPaths() {
    assertThat(DocumentColumns.columnName("address.city")).isEqualTo("address_city");
    assertThat(DocumentColumns.columnName("2fa-on")).isEqualTo("_2fa_on");
    Map<String, String> types = new LinkedHashMap<>();
    types.put("a.b", "INT");
    types.put("a_b", "INT");
    types.put("c", "TINYINT");
    types.put("d", "MAP<INT, INT>");
    types.put("e", "NUMBER");
    types.put("f", "INTERVAL DAY");
    DocumentColumns columns = DocumentColumns.of(types);
    assertThat(columns.paths()).containsExactly("a.b");
    assertThat(columns.problems().keySet()).containsExactlyInAnyOrder("a_b", "c", "d", "e", "f");
    assertThat(columns.problems().get("a_b")).contains("same column as a.b");
    assertThat(columns.problems().get("c")).contains("write INT");
  }

  private void map(String type, String json) {
    GenericRowData row = new GenericRowData(1);
    StringData rest = mapper(Map.of("v", type), Set.of()).map("{\"v\": " + json + "}", row);
    value = row.getField(0);
    rescued = rest == null ? null : rest.toString();
  }

  private static DocumentMapper mapper(Map<String, String> types, Set<String> dropped) {
    DocumentColumns columns = DocumentColumns.of(types);
    assertThat(columns.problems()).isEmpty();
    return new DocumentMapper(columns.columns(), columns.paths(), dropped);
  }
}
