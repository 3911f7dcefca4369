package io.tributary.cli.infer;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bson.BsonArray;
import org.bson.BsonBinary;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDecimal128;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonMaxKey;
import org.bson.BsonNull;
import org.bson.BsonObjectId;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;

/** Documents of every kind of value, where each name has mostly one kind of it. */
final class RandomDocuments {

  private static final int KINDS = 12;
  private static final String[] NAMES = {"a", "b", "c", "d e", "a.b", "B", "_seq", "$f", "9"};

  private final Random random;

  RandomDocuments(long seed) {
    random = new Random(seed);
  }

  List<BsonDocument> documents(int count) {
    int ids = random.nextInt(KINDS);
    int shift = random.nextInt(KINDS);
    List<BsonDocument> documents = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      BsonDocument document = new BsonDocument("_id", value(ids, 1));
      document.putAll(document(shift, 3));
      documents.add(document);
    }
    return documents;
  }

  private BsonDocument document(int shift, int depth) {
    BsonDocument document = new BsonDocument();
    for (int i = 0; i < NAMES.length; i++) {
      if (random.nextInt(4) > 0) {
        int kind = random.nextInt(50) == 0 ? random.nextInt(KINDS) : (shift + i) % KINDS;
        document.put(NAMES[i], value(kind, depth));
      }
    }
    return document;
  }

  private BsonValue value(int kind, int depth) {
    return switch (kind) {
      case 0 -> new BsonInt32(random.nextInt());
      case 1 -> new BsonInt64(random.nextLong());
      case 2 -> new BsonDouble(random.nextInt(20) == 0 ? Double.NaN : random.nextGaussian());
      case 3 ->
          new BsonDecimal128(
              new Decimal128(BigDecimal.valueOf(random.nextLong(), random.nextInt(6))));
      case 4 -> new BsonString("text");
      case 5 -> new BsonObjectId(new ObjectId());
      case 6 -> BsonBoolean.valueOf(random.nextBoolean());
      case 7 -> new BsonDateTime(random.nextLong() >> 20);
      case 8 -> random.nextInt(20) == 0 ? new BsonMaxKey() : new BsonNull();
      case 9 -> new BsonBinary(new byte[] {1, 2});
      case 10 -> depth == 0 ? new BsonDocument() : document(random.nextInt(2), depth - 1);
      default -> {
        BsonArray array = new BsonArray();
        for (int i = random.nextInt(4); depth > 0 && i > 0; i--) {
          array.add(value(random.nextInt(30) == 0 ? 4 : 10, depth - 1));
        }
        yield array;
      }
    };
  }
}
