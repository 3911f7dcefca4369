package io.tributary.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets come by reference, are looked up when they are needed, and never show. */
class SecretTest {
  private static final String COMPLETE = Yaml.resource("complete.yaml");

  @Test
  void secretsAreLookedUpWhenRevealedAndThenKept() {
    Map<String, String> secrets = new HashMap<>();
    LakeConfig config = Yaml.parse(Yaml.SMALL, secrets);
    secrets.put("SHOP_PASSWORD", "hunter2");
    Secret password = Yaml.mySql(config, "shop").password();

    assertThat(password.reveal()).isEqualTo("hunter2");
    secrets.clear();
    assertThat(password.reveal()).isEqualTo("hunter2");
  }

  @Test
  void aJobNeedsTheStoresSecretsAndThoseOfItsSourcesOnly() {
    LakeConfig config =
        Yaml.parse(
            COMPLETE,
            Map.of("S3_ACCESS_KEY", "a", "/run/secrets/s3", "b", "PAYMENTS_PASSWORD", "c"));

    config.requireSecrets(Set.of());
    config.requireSecrets(Set.of("payments"));
    assertThatThrownBy(() -> config.requireSecrets(Set.of("archive")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("sources.archive.password");
    assertThatThrownBy(() -> config.requireSecrets(Set.of("archiv")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("archiv");
  }

  @Test
  void everySecretThatIsMissingIsReportedAtOnce() {
    LakeConfig config = Yaml.parse(COMPLETE, Map.of("S3_ACCESS_KEY", ""));

    assertThatThrownBy(() -> config.requireSecrets(List.of("payments", "archive")))
        .hasMessage(
            String.join(
                "\n",
                "lake.yaml: 4 problems",
                "  - s3.access_key (line 8): refers to ${env:S3_ACCESS_KEY}, which is empty. Set the"
                    + " variable where the job is started.",
                "  - s3.secret_key (line 9): refers to ${file:/run/secrets/s3}, which does not"
                    + " exist. Put the secret into this file, readable to the job.",
                "  - sources.payments.password (line 16): refers to ${env:PAYMENTS_PASSWORD}, which"
                    + " does not exist. Set the variable where the job is started.",
                "  - sources.archive.password (line 20): refers to"
                    + " ${secretsmanager:prod/archive#password}, which does not exist. Check the"
                    + " name and key in the job's region, and that its role may call"
                    + " secretsmanager:GetSecretValue on it."));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hunter2",
        "'x${env:hunter2}'",
        "'${env:hunter2} '' '",
        "'${vault:hunter2}'",
        "'${env:}'",
        "'${hunter2}'",
        "'${secretsmanager:hunter2#}'",
        "'${secretsmanager:#hunter2}'",
        "12345",
        "true",
        "[hunter2]",
        "{a: hunter2}",
      })
  void aLiteralIsAProblemThatDoesNotShowIt(String literal) {
    assertThat(Yaml.problem(Yaml.SMALL.replace("${env:SHOP_PASSWORD}", literal)))
        .isEqualTo(
            "sources.shop.password (line 10): must be a reference to a secret, not the secret"
                + " itself. Keep the value elsewhere and write ${env:NAME}, ${file:/path} or"
                + " ${secretsmanager:name#key}.");
  }

  @Test
  void nothingPrintsASecret() {
    LakeConfig config =
        Yaml.parse(
            COMPLETE,
            Map.of(
                "S3_ACCESS_KEY",
                "hunter2",
                "/run/secrets/s3",
                "hunter2",
                "PAYMENTS_PASSWORD",
                "hunter2"));
    config.requireSecrets(Set.of("payments"));
    MySqlSourceConfig payments = Yaml.mySql(config, "payments");

    assertThat(payments.password()).hasToString("******");
    assertThat(
            List.of(
                config.toString(),
                config.s3().orElseThrow().toString(),
                payments.toString(),
                config.tables().toString()))
        .noneMatch(text -> text.contains("hunter2"));
    assertThatThrownBy(() -> new ObjectMapper().writeValueAsString(payments.password()))
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void equalReferencesAreEqual() {
    Secret one = Yaml.mySql(Yaml.parse(Yaml.SMALL), "shop").password();
    Secret same = Yaml.mySql(Yaml.parse(Yaml.SMALL), "shop").password();

    assertThat(one).isEqualTo(same).hasSameHashCodeAs(same).isNotEqualTo(Secret.of("x"));
    assertThat(Secret.of("x")).isEqualTo(Secret.of("x")).isNotEqualTo(Secret.of("y"));
    assertThat(Secret.of("x").reveal()).isEqualTo("x");
    assertThat(Secret.of("x").reference()).isEmpty();
  }
}
