package io.tributary.embedded;

import static io.tributary.embedded.S3RequestKind.GET;
import static io.tributary.embedded.S3RequestKind.LIST;
import static io.tributary.embedded.S3RequestKind.PUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class S3RequestsTest {

  private final S3Requests requests = new S3Requests();

  @Test
  void countUnderEveryPrefixThatCoversThem() {
    requests.watch("lake/silver/");
    requests.watch("lake/silver/orders");

    requests.count(new S3Request(PUT, "lake/silver/orders/x"));
    requests.count(new S3Request(LIST, "lake/silver/orders/"));
    requests.count(new S3Request(GET, "lake/silver/orders"));
    requests.count(new S3Request(GET, "lake/silver/orders2"));
    requests.count(new S3Request(GET, "lake/bronze"));

    assertThat(requests.countsUnder("lake/silver/orders/"))
        .isEqualTo(new S3RequestCounts(Map.of(PUT, 1L, LIST, 1L, GET, 1L)));
    assertThat(requests.countsUnder("lake/silver").of(GET)).isEqualTo(2);
    assertThat(requests.countsElsewhere()).hasToString("[GET 1]");
    assertThat(requests.counts().total()).isEqualTo(5);
  }

  @Test
  void countFromWhenTheyAreWatched() {
    requests.count(new S3Request(PUT, "b/x"));
    requests.watch("b");
    requests.count(new S3Request(PUT, "b/x"));
    requests.watch("b");

    assertThat(requests.countsUnder("b").of(PUT)).isEqualTo(1);
    assertThatThrownBy(() -> requests.countsUnder("c"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("watch(\"c\")");
  }

  @Test
  void differBetweenTwoMoments() {
    requests.count(new S3Request(PUT, "b/x"));
    S3RequestCounts before = requests.counts();
    requests.count(new S3Request(PUT, "b/x"));
    requests.count(new S3Request(GET, "b/x"));

    assertThat(requests.counts().since(before)).hasToString("[GET 1, PUT 1]");
  }

  @Test
  void areNotLostWhenManyCountAtOnce() throws Exception {
    requests.watch("b");
    ExecutorService pool = Executors.newFixedThreadPool(4);
    pool.invokeAll(
        Collections.nCopies(
            8,
            () -> {
              for (int i = 0; i < 1000; i++) {
                requests.count(new S3Request(GET, "b/x"));
              }
              return null;
            }));
    pool.shutdown();

    assertThat(requests.countsUnder("b").of(GET)).isEqualTo(8000);
  }
}
