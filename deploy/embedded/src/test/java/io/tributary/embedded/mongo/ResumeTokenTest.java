package io.tributary.embedded.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResumeTokenTest {

  private static final long TIME = 0x6B0374BC_00000002L;

  @Test
  void beginsAsARealServersTokenDoes() {
    assertThat(data(ResumeToken.highWaterMark(TIME))).isEqualTo("826B0374BC000000022B0229296E04");
    assertThat(data(new ResumeToken(TIME, 0))).isEqualTo("826B0374BC000000022B022C01000000000004");
    assertThat(data(new ResumeToken(TIME, 0x1AB)))
        .isEqualTo("826B0374BC000000022B022C0100000001AB04");
  }

  @Test
  void sortsAsItsTextDoes() {
    List<ResumeToken> ascending = new ArrayList<>();
    for (long time : new long[] {1, TIME, TIME + 1, TIME + (1L << 32), 0x80000000_00000001L}) {
      ResumeToken mark = ResumeToken.highWaterMark(time);
      ascending.add(mark);
      ascending.add(mark.next());
      ascending.add(mark.next().next());
      ascending.add(new ResumeToken(time, 99_999));
      ascending.add(new ResumeToken(time, Integer.MAX_VALUE));
    }

    assertThat(ascending).isSorted().doesNotHaveDuplicates();
    assertThat(ascending.stream().map(ResumeTokenTest::data)).isSorted().doesNotHaveDuplicates();
    assertThat(ascending.stream().map(token -> ResumeToken.parse(token.toDocument())))
        .containsExactlyElementsOf(ascending);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "82",
        "no token",
        "826B0374BC00000002",
        "826B0374BC000000022B022C010000000000045A",
        "826B0374BC000000022B042C0100296E5A100400"
      })
  void isNotReadFromSomethingElse(String data) {
    assertThatThrownBy(() -> ResumeToken.parse(new Document("_data", data)))
        .isInstanceOfSatisfying(MongoServerError.class, e -> assertThat(e.getCode()).isEqualTo(260))
        .hasMessageContaining("Bad resume token");
  }

  @Test
  void isNotReadFromNothing() {
    assertThatThrownBy(() -> ResumeToken.parse(new Document()))
        .isInstanceOf(MongoServerError.class);
  }

  private static String data(ResumeToken token) {
    return (String) token.toDocument().get("_data");
  }
}
