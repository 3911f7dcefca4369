package io.tributary.common.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with one file, so that all of it can be reported at once. */
final class Problems {
  private final String origin;
  private final List<Problem> found = new ArrayList<>();

  /**
   * @param origin what to call the file in messages
   */
  Problems(String origin) {
    this.origin = origin;
  }

  String origin() {
    return origin;
  }

  void add(YamlNode where, String what, String mend) {
    add(where.path(), where.line(), what, mend);
  }

  void add(String path, int line, String what, String mend) {
    found.add(new Problem(path, line, what, mend));
  }

  /** How many so far: what was read without a new one can be built. */
  int count() {
    return found.size();
  }

  /**
   * @throws ConfigException with every problem in the order of the file's lines, if there is any
   */
  void throwIfAny() {
    if (!found.isEmpty()) {
      found.sort(Comparator.comparingInt(problem -> problem.line().orElse(0)));
      throw new ConfigException(origin, found);
    }
  }
}
