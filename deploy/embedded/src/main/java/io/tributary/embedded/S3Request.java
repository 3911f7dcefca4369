package io.tributary.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A request, by its kind and by what it is about.
 *
 * @param location {@code bucket/key}; for a listing {@code bucket/prefix}; {@code bucket} alone
 *     where the path names no key, as for a deletion of many keys
 */
record S3Request(S3RequestKind kind, String location) {

  /** The query parameters of listings; others ask for something else about a bucket. */
  private static final Set<String> LISTING =
      Set.of(
          "list-type",
          "prefix",
          "delimiter",
          "max-keys",
          "start-after",
          "continuation-token",
          "marker",
          "encoding-type",
          "fetch-owner",
          "uploads",
          "versions",
          "key-marker",
          "upload-id-marker",
          "version-id-marker",
          "max-uploads");

  /** Query parameters that ask for something beside an object, not for the object. */
  private static final Set<String> ABOUT_AN_OBJECT =
      Set.of("acl", "tagging", "attributes", "retention", "legal-hold", "torrent", "restore");

  /**
   * Reads a path-style request.
   *
   * @param path as sent, percent-encoded
   * @param query as sent, or null
   * @param isCopy whether it has the header {@code x-amz-copy-source}
   */
  static S3Request of(String method, String path, String query, boolean isCopy) {
    String location = decode(path.replace("+", "%2B").replaceFirst("^/+", ""));
    Map<String, String> parameters = parameters(query);
    boolean isObject = hasKey(location);
    S3RequestKind kind =
        isObject ? onObject(method, parameters, isCopy) : onBucket(method, parameters);
    if (!isObject) {
      String bucket = location.replaceFirst("/$", "");
      String prefix = parameters.getOrDefault("prefix", "");
      location = kind == S3RequestKind.LIST && !prefix.isEmpty() ? bucket + "/" + prefix : bucket;
    }
    return new S3Request(kind, location);
  }

  private static boolean hasKey(String location) {
    int slash = location.indexOf('/');
    return slash > 0 && slash < location.length() - 1;
  }

  private static S3RequestKind onObject(
      String method, Map<String, String> parameters, boolean isCopy) {
    if (parameters.keySet().stream().anyMatch(ABOUT_AN_OBJECT::contains)) {
      return S3RequestKind.OTHER;
    }
    boolean isMultipart = parameters.containsKey("uploadId");
    return switch (method) {
      case "GET" -> isMultipart ? S3RequestKind.LIST : S3RequestKind.GET;
      case "HEAD" -> S3RequestKind.HEAD;
      case "PUT" -> {
        if (isMultipart) {
          yield S3RequestKind.UPLOAD_PART;
        }
        yield isCopy ? S3RequestKind.COPY : S3RequestKind.PUT;
      }
      case "POST" -> {
        if (isMultipart) {
          yield S3RequestKind.COMPLETE_MULTIPART;
        }
        yield parameters.containsKey("uploads")
            ? S3RequestKind.CREATE_MULTIPART
            : S3RequestKind.OTHER;
      }
      case "DELETE" -> isMultipart ? S3RequestKind.ABORT_MULTIPART : S3RequestKind.DELETE;
      default -> S3RequestKind.OTHER;
    };
  }

  private static S3RequestKind onBucket(String method, Map<String, String> parameters) {
    return switch (method) {
      case "GET" ->
          LISTING.containsAll(parameters.keySet()) ? S3RequestKind.LIST : S3RequestKind.OTHER;
      case "HEAD" -> S3RequestKind.HEAD;
      case "POST" ->
          parameters.containsKey("delete") ? S3RequestKind.DELETE_BATCH : S3RequestKind.OTHER;
      default -> S3RequestKind.OTHER;
    };
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new HashMap<>();
    if (query != null) {
      for (String parameter : query.split("&")) {
        int equals = parameter.indexOf('=');
        String name = equals < 0 ? parameter : parameter.substring(0, equals);
        if (!name.isEmpty()) {
          parameters.put(decode(name), equals < 0 ? "" : decode(parameter.substring(equals + 1)));
        }
      }
    }
    return parameters;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException e) {
      return text; // not percent-encoded after all: the server will say so
    }
  }
}
