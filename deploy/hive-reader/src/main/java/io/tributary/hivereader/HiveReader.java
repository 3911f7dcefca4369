package io.tributary.hivereader;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Prints the rows of a Hudi table, one JSON object a line, as Hive and Athena read them.
 *
 * <pre>HiveReader &lt;path&gt; &lt;column:type,column:type,…&gt; [partition column]</pre>
 *
 * <p>Types are Hive's: {@code id:bigint,amount:decimal(12,2),created_at:timestamp}. The partition
 * column is not among the columns; its value comes last in each row. Decimals are printed with all
 * their digits, timestamps as ISO-8601 in UTC to the millisecond, dates as ISO-8601, binary values
 * in Base64.
 *
 * <p>On Java 17 it has to be started with {@code --add-opens} for {@code java.lang}, {@code
 * java.util} and {@code java.net}; its class path is in {@code target/classpath}, to which its own
 * classes are to be added.
 *
 * <p>How to reach S3 is taken from system properties with the prefix {@code hadoop.}, and from the
 * environment's {@code AWS_ENDPOINT_URL}, {@code AWS_ACCESS_KEY_ID} and {@code
 * AWS_SECRET_ACCESS_KEY}.
 */
public final class HiveReader {

  private HiveReader() {}

  public static void main(String[] args) throws Exception {
    if (args.length < 2 || args.length > 3) {
      System.err.println("Usage: HiveReader <path> <column:type,...> [partition column]");
      System.exit(2);
    }
    ReadTable table =
        new ReadTable(
            args[0],
            ReadTable.columns(args[1]),
            args.length > 2 ? args[2] : null,
            HadoopSettings.from(System.getProperties(), System.getenv()));
    ObjectMapper json =
        JsonMapper.builder().enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN).build();
    PrintStream rows = System.out;
    // What libraries print must not get among the rows.
    System.setOut(System.err);
    try (Writer out = new BufferedWriter(new OutputStreamWriter(rows, StandardCharsets.UTF_8))) {
      table.forEach(row -> print(json, row, out));
    }
    System.exit(0);
  }

  private static void print(ObjectMapper json, Map<String, Object> row, Writer out)
      throws IOException {
    out.write(json.writeValueAsString(row));
    out.write('\n');
  }
}
