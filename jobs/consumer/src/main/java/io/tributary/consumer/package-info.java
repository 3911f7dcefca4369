/** The consumer job: SQL scripts over silver tables, whose results are Hudi tables. */
package io.tributary.consumer;
