package io.tributary.embedded.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import org.junit.jupiter.api.Test;

class UpdateDescriptionTest {

  @Test
  void namesWhatHasChanged() {
    Document before =
        new Document("_id", 1)
            .append("same", 1)
            .append("changed", 1)
            .append("gone", 1)
            .append("type", 1)
            .append("list", List.of(1, 2))
            .append("inner", new Document("same", 1).append("changed", 1).append("gone", 1))
            .append("replaced", new Document("a", 1));
    Document after =
        new Document("_id", 1)
            .append("same", 1)
            .append("changed", null)
            .append("type", 1L)
            .append("list", List.of(1, 2, 3))
            .append("inner", new Document("same", 1).append("changed", 2).append("added", 3))
            .append("replaced", 4)
            .append("added", null);

    Document description = UpdateDescription.of(before, after);

    assertThat(description.get("updatedFields"))
        .isEqualTo(
            new Document("changed", null)
                .append("type", 1L)
                .append("list", List.of(1, 2, 3))
                .append("inner.changed", 2)
                .append("inner.added", 3)
                .append("replaced", 4)
                .append("added", null));
    assertThat(description.get("removedFields")).isEqualTo(List.of("gone", "inner.gone"));
    assertThat(description.get("truncatedArrays")).isEqualTo(List.of());
  }
}
