package io.tributary.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class S3RequestTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "GET,    /b/a/x,   -,                             GET,                b/a/x",
        "GET,    /b/a/x,   partNumber=1,                  GET,                b/a/x",
        "GET,    /b/a/x,   tagging,                       OTHER,              b/a/x",
        "GET,    /b/a/x,   uploadId=1,                    LIST,               b/a/x",
        "GET,    /,        -,                             LIST,               ''",
        "GET,    /b,       -,                             LIST,               b",
        "GET,    /b/,      list-type=2&prefix=a%2Fx+y%2B, LIST,               b/a/x y+",
        "GET,    /b,       uploads,                       LIST,               b",
        "GET,    /b,       location,                      OTHER,              b",
        "HEAD,   /b,       -,                             HEAD,               b",
        "HEAD,   /b/d/,    -,                             HEAD,               b/d/",
        "PUT,    /b,       -,                             OTHER,              b",
        "PUT,    /b/a+%2B%20%C3%A9, -,                    PUT,                b/a++ é",
        "PUT,    /b/100%,  -,                             PUT,                b/100%",
        "PUT,    /b/x,     acl,                           OTHER,              b/x",
        "PUT,    /b/x,     partNumber=1&uploadId=1,       UPLOAD_PART,        b/x",
        "POST,   /b/x,     uploads=,                      CREATE_MULTIPART,   b/x",
        "POST,   /b/x,     uploadId=1,                    COMPLETE_MULTIPART, b/x",
        "POST,   /b,       delete,                        DELETE_BATCH,       b",
        "DELETE, /b/x,     -,                             DELETE,             b/x",
        "DELETE, /b/x,     uploadId=1,                    ABORT_MULTIPART,    b/x",
        "DELETE, /b,       -,                             OTHER,              b",
        "OPTIONS,/b/x,     -,                             OTHER,              b/x",
      })
  void isReadFromMethodPathAndQuery(
      String method, String path, String query, S3RequestKind kind, String location) {
    assertThat(S3Request.of(method, path, query, false)).isEqualTo(new S3Request(kind, location));
  }

  @ParameterizedTest
  @CsvSource({"'',COPY", "partNumber=1&uploadId=1,UPLOAD_PART"})
  void aPutOfSomethingThereIsACopy(String query, S3RequestKind kind) {
    assertThat(S3Request.of("PUT", "/b/x", query, true).kind()).isEqualTo(kind);
  }
}
