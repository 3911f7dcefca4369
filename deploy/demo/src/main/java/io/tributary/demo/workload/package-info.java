/**
 * A payments provider's database and what happens in it: the schema, the rows it begins with, and
 * traffic that never stands still. Everything is made from a seed, so that a run can be repeated.
 *
 * <p>Knows MySQL and nothing else of the demo: the end-to-end tests use it as well.
 */
package io.tributary.demo.workload;
