/** The figures of a run, as a file for people and programs to compare. */
package io.tributary.demo.report;
