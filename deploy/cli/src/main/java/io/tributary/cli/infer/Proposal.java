package io.tributary.cli.infer;

import io.tributary.common.table.Metadata;
import io.tributary.silver.document.DocumentColumns;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.BsonDocument;

/**
 * A {@code document:} block for documents that were read, and what silver's own mapping makes of
 * them with it.
 */
final class Proposal {

  /**
   * A line of the block.
   *
   * @param path names with dots between
   * @param seen what the documents have there
   * @param rescued in how many documents something of the value would be rescued
   */
  record Path(String path, TypeChoice choice, Profile seen, long rescued) {}

  /**
   * What the block has no line for.
   *
   * @param path names, of which one may have dots itself
   * @param documents how many have it, or would have something of it rescued
   * @param why the end of a sentence about the path
   */
  record LeftOut(String path, long documents, String why) {}

  private static final String ID = "_id";

  private final Map<String, TypeChoice> choices = new LinkedHashMap<>();
  private final Map<String, Profile> profiles = new LinkedHashMap<>();
  private final List<LeftOut> leftOut = new ArrayList<>();
  private final long documents;
  private Rescued rescued;

  private Proposal(long documents) {
    this.documents = documents;
  }

  /** A block for documents, of which there is at least one. */
  static Proposal of(Collection<? extends BsonDocument> documents) {
    Profile root = new Profile();
    documents.forEach(root::add);
    Proposal proposal = new Proposal(documents.size());
    proposal.choose("", root);
    proposal.leaveOutWhatMakesNoColumn();
    proposal.check(documents);
    return proposal;
  }

  private void choose(String prefix, Profile parent) {
    boolean tooMany = prefix.isEmpty() && parent.isMap();
    parent
        .fields()
        .forEach(
            (name, seen) -> {
              String path = prefix + name;
              if (name.isEmpty() || name.contains(".") || !name.equals(name.strip())) {
                leaveOut(path, seen, "no path leads to such a name");
              } else if (Metadata.isReserved(DocumentColumns.columnName(path))) {
                leaveOut(path, seen, "Tributary adds a column of that name");
              } else if (tooMany && parent.isRare(seen)) {
                leaveOut(path, seen, "few documents have it, and there are many like it");
              } else if (isDocument(seen) && !path.equals(ID)) {
                choose(path + ".", seen);
              } else {
                choices.put(path, path.equals(ID) ? TypeChoice.ofId(seen) : TypeChoice.of(seen));
                profiles.put(path, seen);
              }
            });
  }

  /** Whether the fields are columns themselves. */
  private static boolean isDocument(Profile seen) {
    return !seen.fields().isEmpty()
        && !seen.isMap()
        && seen.count(Kind.DOCUMENT) >= TypeChoice.FITTING * seen.values();
  }

  private void leaveOut(String path, Profile seen, String why) {
    leftOut.add(new LeftOut(path, seen.count(), why));
  }

  private void leaveOutWhatMakesNoColumn() {
    DocumentColumns.of(types())
        .problems()
        .forEach(
            (path, what) -> {
              choices.remove(path);
              leaveOut(path, profiles.remove(path), what);
            });
  }

  /** What too many documents would have rescued becomes JSON, which takes everything. */
  private void check(Collection<? extends BsonDocument> documents) {
    rescued = Rescued.of(types(), documents);
    Set<String> tooMany =
        choices.keySet().stream()
            .filter(path -> !choices.get(path).isJson() && isTooMuchRescued(path))
            .collect(Collectors.toSet());
    if (!tooMany.isEmpty()) {
      tooMany.forEach(
          path ->
              choices.put(
                  path,
                  new TypeChoice(
                      DocumentColumns.JSON,
                      choices.get(path).type()
                          + " would not take "
                          + Share.of(rescued.at(path), profiles.get(path).count()))));
      rescued = Rescued.of(types(), documents);
    }
    rescued
        .above()
        .forEach(
            (path, count) ->
                leftOut.add(new LeftOut(path, count, "not a document there, or an empty one")));
  }

  private boolean isTooMuchRescued(String path) {
    long share = rescued.at(path);
    return path.equals(ID)
        ? share > 0
        : share > (1 - TypeChoice.FITTING) * profiles.get(path).count();
  }

  /** Types by path, as {@code document:} takes them; {@code _id} is among them. */
  Map<String, String> types() {
    Map<String, String> types = new LinkedHashMap<>();
    choices.forEach((path, choice) -> types.put(path, choice.type()));
    return types;
  }

  List<Path> paths() {
    return choices.keySet().stream()
        .map(path -> new Path(path, choices.get(path), profiles.get(path), rescued.at(path)))
        .collect(Collectors.toList());
  }

  /** What is rescued whole. */
  List<LeftOut> leftOut() {
    return List.copyOf(leftOut);
  }

  /** How many documents there were. */
  long documents() {
    return documents;
  }

  /** How many documents would have anything rescued. */
  long rescued() {
    return rescued.documents();
  }
}
