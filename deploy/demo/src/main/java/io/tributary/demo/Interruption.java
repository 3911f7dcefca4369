package io.tributary.demo;

import sun.misc.Signal;

/**
 * Turns Ctrl-C and SIGTERM into an interruption of the thread that runs the demo, which then ends
 * everything in order. The second time the JVM ends at once. Not by a shutdown hook: those run all
 * at the same time, and the servers would be gone before the jobs have their savepoints.
 */
final class Interruption {

  private static final int EXIT_CODE = 130;

  private final Thread demo;
  private volatile boolean requested;

  private Interruption(Thread demo) {
    this.demo = demo;
  }

  /** Watches for signals to the current thread's benefit. */
  static Interruption install() {
    Interruption interruption = new Interruption(Thread.currentThread());
    for (String name : new String[] {"INT", "TERM"}) {
      Signal.handle(new Signal(name), signal -> interruption.request());
    }
    return interruption;
  }

  private void request() {
    if (requested) {
      Runtime.getRuntime().halt(EXIT_CODE);
    }
    requested = true;
    demo.interrupt();
  }

  /** Whether there was a signal. */
  boolean isRequested() {
    return requested;
  }
}
