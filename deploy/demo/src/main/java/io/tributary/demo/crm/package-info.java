/**
 * A customer relationship management's database of documents and what happens in it: nested,
 * polymorphic, growing. Everything is made from a seed, so that a run can be repeated; independent
 * of what happens in the payments database, whose customers it knows by the same numbers.
 *
 * <p>Knows MongoDB and nothing else of the demo: the end-to-end tests use it as well.
 */
package io.tributary.demo.crm;
