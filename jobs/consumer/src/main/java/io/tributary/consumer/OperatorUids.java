package io.tributary.consumer;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.streaming.api.transformations.PhysicalTransformation;

/**
 * Gives the operators that SQL has made uids by which their state is found again.
 *
 * <p>Flink's own choices fit a job of many scripts badly: without uids it derives them from the
 * whole graph, and {@code table.exec.uid.generation = ALWAYS} numbers operators through the job; in
 * both, one more script changes the uids of the others, and their state is lost. So the numbering
 * is ours: {@code <script>@<fingerprint>/<kind of operator>}, and {@code -2}, {@code -3} where a
 * script has more of a kind. A script that does not change keeps its uids whatever other scripts
 * do.
 *
 * <p>A script that does change gets new ones, and begins anew at the beginning of its tables. With
 * its old state it would go on from where it was: after another {@code WHERE}, the sums of old rows
 * would stay as they were, wrong and without a word. A job from which a script was taken, or in
 * which one was changed, leaves state behind: restore it with leave to do so ({@code
 * execution.state-recovery.ignore-unclaimed-state}).
 */
final class OperatorUids {

  /** What the planner appends to names; it goes on counting from one script to the next. */
  private static final Pattern NUMBER = Pattern.compile("\\[\\d+]");

  private static final String CHANGES = "-changes";
  private static final String ROWS = "-rows";

  private OperatorUids() {}

  /**
   * Names the operators of one script that have no uid yet.
   *
   * @param script name and fingerprint of the script
   * @param before what was in the environment before the script was translated
   * @param all what is in it now
   */
  static void assign(String script, Set<Transformation<?>> before, List<Transformation<?>> all) {
    Set<Transformation<?>> mine = new LinkedHashSet<>();
    for (Transformation<?> last : all) {
      if (!before.contains(last)) {
        collect(last, mine);
      }
    }
    Map<String, Integer> kinds = new HashMap<>();
    for (Transformation<?> operator : mine) {
      if (operator instanceof PhysicalTransformation && operator.getUid() == null) {
        operator.setUid(uid(script, operator, kinds));
      }
    }
  }

  private static String uid(String script, Transformation<?> operator, Map<String, Integer> kinds) {
    // The planner gives the last operator of a table's stream the name of the table alone.
    Transformation<?> input = physicalInput(operator);
    if (input != null && input.getUid() != null && input.getName().endsWith(CHANGES)) {
      return input.getUid().replace(CHANGES, ROWS);
    }
    String kind = NUMBER.matcher(operator.getName()).replaceAll("");
    int number = kinds.merge(kind, 1, Integer::sum);
    return script + "/" + kind + (number == 1 ? "" : "-" + number);
  }

  private static Transformation<?> physicalInput(Transformation<?> operator) {
    Transformation<?> input = operator;
    do {
      input = input.getInputs().size() == 1 ? input.getInputs().get(0) : null;
    } while (input != null && !(input instanceof PhysicalTransformation));
    return input;
  }

  /** Inputs first, in the order in which they are joined. */
  private static void collect(Transformation<?> operator, Set<Transformation<?>> into) {
    if (!into.contains(operator)) {
      operator.getInputs().forEach(input -> collect(input, into));
      into.add(operator);
    }
  }
}
