package io.tributary.silver.document;

import org.apache.flink.table.data.GenericArrayData;
import org.bson.BsonArray;
import org.bson.BsonValue;

/** Arrays whose every element fits. */
final class ArrayFit implements BsonFit {

  private final BsonFit elements;

  ArrayFit(BsonFit elements) {
    this.elements = elements;
  }

  @Override
  public Taken take(BsonValue value) {
    if (!value.isArray()) {
      return Taken.none(value);
    }
    BsonArray array = value.asArray();
    Object[] taken = new Object[array.size()];
    boolean partly = false;
    for (int i = 0; i < taken.length; i++) {
      BsonValue element = array.get(i);
      if (!element.isNull()) {
        Taken fitted = elements.take(element);
        if (fitted.isNone()) {
          return Taken.none(value);
        }
        taken[i] = fitted.value();
        partly |= fitted.rest() != null;
      }
    }
    GenericArrayData data = new GenericArrayData(taken);
    // Where in the array the rest belongs, only the array can say.
    return partly ? Taken.part(data, value) : Taken.all(data);
  }
}
