package io.tributary.common.schema;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.Serializable;
import java.util.Objects;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.utils.LogicalTypeParser;

/** A column of a source's table: what the source calls its type, and what bronze stores. */
public final class Column implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String name;
  private final String sourceType;
  private final LogicalType type;

  /**
   * @param sourceType the type in the source's words: {@code decimal(12,2)}
   * @param type the type in bronze: always nullable, because before and after images may lack a
   *     value whatever the source says now
   */
  public Column(String name, String sourceType, LogicalType type) {
    this.name = Objects.requireNonNull(name, "name");
    this.sourceType = Objects.requireNonNull(sourceType, "sourceType");
    this.type = type.copy(true);
  }

  @JsonCreator
  static Column fromJson(
      @JsonProperty(value = "name", required = true) String name,
      @JsonProperty(value = "source_type", required = true) String sourceType,
      @JsonProperty(value = "type", required = true) String type) {
    return new Column(
        name, sourceType, LogicalTypeParser.parse(type, Column.class.getClassLoader()));
  }

  @JsonProperty
  public String name() {
    return name;
  }

  @JsonProperty("source_type")
  public String sourceType() {
    return sourceType;
  }

  public LogicalType type() {
    return type;
  }

  @JsonProperty("type")
  String typeText() {
    return type.asSerializableString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Column
        && name.equals(((Column) other).name)
        && sourceType.equals(((Column) other).sourceType)
        && type.equals(((Column) other).type);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, sourceType, type);
  }

  @Override
  public String toString() {
    return name + " " + sourceType;
  }
}
