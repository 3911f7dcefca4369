package io.tributary.cli.lake;

import io.tributary.common.table.Metadata;
import java.util.Set;
import java.util.TreeSet;

/** Names of columns that Tributary has itself: a source's column of such a name is rescued. */
public final class ReservedColumns {

  private static final Set<String> NAMES = names();

  private ReservedColumns() {}

  private static Set<String> names() {
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    names.addAll(Metadata.ALWAYS);
    names.add(Metadata.DELETED);
    names.add(Metadata.PARTITION);
    // What cleaning calls its condition.
    names.add("_keep");
    return names;
  }

  /** Whether a column of that name, in any case, would collide with one of them. */
  public static boolean contains(String name) {
    return NAMES.contains(name);
  }
}
