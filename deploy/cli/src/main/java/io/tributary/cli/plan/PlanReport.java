package io.tributary.cli.plan;

import java.io.IOException;

/** Tells what is planned. */
interface PlanReport {

  void write(Plan plan) throws IOException;
}
