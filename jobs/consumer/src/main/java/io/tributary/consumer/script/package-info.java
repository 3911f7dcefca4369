/**
 * SQL scripts: reading them, taking them apart into statements, and saying what is wrong in them.
 */
package io.tributary.consumer.script;
