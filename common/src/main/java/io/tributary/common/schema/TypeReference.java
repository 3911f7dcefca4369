package io.tributary.common.schema;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The documentation of types, made of the tables that capture and mapping go by. */
public final class TypeReference {

  private TypeReference() {}

  /** The whole page {@code docs/types.md}. */
  public static String page() {
    return String.join(
        "\n",
        "# Types",
        "<!-- Generated from the code: see TypeReferenceTest for how to write it anew. -->",
        "",
        "A value of a source is the same value in bronze and in silver, and the same from a snapshot"
            + " and from the log. A",
        "value that no typed column holds is NULL in its column, and its text is rescued: in"
            + " bronze's column `rescued`, in",
        "silver's `_rescued`, a JSON object by column name.",
        "",
        "## MySQL",
        "",
        mySql(),
        "Signed and unsigned numbers alike, where no other row is named; `ZEROFILL` means"
            + " `UNSIGNED`, and its zeros are not",
        "part of the value. Text of every character set is Unicode in the lake, whatever its"
            + " collation; `NUL` characters and emoji are",
        "kept. MySQL's `latin1` leaves five bytes undefined (81, 8d, 8f, 90, 9d), which are no"
            + " text in values from the log. Generated",
        "columns, stored and virtual, and invisible ones are columns like any other. Synonyms"
            + " (`INTEGER`, `DEC`, `BOOL`, …) are what they",
        "stand for. A row may have 16 MB.",
        "",
        "## MongoDB",
        "",
        "Bronze has documents as they are, in canonical Extended JSON v2 (`string` in Athena). In"
            + " silver the column that",
        "`document:` declares takes a value if its type holds it exactly, and every value if its"
            + " type is `JSON`.",
        "",
        bson(),
        "In Glue and Athena: `STRING` and `JSON` are `string`, `BYTES` is `binary`, `ROW` is"
            + " `struct`, the others have their own names",
        "in lower case.",
        "");
  }

  private static String mySql() {
    return Arrays.stream(MySqlType.values())
        .map(
            type ->
                row(
                    type.title(),
                    code(type.bronzeText()),
                    code(type.silverText()),
                    code(type.glueText()),
                    type.exactness()))
        .collect(
            Collectors.joining(
                "",
                row("MySQL", "Bronze", "Silver", "Glue, Athena", "Exact?")
                    + "|---|---|---|---|---|\n",
                ""));
  }

  private static String bson() {
    return Arrays.stream(BsonType.values())
        .map(
            type ->
                row(
                    type.title(),
                    type.silver().stream()
                            .map(TypeReference::code)
                            .collect(
                                Collectors.joining(", ", "", type.silver().isEmpty() ? "" : ", "))
                        + code("JSON"),
                    type.exactness()))
        .collect(Collectors.joining("", row("BSON", "Silver", "Exact?") + "|---|---|---|\n", ""));
  }

  private static String row(String... cells) {
    return Arrays.stream(cells).collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  private static String code(String text) {
    return "`" + text + "`";
  }
}
