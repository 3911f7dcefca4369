package io.tributary.bronze.preflight;

import static java.util.stream.Collectors.toUnmodifiableList;

import io.tributary.bronze.preflight.Finding.Severity;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** All that stands in the way of capturing a server: errors first. */
public final class PreflightReport {

  private static final String INDENT = "         ";

  private final String server;
  private final List<Finding> findings;

  /**
   * @param server the kind and the address: {@code MySQL server host:port}
   */
  public PreflightReport(String server, List<Finding> findings) {
    this.server = server;
    this.findings =
        findings.stream()
            .distinct()
            .sorted(Comparator.comparing(Finding::severity))
            .collect(toUnmodifiableList());
  }

  /** Errors, then warnings; each group in the order of the checks. */
  public List<Finding> findings() {
    return findings;
  }

  public List<Finding> errors() {
    return of(Severity.ERROR).collect(toUnmodifiableList());
  }

  public List<Finding> warnings() {
    return of(Severity.WARNING).collect(toUnmodifiableList());
  }

  /** Whether a capture must not start. */
  public boolean hasErrors() {
    return of(Severity.ERROR).findAny().isPresent();
  }

  private Stream<Finding> of(Severity severity) {
    return findings.stream().filter(finding -> finding.severity() == severity);
  }

  /** For a terminal: a heading, and three lines or more for each finding. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(server).append(": ");
    if (findings.isEmpty()) {
      return text.append("ready to be captured.\n").toString();
    }
    text.append(hasErrors() ? "cannot be captured as it is; " : "ready to be captured; ")
        .append(count(errors().size(), "error"))
        .append(", ")
        .append(count(warnings().size(), "warning"))
        .append(".\n");
    for (Finding finding : findings) {
      text.append(String.format("\n%-8s %s\n", finding.severity(), finding.where()));
      text.append(INDENT).append(finding.what()).append('\n');
      text.append(INDENT).append("Remedy: ").append(finding.remedy()).append('\n');
    }
    return text.toString();
  }

  private static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
