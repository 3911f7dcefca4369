package io.tributary.silver.source;

import io.tributary.common.schema.TableId;
import java.util.HashMap;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Flink's type of {@link SourceRow}. */
final class SourceRowTypeInfo extends TypeInformation<SourceRow> {

  private static final long serialVersionUID = 1L;

  private final HashMap<TableId, InputTable> tables;

  SourceRowTypeInfo(HashMap<TableId, InputTable> tables) {
    this.tables = tables;
  }

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public Class<SourceRow> getTypeClass() {
    return SourceRow.class;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public TypeSerializer<SourceRow> createSerializer(SerializerConfig config) {
    return new SourceRowSerializer(tables);
  }

  @Override
  @Deprecated
  public TypeSerializer<SourceRow> createSerializer(ExecutionConfig config) {
    return new SourceRowSerializer(tables);
  }

  @Override
  public String toString() {
    return "SourceRow";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SourceRowTypeInfo;
  }

  @Override
  public int hashCode() {
    return SourceRowTypeInfo.class.hashCode();
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof SourceRowTypeInfo;
  }
}
