package io.tributary.common.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/**
 * AWS Secrets Manager: {@code name} is the whole text of a secret, {@code name#key} one value of a
 * secret that is a JSON object; an ARN may stand for the name. The client lives for one lookup: a
 * job makes few, at its start.
 */
final class SecretsManagerLookup implements SecretResolver.Lookup {
  private final Supplier<SecretsManagerClient> clients;

  SecretsManagerLookup() {
    this(
        () -> SecretsManagerClient.builder().httpClientBuilder(ApacheHttpClient.builder()).build());
  }

  SecretsManagerLookup(Supplier<SecretsManagerClient> clients) {
    this.clients = clients;
  }

  @Override
  public Optional<String> find(String name) throws IOException {
    int hash = name.indexOf('#');
    String id = hash < 0 ? name : name.substring(0, hash);
    Optional<String> secret = secretString(id);
    if (hash < 0 || secret.isEmpty()) {
      return secret;
    }
    return Optional.of(valueOf(secret.get(), name.substring(hash + 1)));
  }

  private Optional<String> secretString(String id) throws IOException {
    try (SecretsManagerClient client = clients.get()) {
      String text = client.getSecretValue(request -> request.secretId(id)).secretString();
      if (text == null) {
        throw new IOException("it is binary, not text");
      }
      return Optional.of(text);
    } catch (ResourceNotFoundException e) {
      return Optional.empty();
    } catch (SdkException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static String valueOf(String secret, String key) throws IOException {
    JsonNode json;
    try {
      json = new ObjectMapper().readTree(secret);
    } catch (JsonProcessingException e) {
      json = null; // The exception may quote the secret: neither its message nor itself is kept.
    }
    if (json == null || !json.isObject()) {
      throw new IOException("it is not a JSON object, so it has no key " + key);
    }
    JsonNode value = json.get(key);
    if (value == null || !value.isValueNode() || value.isNull()) {
      throw new IOException("it has no text under the key " + key);
    }
    return value.asText();
  }
}
