package io.tributary.common.config;

/** How a source's connections are encrypted; written in lower case in the file. */
public enum Tls {
  /** Encrypted, or no connection at all. */
  REQUIRED,
  /** Encrypted where the server offers it. */
  PREFERRED,
  /** Never encrypted. */
  DISABLED
}
