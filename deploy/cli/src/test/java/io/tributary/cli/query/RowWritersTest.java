package io.tributary.cli.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cli.query.RowWriter.ResultColumn;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.types.DataType;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;

class RowWritersTest {

  @Test
  void numbersStandRightAndTextStandsLeft() throws IOException {
    assertThat(
            write(
                out -> new TableWriter(out, Integer.MAX_VALUE),
                List.of(column("n", DataTypes.INT()), column("name", DataTypes.STRING())),
                new Object[] {1, "a"},
                new Object[] {-10, null},
                new Object[] {null, "中文"}))
        .isEqualTo(
            """
               n | name
            -----+-----
               1 | a
             -10 | NULL
            NULL | 中文
            """);
  }

  @Test
  void longCellsAreCutAndControlCharactersAreShown() throws IOException {
    assertThat(
            write(
                out -> new TableWriter(out, 5),
                List.of(column("text", DataTypes.STRING())),
                new Object[] {"123456"},
                new Object[] {"12345"},
                new Object[] {"a\nb"},
                new Object[] {"\u001b[2J"},
                new Object[] {"中文字"}))
        .isEqualTo("text\n-----\n1234…\n12345\na\\nb\n\\u00…\n中文…\n");
  }

  @Test
  void rowsBehindTheFirstOnesAreWrittenAtOnce() {
    StringWriter text = new StringWriter();
    TableWriter writer = new TableWriter(new PrintWriter(text), Integer.MAX_VALUE);
    writer.begin(List.of(column("n", DataTypes.INT())));
    for (int i = 0; i < 10_000; i++) {
      writer.row(new Object[] {i});
    }
    assertThat(text.toString().lines()).hasSize(10_002);
    assertThat(text.toString()).startsWith("  n\n---\n  0\n").endsWith("\n9999\n");
  }

  @Test
  void aTableWithoutRowsHasItsHeader() throws IOException {
    assertThat(
            write(
                out -> new TableWriter(out, Integer.MAX_VALUE),
                List.of(column("a", DataTypes.INT()), column("b", DataTypes.STRING()))))
        .isEqualTo("a | b\n--+--\n");
  }

  @Test
  void csvQuotesWhatItMust() throws IOException {
    assertThat(
            write(
                CsvWriter::new,
                List.of(column("a,b", DataTypes.STRING()), column("c", DataTypes.STRING())),
                new Object[] {"say \"hi\"", "two\nlines"},
                new Object[] {"", null}))
        .isEqualTo("\"a,b\",c\r\n\"say \"\"hi\"\"\",\"two\nlines\"\r\n\"\",\r\n");
  }

  @Test
  void jsonKeepsEveryDigitAndNesting() throws IOException {
    List<ResultColumn> columns =
        List.of(
            column("d", DataTypes.DECIMAL(38, 8)),
            column("t", DataTypes.TIMESTAMP(6)),
            column("i", DataTypes.TIMESTAMP_LTZ(3)),
            column("day", DataTypes.DATE()),
            column("f", DataTypes.DOUBLE()),
            column("b", DataTypes.BYTES()),
            column("r", DataTypes.ROW(DataTypes.FIELD("x", DataTypes.DECIMAL(3, 1)))),
            column("a", DataTypes.ARRAY(DataTypes.STRING())),
            column("m", DataTypes.MAP(DataTypes.STRING(), DataTypes.INT())),
            column("s", DataTypes.STRING()));
    assertThat(
            write(
                JsonWriter::new,
                columns,
                new Object[] {
                  new BigDecimal("123456789012345678901234567890.12345678"),
                  LocalDateTime.parse("2024-02-29T12:30"),
                  Instant.EPOCH,
                  LocalDate.EPOCH,
                  Double.NaN,
                  new byte[] {0, (byte) 0xff},
                  Row.of(new BigDecimal("1.0")),
                  new String[] {"p", null},
                  Map.of("k", 1),
                  "\u001b\""
                },
                new Object[10]))
        .isEqualTo(
            "[\n{\"d\":123456789012345678901234567890.12345678,\"t\":\"2024-02-29T12:30:00\","
                + "\"i\":\"1970-01-01T00:00:00Z\",\"day\":\"1970-01-01\",\"f\":\"NaN\","
                + "\"b\":\"AP8=\",\"r\":{\"x\":1.0},\"a\":[\"p\",null],\"m\":{\"k\":1},"
                + "\"s\":\"\\u001B\\\"\"},\n"
                + "{\"d\":null,\"t\":null,\"i\":null,\"day\":null,\"f\":null,\"b\":null,"
                + "\"r\":null,\"a\":null,\"m\":null,\"s\":null}\n]\n");
    assertThat(write(JsonWriter::new, columns)).isEqualTo("[\n]\n");
  }

  private static ResultColumn column(String name, DataType type) {
    return new ResultColumn(name, type.getLogicalType());
  }

  private static String write(
      Function<PrintWriter, RowWriter> writers, List<ResultColumn> columns, Object[]... rows)
      throws IOException {
    StringWriter text = new StringWriter();
    RowWriter writer = writers.apply(new PrintWriter(text));
    writer.begin(new ArrayList<>(columns));
    for (Object[] row : rows) {
      writer.row(row);
    }
    writer.end();
    return text.toString().replace(System.lineSeparator(), "\n");
  }
}
