package io.tributary.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/** Where secrets come from. */
class SecretResolverTest {

  @TempDir Path directory;

  @Test
  void environmentVariables() {
    Map.Entry<String, String> any =
        System.getenv().entrySet().stream()
            .filter(entry -> entry.getKey().matches("\\w+") && !entry.getValue().isEmpty())
            .findFirst()
            .orElseThrow();

    assertThat(resolve("${env:" + any.getKey() + "}")).isEqualTo(any.getValue());
    assertThatThrownBy(() -> resolve("${env:TRIBUTARY_NO_SUCH_VARIABLE}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("${env:TRIBUTARY_NO_SUCH_VARIABLE}, which does not exist.");
  }

  @Test
  void filesWithoutTheLastLineEnd() throws IOException {
    Path file = Files.writeString(directory.resolve("secret"), " hunter2\n\r\n");

    assertThat(resolve("${file:" + file + "}")).isEqualTo(" hunter2\n");
    assertThatThrownBy(() -> resolve("${file:" + directory + "/none}"))
        .hasMessageContaining("which does not exist.");
    assertThatThrownBy(() -> resolve("${file:" + directory + "}"))
        .hasMessageContaining("which cannot be read: it is a directory.");
  }

  @Test
  void secretsManagerByNameAndKey() throws IOException {
    SecretsManagerLookup lookup =
        lookup(
            Map.of(
                "prod/db", "{\"password\": \"hunter2\", \"port\": 3306, \"tags\": {}}",
                "arn:aws:secretsmanager:eu-west-1:1:secret:x", "hunter2"));

    assertThat(lookup.find("prod/db#password")).contains("hunter2");
    assertThat(lookup.find("prod/db#port")).contains("3306");
    assertThat(lookup.find("arn:aws:secretsmanager:eu-west-1:1:secret:x")).contains("hunter2");
    assertThat(lookup.find("prod/none#password")).isEmpty();
    assertThatThrownBy(() -> lookup.find("prod/db#tags"))
        .hasMessage("it has no text under the key tags");
    assertThatThrownBy(() -> lookup.find("prod/db#user"))
        .hasMessage("it has no text under the key user");
    assertThatThrownBy(() -> lookup.find("arn:aws:secretsmanager:eu-west-1:1:secret:x#k"))
        .hasMessage("it is not a JSON object, so it has no key k")
        .hasNoCause();
  }

  @Test
  void secretsManagerOutOfReach() {
    SecretsManagerLookup lookup =
        new SecretsManagerLookup(
            () -> {
              throw SdkClientException.create("Unable to load region");
            });
    SecretResolver resolver =
        SecretResolver.of(name -> Optional.empty(), name -> Optional.empty(), lookup);

    assertThatThrownBy(
            () ->
                resolver.resolve(
                    SecretReference.parse("${secretsmanager:a#b}").orElseThrow(), "f", "p", 1))
        .hasMessageStartingWith(
            "f: 1 problem\n  - p (line 1): refers to ${secretsmanager:a#b}, which cannot be read:"
                + " Unable to load region.");
  }

  private static String resolve(String reference) {
    return SecretResolver.standard()
        .resolve(SecretReference.parse(reference).orElseThrow(), "lake.yaml", "path", 1);
  }

  /** A service that knows these secrets. */
  private static SecretsManagerLookup lookup(Map<String, String> secrets) {
    return new SecretsManagerLookup(
        () ->
            new SecretsManagerClient() {
              @Override
              public GetSecretValueResponse getSecretValue(GetSecretValueRequest request) {
                if (!secrets.containsKey(request.secretId())) {
                  throw ResourceNotFoundException.builder().message("none").build();
                }
                return GetSecretValueResponse.builder()
                    .secretString(secrets.get(request.secretId()))
                    .build();
              }

              @Override
              public String serviceName() {
                return SERVICE_NAME;
              }

              @Override
              public void close() {}
            });
  }
}
