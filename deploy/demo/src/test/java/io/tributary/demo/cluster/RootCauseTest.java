package io.tributary.demo.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RootCauseTest {

  @Test
  void isTheLastCauseOfAStackTrace() {
    String trace =
        "org.apache.flink.runtime.JobException: Recovery is suppressed\n"
            + "\tat org.apache.flink.A.b(A.java:1)\n"
            + "Caused by: java.lang.RuntimeException: middle\n"
            + "\tat org.apache.flink.C.d(C.java:2)\n"
            + "Caused by: com.mysql.cj.exceptions.CJException: Access denied\nfor user 'x'\n"
            + "\tat com.mysql.E.f(E.java:3)\n"
            + "\t... 12 more\n";

    assertThat(RootCause.of(trace)).isEqualTo("CJException: Access denied\nfor user 'x'");
  }

  @Test
  void isTheFirstLineOfATraceWithoutCause() {
    assertThat(RootCause.of("java.io.IOException: gone\n\tat a.B.c(B.java:1)\n"))
        .isEqualTo("IOException: gone");
    assertThat(RootCause.of("Just a message.")).isEqualTo("Just a message.");
  }

  @Test
  void isTheInnermostException() {
    Exception failure =
        new IllegalStateException(new RuntimeException(new IllegalArgumentException("bad")));

    assertThat(RootCause.of(failure)).isEqualTo("IllegalArgumentException: bad");
  }
}
