package io.tributary.common.parquet;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** The part of a file's schema that a row type names, each type as the file has it. */
final class ParquetProjection {

  private ParquetProjection() {}

  /** Fields that the file lacks are left out; the others stand in the row type's order. */
  static MessageType of(RowType wanted, MessageType file) {
    return new MessageType(file.getName(), fields(wanted, file));
  }

  private static List<Type> fields(RowType wanted, GroupType stored) {
    List<Type> fields = new ArrayList<>();
    for (RowType.RowField field : wanted.getFields()) {
      if (stored.containsField(field.getName())) {
        fields.add(field(field.getType(), stored.getType(field.getName())));
      }
    }
    return fields;
  }

  private static Type field(LogicalType wanted, Type stored) {
    if (stored.isPrimitive()) {
      return stored;
    }
    GroupType group = stored.asGroupType();
    switch (wanted.getTypeRoot()) {
      case ROW:
        return group.withNewFields(fields((RowType) wanted, group));
      case ARRAY:
        return list(((ArrayType) wanted).getElementType(), group);
      case MAP:
        GroupType entry = group.getType(0).asGroupType();
        Type value = field(((MapType) wanted).getValueType(), entry.getType(1));
        return group.withNewFields(entry.withNewFields(entry.getType(0), value));
      default:
        return stored;
    }
  }

  private static Type list(LogicalType element, GroupType list) {
    Type repeated = list.getType(0);
    return list.withNewFields(
        isElement(repeated, list.getName())
            ? field(element, repeated)
            : repeated.asGroupType().withNewFields(field(element, elementOf(repeated))));
  }

  /** The elements' type in a list of three levels. */
  static Type elementOf(Type repeated) {
    return repeated.asGroupType().getType(0);
  }

  /**
   * Whether the repeated field of a list is the element itself: lists of two levels, which cannot
   * hold nulls. The rules are those that Parquet's LogicalTypes.md gives for such older lists.
   */
  static boolean isElement(Type repeated, String list) {
    return repeated.isPrimitive()
        || repeated.asGroupType().getFieldCount() != 1
        || repeated.getName().equals("array")
        || repeated.getName().equals(list + "_tuple");
  }
}
